"""Requests to give access back early (clause 4.3): written down, put to the head, answered.

Whoever blocks may also lift; what was decided ends with `lifted_at`, and all that asks whether a
decision is in force heeds it. No code by mail: an answer gives back, it takes nothing away.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.ledger import book
from gospablik.letters import LetterKey
from gospablik.moderation.answering import closed
from gospablik.moderation.block_case import BlockCase, case_of
from gospablik.moderation.evidence import deciders
from gospablik.moderation.impartiality import impartial
from gospablik.moderation.in_force import in_force
from gospablik.moderation.links import one_line, page_name
from gospablik.moderation.questions import end_question, locked, must_act, put
from gospablik.organisation import Official, Organisation
from gospablik.regulation import Office
from gospablik.store.decisions import Decision, Proposal
from gospablik.store.ledger import Kind, State
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
    """The form, rebuilt from its rows. `officials`: (key, title) of those who may answer."""

    question_id: int
    round: int
    number: int
    asker: str
    came: str
    asked_on: date
    words: str
    decision_id: int
    decided: str
    until: datetime
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
    if by not in [one.key for one in _may_enter(office, now)]:
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
        entered_at=now,
        run=run,
        reason="",
    )
    row = session.scalars(select(UnblockRequest).filter_by(run=run)).one()
    _tell(session, office, row, _may_answer(session, office, decision, now), CAME, now)
    return row


def open_requests(session: Session, office: Organisation, now: datetime) -> list[int]:
    """Ask about each request that is not answered and that nobody is asked about.

    Raises OfficeError, and asks nothing, if nobody acting may answer one; call it in a
    transaction of its own.
    """
    asked = []
    for row in unanswered_requests(session, office):
        question = session.get(Question, row.question_id) if row.question_id else None
        if question is not None and question.stage is Stage.OPEN:
            continue
        officials = [one.key for one in _may_answer(session, office, row.decision, now)]
        if not officials:
            raise OfficeError(
                f"Просьба о разблокировке № {row.id} ждёт ответа, а ответить некому.",
                not_done="вопрос не задан, блокировка действует.",
                next_step="впишите в [[official]] organisation.toml действующего Главу или"
                " заместителя, которого дело не касается.",
            )
        until = after_working_days(office, now, TERM)
        made = put(session, office, Topic.UNBLOCK, officials, now=now, until=until)
        row.question_id = made.id
        asked.append(made.id)
    session.flush()
    return asked


def unanswered_requests(session: Session, office: Organisation) -> list[UnblockRequest]:
    """Requests without an answer, oldest first."""
    rows = select(UnblockRequest).filter_by(organisation=office.key)
    waiting = rows.where(UnblockRequest.answer.is_(None)).order_by(UnblockRequest.id)
    return list(session.scalars(waiting))


def request_case(session: Session, office: Organisation, question_id: int) -> RequestCase:
    """What the form of that question shows. Raises NoResultFound if it is none of a request."""
    row = session.scalars(select(UnblockRequest).filter_by(question_id=question_id)).one()
    question = session.get_one(Question, question_id)
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
        until=office.local(decision.until or decision.decided_at),
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
    row = session.scalars(select(UnblockRequest).filter_by(question_id=question.id)).one()
    why = closed(office, question, case.round, now)
    if why is None and official_key not in [
        one.key for one in _may_answer(session, office, row.decision, now)
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
        _lift(session, row, now)
    end_question(session, question, Stage.ANSWERED, answer.value, now, by=official_key)
    told = [*deciders(office, now), *office.acting(now, Office.IT_HEAD)]
    told += [one for one in office.official if one.key == row.entered_by]
    _tell(session, office, row, list({one.key: one for one in told}.values()), ANSWERED, now)
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


def _lift(session: Session, row: UnblockRequest, now: datetime) -> None:
    """End the decision; a block not begun is taken back, one that may stand is lifted."""
    row.lifted_at = now
    session.flush()
    decision = row.decision
    about = (row.organisation, decision.proposal.page, str(decision.id))
    organisation, page, subject = about
    block = book.newest(
        session, organisation=organisation, kind=Kind.BLOCK, page=page, subject=subject, lock=True
    )
    if block is None:
        return
    untouched = block.state is State.DUE and block.first_claimed_at is None
    book.cancel(session, block.id, why="блокировка снята досрочно", now=now)
    if untouched or block.state is State.MISSED:
        return
    key = {"organisation": organisation, "kind": Kind.UNBLOCK, "page": page, "subject": subject}
    if not book.record(session, now=now, **key):  # type: ignore[arg-type]
        book.hasten(session, now=now, **key)  # type: ignore[arg-type]


def _decision(session: Session, office: Organisation, named: str, now: datetime) -> Decision:
    number = named.strip().removeprefix("№").strip()
    found = session.get(Decision, int(number)) if number.isdecimal() and len(number) < 10 else None
    if found and found.organisation == office.key and _in_force(session, found.id, now):
        return found
    raise _refusal(
        f"действующего решения о блокировке «{one_line(named)}» нет",
        f"впишите номер решения. Сейчас действуют: {_listed(session, office, now)}.",
    )


def _in_force(session: Session, decision_id: int, now: datetime) -> bool:
    return bool(session.scalar(select(exists().where(Decision.id == decision_id, in_force(now)))))


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
        f" до {office.local(one.until or now):%d.%m.%Y})"
        for one in rows
    ]
    return "; ".join(listed) or "ни одного"


def _may_enter(office: Organisation, now: datetime) -> list[Official]:
    rules = [one for one in Office if one.rules_on_comments or one.decides_blocks]
    return office.acting(now, *rules)


def _may_answer(
    session: Session, office: Organisation, decision: Decision, now: datetime
) -> list[Official]:
    return impartial(session, office, tuple(decision.proposal.rulings), now)


def _decided(office: Organisation, decision: Decision) -> str:
    when = minute(office.local(decision.decided_at))
    return f"{office.title_of(decision.official)}, {when}, причина: {decision.reason}"


def _tell(  # noqa: PLR0917
    session: Session,
    office: Organisation,
    row: UnblockRequest,
    readers: list[Official],
    revision: int,
    now: datetime,
) -> None:
    for reader in readers:
        book.record(
            session,
            organisation=office.key,
            kind=Kind.MAIL,
            page="",
            subject=str(LetterKey(LETTER, row.id, reader.key)),
            revision=revision,
            now=now,
        )


_NOT_WRITTEN = "просьба не записана, блокировка действует."
_NOT_ANSWERED = "Не сделано: ответ на просьбу не записан, блокировка действует."
_SHORTEST = 3


def _refusal(why: str, todo: str) -> OfficeError:
    return OfficeError(f"Не записано: {why}.", not_done=_NOT_WRITTEN, next_step=todo)
