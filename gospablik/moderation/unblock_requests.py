"""Requests to give access back early (clause 4.3): written down, put to the head, answered.

Whoever blocks may also lift; the decision ends with it. No code by mail: an answer gives back, it
takes nothing away.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.ledger.letters import order_mail
from gospablik.letters import LetterKey
from gospablik.moderation.answering import closed
from gospablik.moderation.block_case import BlockCase, case_of
from gospablik.moderation.decided import last_decision
from gospablik.moderation.decision_rows import end_block, tell
from gospablik.moderation.decision_words import FOR_EVER, end_words, why_over
from gospablik.moderation.impartiality import barred, impartial
from gospablik.moderation.in_force import in_force, is_in_force
from gospablik.moderation.links import one_line, page_name
from gospablik.moderation.proposals import asks_the_right, locked_proposal
from gospablik.moderation.questions import end_question, locked, must_act, put, withdraw
from gospablik.organisation import Official, Organisation
from gospablik.regulation import Office
from gospablik.store.decisions import Decision, Ended, Proposal
from gospablik.store.once import insert_once
from gospablik.store.review import Question, Stage, Topic
from gospablik.store.unblocking import Came, UnblockAnswer, UnblockRequest
from gospablik.templates import minute
from gospablik.working_time import after_working_days

LETTER = "unblock"
"""Topic of the letters; its row is the `UnblockRequest`. Revision 1: it came; 2: the answer."""
CAME, ANSWERED = 1, 2
TERM = 10
"""Working days for an answer; then it is asked anew."""
ERASED = "[стёрто по сроку]"
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody enters. `asker`, `words`: a resident's; `asked_on`: of our calendar."""

    decision: str
    asker: str
    came: Came
    asked_on: date
    words: str


@dataclass(frozen=True, slots=True)
class RequestCase:
    """The form, rebuilt from its rows. `officials`: (key, title) of those who may answer.

    `until`: in words.
    """

    question_id: int
    round: int
    number: int
    asker: str
    came: str
    asked_on: date
    words: str
    decision_id: int
    decided: str
    until: str
    case: BlockCase
    officials: tuple[tuple[str, str], ...]


def enter(
    session: Session, office: Organisation, said: Request, *, by: str, run: str, now: datetime
) -> UnblockRequest:
    """Write a request down, once a run, and order the letters that it came.

    `by`: key of who enters it. Raises OfficeError, and then nothing is written, if something is
    lacking or no such decision is in force.
    """
    known = session.scalars(select(UnblockRequest).filter_by(run=run)).first()
    if known is not None:
        return known
    if by not in [one.key for one in office.acting(now, *Office)]:
        must_act(office, now, lacking="", not_done=_NOT_WRITTEN)
        raise _refusal("не выбрано, кто записывает", "выберите себя в поле «Кто записывает».")
    decision = _decision(session, office, said.decision, now)
    asker, words = one_line(said.asker, 200), said.words.strip()[:_MOST]
    if not asker or not words:
        raise _refusal(
            "не сказано, кто просит или чего", "впишите, кто просит, и его слова или их суть."
        )
    if said.asked_on > office.local(now).date():
        raise _refusal("день просьбы ещё не наступил", "впишите день, когда просьба поступила.")
    insert_once(
        session,
        UnblockRequest,
        organisation=office.key,
        decision_id=decision.id,
        asker=asker,
        came=said.came,
        asked_on=said.asked_on,
        words=words,
        entered_by=by,
        run=run,
        reason="",
    )
    row = session.scalars(select(UnblockRequest).filter_by(run=run)).one()
    for reader in _may_answer(session, office, decision, now):
        key = LetterKey(LETTER, row.id, reader.key)
        order_mail(session, office.key, key, now, revision=CAME)
    return row


def open_requests(session: Session, office: Organisation, now: datetime) -> list[int]:
    """Ask about each request that waits and about which not those are asked who may answer.

    What was asked about a decision that holds no more is closed; where the head put another block
    in its place, the request is about that one. Nobody is asked where nobody may answer
    (`require_answerers` tells of that).
    """
    asked = []
    for row in unanswered_requests(session, office):
        question = locked(session, row.question_id) if row.question_id else None
        session.refresh(row, with_for_update=True)
        if row.answer is not None or row.question_id != (question.id if question else None):
            continue  # another pass was faster
        if not is_in_force(session, row.decision_id, now) and not _moved(
            session, row, question, now
        ):
            _overtake(session, office, row, question, now)
            continue
        officials = _may_answer(session, office, row.decision, now)
        if question is not None and question.stage is Stage.OPEN:
            rulings = tuple(row.decision.proposal.rulings)
            kept_out = {one.official.key for one in barred(session, office, rulings, now)}
            if asks_the_right(question, officials, kept_out):
                continue
            withdraw(session, question.id, "изменился круг тех, кто вправе ответить", now)
        if officials:
            keys, until = [one.key for one in officials], after_working_days(office, now, TERM)
            made = put(session, office, Topic.UNBLOCK, keys, now=now, until=until)
            row.question_id = made.id
            asked.append(made.id)
    session.flush()
    return asked


def require_answerers(session: Session, office: Organisation, now: datetime) -> None:
    """Raise OfficeError if a request waits that nobody acting may answer."""
    left = [
        row
        for row in unanswered_requests(session, office)
        if is_in_force(session, row.decision_id, now)
        and not _may_answer(session, office, row.decision, now)
    ]
    if not left:
        return
    which = ", ".join(f"№ {row.id}" for row in left)
    what = "Просьба о разблокировке ждёт" if len(left) == 1 else "Просьбы о разблокировке ждут"
    raise OfficeError(
        f"{what} ответа ({which}), а ответить некому.",
        not_done="вопрос не задан, блокировка действует.",
        next_step="впишите в [[official]] organisation.toml действующего Главу или"
        " заместителя, которого дело не касается.",
    )


def unanswered_requests(session: Session, office: Organisation) -> list[UnblockRequest]:
    """Requests without an answer, oldest first."""
    rows = select(UnblockRequest).filter_by(organisation=office.key)
    waiting = rows.where(UnblockRequest.answer.is_(None)).order_by(UnblockRequest.id)
    return list(session.scalars(waiting))


def request_case(session: Session, office: Organisation, question_id: int) -> RequestCase:
    """What the form of that question shows. Raises OfficeError if no request asks it any more."""
    row = session.scalars(select(UnblockRequest).filter_by(question_id=question_id)).first()
    question = session.get_one(Question, question_id)
    if row is None:
        raise OfficeError(
            f"Вопрос отозван ({question.ended_because}).",
            not_done=_NO_ANSWER,
            next_step="ответьте в новой форме «Ответ на просьбу», если просьба ещё ждёт.",
        )
    decision = row.decision
    return RequestCase(
        question_id=question.id,
        round=question.round,
        number=row.id,
        asker=row.asker,
        came=row.came.value,
        asked_on=row.asked_on,
        words=row.words,
        decision_id=decision.id,
        decided=_decided(office, decision),
        until=end_words(office, decision.until),
        case=case_of(session, office, decision.proposal),
        officials=tuple((key, office.official_by_key(key).title) for key in question.officials),
    )


def answer_request(
    session: Session,
    office: Organisation,
    case: RequestCase,
    *,
    official_key: str,
    answer: UnblockAnswer,
    reason: str,
    now: datetime,
) -> str | None:
    """Write the answer with all that follows. None, or why nothing changed, in Russian.

    The same answer once more (the run was killed after it) is no refusal.
    """
    question = locked(session, case.question_id)
    if question is None:
        return f"такого вопроса нет. {_NOT_ANSWERED}"
    if (question.answered_by, question.ended_because) == (official_key, answer.value):
        return None
    row = session.scalars(select(UnblockRequest).filter_by(question_id=question.id)).first()
    if row is None:  # asked anew meanwhile
        return f"{closed(office, question, case.round, now) or 'вопрос отозван'}. {_NOT_ANSWERED}"
    decision = row.decision
    locked_proposal(session, decision.proposal_id)
    session.refresh(decision)
    if row.answer is None and _moved(session, row, question, now):
        over = f"решение № {decision.id} {why_over(decision)}, об этом спросят заново"
        return f"{over}. {_NOT_ANSWERED}"
    if row.answer is UnblockAnswer.OVERTAKEN or not is_in_force(session, decision.id, now):
        _overtake(session, office, row, question, now)
        over = f"решение № {decision.id} уже не действует ({why_over(decision)})"
        return f"{over}. Не сделано: ответ на просьбу не записан, просьба закрыта."
    why = closed(office, question, case.round, now)
    if why is None and official_key not in [
        one.key for one in _may_answer(session, office, decision, now)
    ]:
        why = "отвечают Глава и заместители, чьи полномочия действуют и которых дело не касается"
    if why is None and official_key not in question.officials:
        why = "вопрос задан не этому лицу"
    if why is None and len(reason.strip()) < _SHORTEST:
        why = "не сказано, почему"
    if why:
        return f"{why}. {_NOT_ANSWERED}"
    row.answer, row.reason = answer, " ".join(reason.split())
    row.answered_by, row.answered_at = official_key, now
    if answer is UnblockAnswer.LIFT:
        end_block(session, decision, Ended.LIFTED, row.reason, now, by=official_key)
    end_question(session, question, Stage.ANSWERED, answer.value, now, by=official_key)
    tell(session, office, LETTER, row.id, now, also=[row.entered_by], revision=ANSWERED)
    return None


def erase_requests(session: Session, office: Organisation, now: datetime) -> int:
    """Names and words of requests that were answered long ago; the answers stay."""
    before = now - timedelta(days=office.organisation.keep_comments_days)
    old = (
        select(UnblockRequest.id)
        .filter_by(organisation=office.key)
        .where(UnblockRequest.answered_at < before, UnblockRequest.words != ERASED)
    )
    found = session.scalars(old).all()
    if found:
        session.execute(
            update(UnblockRequest)
            .where(UnblockRequest.id.in_(found))
            .values(asker=ERASED, words=ERASED)
        )
    return len(found)


def _moved(session: Session, row: UnblockRequest, question: Question | None, now: datetime) -> bool:
    """Whether the head decided anew to block: then it is asked about that decision."""
    last = last_decision(session, row.decision.proposal_id, lock=True)
    if last is None or last.id == row.decision_id or not is_in_force(session, last.id, now):
        return False
    if question is not None:
        withdraw(session, question.id, "решение заменено другим", now)
    row.decision = last
    session.flush()
    return True


def _overtake(
    session: Session, office: Organisation, row: UnblockRequest, question: Question | None,
    now: datetime,
) -> None:  # fmt: skip
    """Close a request whose decision holds no more, its question with it; all are told once."""
    if question is not None:
        withdraw(session, question.id, "решение уже не действует", now)
    if row.answer is None:
        row.answer, row.answered_at = UnblockAnswer.OVERTAKEN, now
        row.reason = why_over(row.decision)
        tell(session, office, LETTER, row.id, now, also=[row.entered_by], revision=ANSWERED)


def _decision(session: Session, office: Organisation, named: str, now: datetime) -> Decision:
    number = named.strip().removeprefix("№").strip()
    found = session.get(Decision, int(number)) if number.isdecimal() and len(number) < 10 else None
    if found and found.organisation == office.key and is_in_force(session, found.id, now):
        return found
    raise _refusal(
        f"действующего решения о блокировке «{one_line(named)}» нет",
        f"впишите номер решения. Сейчас действуют: {_listed(session, office, now)}.",
    )


def _listed(session: Session, office: Organisation, now: datetime) -> str:
    rows = session.scalars(
        select(Decision)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .where(Decision.organisation == office.key, in_force(now))
        .order_by(Decision.id.desc())
        .limit(20)
    )
    listed = [
        f"№ {one.id} ({one_line(one.proposal.author.name)},"
        f" {page_name(office, one.proposal.page)},"
        f" {f'до {office.local(one.until):%d.%m.%Y}' if one.until else FOR_EVER})"
        for one in rows
    ]
    return "; ".join(listed) or "ни одного"


def _may_answer(
    session: Session, office: Organisation, decision: Decision, now: datetime
) -> list[Official]:
    return impartial(session, office, tuple(decision.proposal.rulings), now)


def _decided(office: Organisation, decision: Decision) -> str:
    when = minute(office.local(decision.decided_at))
    return f"{office.title_of(decision.official)}, {when}, причина: {decision.reason}"


_NOT_WRITTEN = "просьба не записана, блокировка действует."
_NO_ANSWER = "ответ на просьбу не записан, блокировка действует."
_NOT_ANSWERED = f"Не сделано: {_NO_ANSWER}"
_SHORTEST = 3


def _refusal(why: str, todo: str) -> OfficeError:
    return OfficeError(f"Не записано: {why}.", not_done=_NOT_WRITTEN, next_step=todo)
