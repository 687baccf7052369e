"""Taking a ruling back (clause 4.2): by somebody else than who made it, with all that follows.

With it go the earlier rulings on the same comment (`taken_back`): one comment is one violation.

Violations are computed from standing rulings, so counts, proposals and cases follow by themselves.
What was done outside is undone by ledger actions, recorded in the same transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.ledger.letters import order_mail
from gospablik.letters import LetterKey
from gospablik.moderation.answering import closed, is_told
from gospablik.moderation.evidence import deciders
from gospablik.moderation.links import comment_link, page_name, page_of
from gospablik.moderation.named import at_address, misread
from gospablik.moderation.proof import proof_of
from gospablik.moderation.questions import end_question, locked, put, reviewers
from gospablik.moderation.taken_back import newer, up_to
from gospablik.moderation.undone_acts import follow, removal_of
from gospablik.organisation import Official, Organisation
from gospablik.regulation import Office
from gospablik.store.comments import Comment
from gospablik.store.review import Proof, Question, Ruling, Stage, Topic, Verdict
from gospablik.store.undoing import Undoing
from gospablik.working_time import a_working_day_or_24_hours

LETTER = "undone"
"""Topic of the letter that tells of a ruling taken back; its row is the `Undoing`."""
_STILL_STANDS = "Не сделано: решение об удалении остаётся в силе."
_LONGEST_NUMBER = 10
"""Digits; what has more is no number of the journal."""


@dataclass(frozen=True, slots=True)
class OtherRuling:
    """Another ruling to remove the same comment, as the form and the letter name it."""

    proof_number: int
    ground: str
    ruled_by: str
    ruled_at: datetime


@dataclass(frozen=True, slots=True)
class UndoCase:
    """The form: the ruling as it was made, and who may take it back, (key, title).

    `also`: earlier rulings on the same comment, which are taken back with it; `stays`: a newer one
    stands, so the comment does not come back.
    """

    question_id: int
    round: int
    text: str
    author: str
    page: str
    link: str
    ground: str
    reason: str
    ruled_by: str
    ruled_at: datetime
    proof_number: int
    removal: str
    officials: tuple[tuple[str, str], ...]
    also: tuple[OtherRuling, ...] = ()
    stays: bool = False


def find_ruling(session: Session, office: Organisation, named: str) -> Ruling:
    """The standing removal that is named by the number of its proof or the comment's address.

    Raises OfficeError if there is none, or of several comments, in words for whoever typed it.
    """
    name = named.strip().removeprefix("№").strip()
    is_number = name.isascii() and name.isdecimal() and len(name) < _LONGEST_NUMBER
    meant = Proof.number == int(name) if is_number else at_address(office, name)
    found = session.scalars(
        select(Ruling)
        .join(Proof, Proof.ruling_id == Ruling.id)
        .join(Comment, Comment.id == Ruling.comment_id)
        .where(Ruling.organisation == office.key, Ruling.verdict == Verdict.REMOVE)
        .where(Ruling.annulled_at.is_(None), meant)
        .order_by(Ruling.id.desc())
    ).all()
    if len({ruling.comment_id for ruling in found}) == 1:
        return found[0]
    if found:
        raise OfficeError(
            f"По адресу «{name[:200]}» решений об удалении несколько: этот адрес у комментариев"
            " общий.",
            not_done="ничего не отменено.",
            next_step="впишите номер записи из ответа автору (или из журнала).",
        )
    odd = misread(office, name)
    if odd:
        raise OfficeError(
            f"Решение не найдено: {odd.why}.",
            not_done="ничего не отменено.",
            next_step=f"впишите номер записи из ответа автору (или из журнала); либо {odd.todo}",
        )
    raise OfficeError(
        f"Действующего решения об удалении по «{name[:200]}» нет.",
        not_done="ничего не отменено.",
        next_step="впишите номер записи из ответа автору (или из журнала) либо адрес комментария"
        " целиком; решение могли уже отменить. Отменяются только удаления: предупреждение"
        " нарушением не считается, о его ошибке напишите автору сами.",
    )


def open_undoing(
    session: Session, office: Organisation, ruling: Ruling, *, run: str, now: datetime
) -> int:
    """Write the question of that run. Raises OfficeError if nobody else may take it back now."""
    going = up_to(session, ruling)
    officials = [official.key for official in _others(office, going, now)]
    if not officials:
        ruled = ", ".join(dict.fromkeys(office.title_of(one.official) for one in going))
        raise OfficeError(
            f"Решал {ruled}; отменить должен другой, а такого нет.",
            not_done="решение не отменено.",
            next_step="впишите в [[official]] ещё одно лицо: специалиста, начальника отдела ИТ,"
            " Главу или заместителя; проверьте сроки since и until.",
        )
    question = put(
        session,
        office,
        Topic.UNDO,
        officials,
        now=now,
        until=a_working_day_or_24_hours(office, now),
        run=run,
    )
    session.add(
        Undoing(
            organisation=office.key, question_id=question.id, ruling_id=ruling.id, opened_at=now
        )
    )
    session.flush()
    return question.id


def undo_case(session: Session, office: Organisation, question_id: int) -> UndoCase:
    """The form, rebuilt from its rows."""
    question = session.get_one(Question, question_id)
    ruling = _row(session, question_id).ruling
    proof, comment = proof_of(session, ruling.id), ruling.comment
    removal = removal_of(session, ruling)
    earlier = [one for one in up_to(session, ruling) if one.id != ruling.id]
    return UndoCase(
        question_id=question.id,
        round=question.round,
        text=ruling.version.text,
        author=comment.author.name,
        page=page_name(office, comment.page),
        link=comment_link(page_of(office, comment.page), comment),
        ground=ruling.ground.words if ruling.ground else "",
        reason=ruling.reason,
        ruled_by=office.title_of(ruling.official),
        ruled_at=office.local(ruling.made_at),
        proof_number=proof.number if proof else 0,
        removal=removal.state.words if removal else "не начато",
        officials=tuple((key, office.official_by_key(key).title) for key in question.officials),
        also=tuple(other_ruling(session, office, one) for one in earlier),
        stays=bool(newer(session, ruling, question.asked_at)),
    )


def other_ruling(session: Session, office: Organisation, ruling: Ruling) -> OtherRuling:
    """How the form and the letter name a ruling that is taken back with the named one."""
    proof = proof_of(session, ruling.id)
    return OtherRuling(
        proof.number if proof else 0,
        ruling.ground.words if ruling.ground else "",
        office.title_of(ruling.official),
        office.local(ruling.made_at),
    )


def answer_undoing(
    session: Session,
    office: Organisation,
    case: UndoCase,
    *,
    official_key: str,
    agreed: bool,
    reason: str,
    now: datetime,
) -> str | None:
    """Write what the official says. None, or why nothing changed.

    The same answer once more (the run was killed after it) is no refusal.
    """
    question = locked(session, case.question_id)
    if question is None:
        return f"такого вопроса нет. {_STILL_STANDS}"
    said = "отменить" if agreed else "оставить в силе"
    if (question.answered_by, question.ended_because) == (official_key, said):
        return None
    row = _row(session, question.id)
    going = up_to(session, row.ruling, lock=True)
    why = (
        closed(office, question, case.round, now)
        or _own(session, row.ruling, going, official_key)
        or _unentitled(office, going, question, official_key, now)
        or ("не сказано, почему" if agreed and not is_told(reason) else None)
        or ("решение уже отменено" if agreed and row.ruling.annulled_at else None)
    )
    if why:
        return f"{why}. {_STILL_STANDS}"
    if agreed:
        row.reason, row.undone_at = " ".join(reason.split()), now
        _undo(session, office, row, going, by=official_key, now=now)
    end_question(session, question, Stage.ANSWERED, said, now, by=official_key)
    return None


def _undo(
    session: Session,
    office: Organisation,
    row: Undoing,
    going: Sequence[Ruling],
    *,
    by: str,
    now: datetime,
) -> None:
    ruling = row.ruling
    for one in going:
        one.annulled_at, one.annulled_by = now, by
    session.flush()
    # What was found in it has been looked at by two people now: nobody is asked a third time.
    session.add(
        Ruling(
            organisation=office.key,
            comment_id=ruling.comment_id,
            version_id=ruling.version_id,
            question_id=row.question_id,
            verdict=Verdict.KEEP,
            reason=row.reason,
            official=by,
            made_at=now,
        )
    )
    follow(session, office, row, going, now)
    for reader in _told(office, going, by, now):
        order_mail(session, office.key, LetterKey(LETTER, row.id, reader.key), now)


def _others(office: Organisation, rulings: Sequence[Ruling], now: datetime) -> list[Official]:
    entitled = {one.key: one for one in (*reviewers(office, now), *deciders(office, now))}
    deciders_of = {one.official for one in rulings}
    return [one for key, one in entitled.items() if key not in deciders_of]


def _told(
    office: Organisation, rulings: Sequence[Ruling], by: str, now: datetime
) -> list[Official]:
    """Who hears of it: who had ruled, the head of the IT department, who decides on blocks."""
    ruled = {one.official for one in rulings}
    first = [one for one in office.official if one.key in ruled]
    readers = [*first, *office.acting(now, Office.IT_HEAD), *deciders(office, now)]
    return list({one.key: one for one in readers if one.key != by}.values())


def _unentitled(
    office: Organisation, going: Sequence[Ruling], question: Question, by: str, now: datetime
) -> str | None:
    if by not in [one.key for one in _others(office, going, now)]:
        return "полномочия этого лица сегодня не действуют"
    return None if by in question.officials else "вопрос задан не этому лицу"


def _own(session: Session, named: Ruling, going: Sequence[Ruling], by: str) -> str | None:
    """That who answers made one of the rulings that go."""
    if by == named.official:
        return "решение принял тот же человек; отменить должен другой"
    own = next((proof_of(session, one.id) for one in going if one.official == by), None)
    if own is None:
        return None
    return (
        "вместе с этим отменяется прежнее решение о том же комментарии (доказательство №"
        f" {own.number}), а его принял тот же человек; отменить должен другой"
    )


def _row(session: Session, question_id: int) -> Undoing:
    return session.scalars(select(Undoing).filter_by(question_id=question_id)).one()
