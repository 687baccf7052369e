"""Taking a reply: whose word it is, about which case, and what comes of it (clause 4.3).

Anybody can forge a From, so the code is what counts. A wrong code is counted against letters alone,
never against the form; one that answers no letter of ours, against such letters alone: what
strangers send in somebody's name must not take the «Ответить» from him. СТОП is never closed: a
code guessed there (one of 10^11) would do no more than leave somebody unblocked.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.inbox.letter_read import LetterRead, same_address
from gospablik.inbox.own_words import own_words
from gospablik.ledger.letters import order_mail
from gospablik.letter import envelope_address
from gospablik.letters import LetterKey, message_id
from gospablik.moderation.codes import MOST_WRONG, burn_seen, code_owner
from gospablik.moderation.decision_rows import ENDED_LETTER, LETTER
from gospablik.moderation.decisions import decide_within
from gospablik.moderation.replies.answer import Answer, StopIt, Unclear, codes_in, read_answer
from gospablik.moderation.said import Said
from gospablik.moderation.stopping import SaidStop, stop_within
from gospablik.organisation import Official, Organisation
from gospablik.store.decisions import Code, Decision
from gospablik.store.inbox import Came, ReceivedLetter
from gospablik.store.ledger import Action, Kind
from gospablik.store.review import Question, Stage, Topic

TOPIC = "answer"
_OF_DECISIONS = (LETTER, ENDED_LETTER)
SENDER = "sender"
"""The reader of our answer who is whoever wrote; else the key of an official."""
CASE_CLOSED = (
    "по этому делу письмами присланы пять неверных кодов, письма о нём больше не принимаются;"
    " решите в форме"
)
ANY_CLOSED = (
    "с Вашего адреса за месяц пришло пять писем с неверным кодом, возможно, не от Вас; письмо,"
    " которое не отвечает на наше, не принимается: откройте письмо о деле и нажмите «Ответить» или"
    " решите в форме"
)
MOST_ANSWERS = 5
"""Letters a day that one address is answered: two programs must not write to each other."""


@dataclass(frozen=True, slots=True)
class _Result:
    came: Came
    why: str = ""
    proposal_id: int | None = None
    official: str | None = None
    decision_id: int | None = None


def take_reply(
    session: Session,
    office: Organisation,
    letter: LetterRead,
    place: tuple[int, int],
    now: datetime,
) -> ReceivedLetter | None:
    """Write what comes of a letter, in the caller's transaction; None: it says nothing to us.

    Read twice, it is taken once. `place`: the mailbox's epoch and the letter's number in it.
    """
    ours = {same_address(office.mail.sender), same_address(office.mail.duty)}
    known = select(ReceivedLetter.id).filter_by(organisation=office.key, known_as=letter.known_as)
    if letter.by_machine or letter.sender in ours or session.scalar(known):
        return None
    officials = [one for one in office.official if same_address(one.mail) == letter.sender]
    case = _case_of(session, office, letter)
    if officials:
        result = _of_official(session, office, letter, officials, case, now=now)
    else:
        result = _of_stranger(session, office, letter, case, now)
    if result is None:
        return None
    row = ReceivedLetter(
        organisation=office.key,
        known_as=letter.known_as,
        epoch=place[0],
        uid=place[1],
        sender=letter.sender[:320],
        read_at=now,
        came=result.came,
        why=result.why,
        proposal_id=result.proposal_id,
        official=result.official,
        decision_id=result.decision_id,
    )
    session.add(row)
    session.flush()
    _answer(session, office, row, now)
    return row


def _of_official(
    session: Session,
    office: Organisation,
    letter: LetterRead,
    officials: list[Official],
    case: int | None,
    *,
    now: datetime,
) -> _Result | None:
    first = officials[0].key
    begins = [f"{one.name}, здравствуйте." for one in office.official]
    answer = read_answer(own_words(letter.text, begins))
    if letter.cut:
        answer = Unclear("письмо слишком длинное, его конец не прочитан", meant=True)
    if isinstance(answer, Unclear):
        if case is None and not answer.meant:
            return None  # a letter about something else
        return _Result(Came.UNCLEAR, answer.why, case, first)
    code = code_owner(session, office, answer.code)
    about = case or (code.proposal_id if code else None)
    closed = None if isinstance(answer, StopIt) else _closed(session, office, case, first, now)
    if closed:
        return _Result(Came.REFUSED, closed, about, first)
    if code is None or about is None:
        return _Result(Came.WRONG_CODE, "такого кода нет", about, first)
    # Two officials of one mailbox are told apart by the code.
    by = code.official if code.official in [one.key for one in officials] else first
    return _decided(session, office, answer, about, by, now=now)


def _decided(
    session: Session,
    office: Organisation,
    answer: Answer | StopIt,
    proposal: int,
    by: str,
    *,
    now: datetime,
) -> _Result:
    if isinstance(answer, StopIt):
        return _stopped(session, office, answer, proposal, by, now=now)
    said = Said(by, answer.verdict, answer.days, answer.reason, answer.code)
    question = _question(session, proposal)
    made = decide_within(session, office, question, said, now, round=None)
    if made.refused:
        return _Result(Came.REFUSED, made.why, proposal, by)
    came = Came.REPEATED if made.repeated else Came.DECIDED
    return _Result(came, "", proposal, by, made.decision_id)


def _stopped(
    session: Session, office: Organisation, answer: StopIt, proposal: int, by: str, *, now: datetime
) -> _Result:
    said = SaidStop(by, answer.reason, answer.code)
    made = stop_within(session, office, proposal, said, now)
    if made.refused:
        return _Result(Came.REFUSED, made.refused, proposal, by)
    came = Came.REPEATED if made.repeated else Came.STOPPED
    return _Result(came, "", proposal, by, made.decision_id)


def _of_stranger(
    session: Session, office: Organisation, letter: LetterRead, case: int | None, now: datetime
) -> _Result | None:
    """What somebody else has seen is spent, wherever in the letter it stands."""
    burnt: list[Code] = []
    for typed in codes_in(letter.text):
        if code := burn_seen(session, office, typed, now):
            burnt.append(code)
    if burnt:
        why = "код прислан не с адреса его владельца; он погашен, потому что его увидели"
        return _Result(Came.STRANGER, why, burnt[0].proposal_id, burnt[0].official)
    if case is None:
        return None
    return _Result(Came.STRANGER, "с этого адреса решения не принимаются", case, None)


def _case_of(session: Session, office: Organisation, letter: LetterRead) -> int | None:
    """The proposal whose letter this one answers, if it names one of ours."""
    if not letter.answers:
        return None
    sent = session.scalars(
        select(Action)
        .filter_by(organisation=office.key, kind=Kind.MAIL)
        .where(or_(*(Action.subject.startswith(f"{topic}:") for topic in ("case", *_OF_DECISIONS))))
        .order_by(Action.id.desc())
    )
    for action in sent:
        if message_id(office, action.key) in letter.answers:
            return _proposal_of(session, LetterKey.parse(action.subject))
    return None


def _proposal_of(session: Session, letter: LetterKey) -> int | None:
    if letter.topic not in _OF_DECISIONS:
        return letter.row
    decision = session.get(Decision, letter.row)
    return decision.proposal_id if decision else None


def _question(session: Session, proposal: int) -> int:
    """The case's question: the open one, or the last of those that ended."""
    found = session.scalars(
        select(Question.id)
        .filter_by(proposal_id=proposal, topic=Topic.BLOCK)
        .order_by(Question.stage != Stage.OPEN, Question.id.desc())
        .limit(1)
    ).first()
    return found or 0


def _closed(
    session: Session, office: Organisation, case: int | None, official: str, now: datetime
) -> str | None:
    """Why such letters are not taken any more, in Russian: too many wrong codes came in them.

    `case`: the one whose letter this answers; None: it answers none of ours.
    """
    wrong = select(func.count(ReceivedLetter.id)).filter_by(
        organisation=office.key, came=Came.WRONG_CODE, proposal_id=case
    )
    if case is None:
        wrong = wrong.where(
            ReceivedLetter.official == official,
            ReceivedLetter.read_at > now - timedelta(days=30),
        )
    if (session.scalar(wrong) or 0) < MOST_WRONG:
        return None
    return ANY_CLOSED if case is None else CASE_CLOSED


def _answer(session: Session, office: Organisation, row: ReceivedLetter, now: datetime) -> None:
    """Order what is written back: once a letter, never many to one address."""
    if row.came in (Came.DECIDED, Came.STOPPED, Came.REPEATED):
        return  # what came of it goes to all in charge
    readers = [SENDER] if _can_be_written_to(session, office, row, now) else []
    if row.came is Came.STRANGER and row.official:
        readers.append(row.official)
    for reader in readers:
        order_mail(session, office.key, LetterKey(TOPIC, row.id, reader), now)


def _can_be_written_to(
    session: Session, office: Organisation, row: ReceivedLetter, now: datetime
) -> bool:
    try:
        envelope_address(row.sender)
    except OfficeError:
        return False
    lately = select(func.count(ReceivedLetter.id)).where(
        ReceivedLetter.organisation == office.key,
        ReceivedLetter.sender == row.sender,
        ReceivedLetter.read_at > now - timedelta(days=1),
    )
    return (session.scalar(lately) or 0) <= MOST_ANSWERS
