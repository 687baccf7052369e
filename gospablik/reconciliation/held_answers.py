"""What a person says of held posts (clause 3.2): one writer for every way of answering."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.moderation.answering import closed, not_asked
from gospablik.moderation.links import page_of
from gospablik.moderation.questions import end_question, locked
from gospablik.organisation import Organisation
from gospablik.publishing.held import correct, drop, take_up_again, why_not
from gospablik.publishing.reposts import SHORTEST_REASON
from gospablik.publishing.unsent import locked_post
from gospablik.reconciliation.held_case import CHOICES, CORRECT, texts_of
from gospablik.reconciliation.held_questions import nothing_left
from gospablik.store.tables import HeldPost, HeldVerdict, Stage, Topic
from gospablik.text import clean, same


@dataclass(frozen=True, slots=True)
class SaidOfHeld:
    """What was answered of one text: one of CHOICES, and what stands in its field, if it has one.

    `broken`: why the data checks do not let that text pass, empty if they do.
    """

    choice: str
    text: str = ""
    broken: str = ""


@dataclass(frozen=True, slots=True)
class HeldAnswered:
    """What came of an answer, in texts; `notes` say which were not accepted and why.

    `refused`: why nothing was changed, in Russian. `repeated`: this very answer was already
    written (the run was killed after it), nothing was written again.
    """

    corrected: int = 0
    dropped: int = 0
    returned: int = 0
    left: int = 0
    refused: str | None = None
    notes: tuple[str, ...] = ()
    repeated: bool = False


def answer_held(  # noqa: PLR0917 (one call, as the form answers)
    session: Session,
    office: Organisation,
    question_id: int,
    round: int,
    answers: Mapping[int, SaidOfHeld],
    official_key: str,
    reason: str,
    now: datetime,
) -> HeldAnswered:
    """Write the answer: `answers` maps a number in the form to what was said of that text.

    What is left out waits. A text that states what the site does not is not accepted, whoever wrote
    it; nor is a decision not to publish without a `reason`, nor any about a post that the site has
    mended since. The rest of the answer is written all the same.
    """
    question = locked(session, question_id)
    if question is None or question.organisation != office.key or question.topic != Topic.HELD:
        return _refused("такого вопроса нет")
    texts = dict(enumerate(texts_of(session, question_id), 1))
    problem = _unknown(texts, answers)
    if problem:
        return _refused(problem)
    mine = question.stage is Stage.ANSWERED and question.answered_by == official_key
    if mine and all(_is_written(texts[number], said) for number, said in answers.items()):
        return _count(texts, (), repeated=True)
    problem = closed(office, question, round, now)
    problem = problem or not_asked(office, question, official_key, now)
    if problem:
        return _refused(problem)
    notes = []
    for number, places in texts.items():
        said = answers.get(number) or SaidOfHeld(next(iter(CHOICES[places[0].hold])))
        note = _say(session, office, places, said, official_key, reason.strip(), now)
        if note:
            notes.append(f"Текст {number}: {note}")
            for place in places:
                place.draft, place.refused = said.text or None, note
    why = "ответ получен"
    end_question(session, question, Stage.ANSWERED, why, now, by=official_key)
    return _count(texts, tuple(notes))


def _unknown(
    texts: Mapping[int, Sequence[HeldPost]], answers: Mapping[int, SaidOfHeld]
) -> str | None:
    for number, said in answers.items():
        if number not in texts:
            return f"в форме нет текста под номером {number}"
        if said.choice not in CHOICES[texts[number][0].hold]:
            return f"неизвестный выбор «{said.choice}» у текста {number}"
    return None


def _say(  # noqa: PLR0917 (one call, as the form answers)
    session: Session,
    office: Organisation,
    places: Sequence[HeldPost],
    said: SaidOfHeld,
    by: str,
    reason: str,
    now: datetime,
) -> str | None:
    """Write what was said of one text on all its pages; None, or why nothing was written."""
    verdict = CHOICES[places[0].hold][said.choice]
    text, shown = clean(said.text), places[0].draft or places[0].text
    if verdict is HeldVerdict.WAIT and said.text and not same(text, shown):
        return f"текст изменён, а выбрано «{said.choice}»; выберите «{CORRECT}»."
    if verdict is HeldVerdict.DROP and len(reason) < SHORTEST_REASON:
        return "не сказано, почему не публиковать; решение не записано."
    if verdict in {HeldVerdict.CORRECT, HeldVerdict.DROP, HeldVerdict.RETURN}:
        for place in places:
            if page_of(office, place.post.page) is None:
                return "страницы больше нет в organisation.toml; решение не записано."
            locked_post(session, place.post_id)
            left = nothing_left(session, place)
            if left:
                return f"{left}; решение не записано."
    if verdict is HeldVerdict.CORRECT:
        problem = _unfit(session, office, places, said, text)
        if problem:
            return f"{problem}. Текст не записан; исправьте его или сайт."
    for place in places:
        _write(session, office, place, verdict, text, by=by, reason=reason, now=now)
    return None


def _unfit(
    session: Session,
    office: Organisation,
    places: Sequence[HeldPost],
    said: SaidOfHeld,
    text: str,
) -> str | None:
    if same(text, places[0].text):
        return "текст не изменён"
    for place in places:
        problem = why_not(session, office, place.post, text)
        if problem:
            return problem
    return said.broken.rstrip(".") or None


def _write(
    session: Session,
    office: Organisation,
    place: HeldPost,
    verdict: HeldVerdict,
    text: str,
    *,
    by: str,
    reason: str,
    now: datetime,
) -> None:
    place.verdict = verdict
    match verdict:
        case HeldVerdict.CORRECT:
            place.draft = text
            correct(session, place.post_id, text, by, now)
        case HeldVerdict.DROP:
            drop(session, place.post_id, by, reason[:500], now)
        case HeldVerdict.RETURN:
            take_up_again(session, office, place.post_id, now)


def _is_written(places: Sequence[HeldPost], said: SaidOfHeld) -> bool:
    """Whether this very thing was written of the text, or not accepted."""
    place = places[0]
    if place.verdict is None:
        return place.draft == (said.text or None)
    wanted = CHOICES[place.hold][said.choice]
    return place.verdict is wanted and (
        wanted is not HeldVerdict.CORRECT or place.draft == clean(said.text)
    )


def _count(
    texts: Mapping[int, Sequence[HeldPost]], notes: tuple[str, ...], *, repeated: bool = False
) -> HeldAnswered:
    found = [places[0].verdict for places in texts.values()]
    written = (HeldVerdict.CORRECT, HeldVerdict.DROP, HeldVerdict.RETURN)
    corrected, gone, returned = (found.count(verdict) for verdict in written)
    left = len(found) - corrected - gone - returned
    return HeldAnswered(corrected, gone, returned, left, notes=notes, repeated=repeated)


def _refused(why: str) -> HeldAnswered:
    return HeldAnswered(
        refused=f"Ответ не принят: {why}. Не сделано: ни одного решения не записано, посты остаются"
        " задержанными. Что делать: откройте свежую форму «Задержанные посты» в списке запусков."
    )
