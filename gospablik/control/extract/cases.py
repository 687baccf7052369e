"""What an extract says of cases to block: the proposal, what was decided, the letters (4.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.extract.actions import OnAction, action_facts
from gospablik.letters import LetterKey, message_id
from gospablik.moderation.decision_rows import ENDED_LETTER, LETTER
from gospablik.moderation.lapsing import TOPIC as LAPSED_LETTER
from gospablik.moderation.letters import case_words
from gospablik.organisation import Organisation
from gospablik.store.decisions import Decision, DecisionVerdict, Document, Proposal, ProposalStage
from gospablik.store.ledger import Action, Kind
from gospablik.store.unblocking import UnblockRequest
from gospablik.store.undoing import Undoing
from gospablik.templates import minute

BLOCKS = "заблокировать"
_STAGES = {
    ProposalStage.OPEN: "ждёт решения",
    ProposalStage.DECIDED: "решено",
    ProposalStage.LAPSED: "закрыто без решения: автор не заблокирован",
}
_LETTERS = {
    "case": "дело и личный код",
    LETTER: "решение",
    LAPSED_LETTER: "закрыто без решения",
    ENDED_LETTER: "решение больше не действует",
    "undone": "отмена решения об удалении",
}
"""Letters about a case or a ruling, by their topic."""


@dataclass(frozen=True, slots=True)
class OnLetter:
    """A letter that was ordered; its words are not repeated, since codes are kept nowhere."""

    what: str
    reader: str
    ordered_at: datetime
    state: str
    since: datetime
    message_id: str


@dataclass(frozen=True, slots=True)
class OnDecision:
    """A decision in the name of one official. `until` None of a block: for ever.

    `ended`: that it holds no more, since when, by whom and why; `paper`: the document that it was
    taken by; `scan`: SHA-256 of its scan. Empty where there is none.
    """

    number: int
    official: str
    verdict: str
    acts_at: datetime
    ended: str
    paper: str
    scan: str
    days: int | None
    until: datetime | None
    reason: str
    way: str
    decided_at: datetime
    evidence: str
    actions: tuple[OnAction, ...]


@dataclass(frozen=True, slots=True)
class OnRequest:
    """Somebody asked to end a block before its term, and what was answered."""

    decision: int
    asker: str
    came: str
    asked_on: date
    words: str
    answer: str


@dataclass(frozen=True, slots=True)
class OnCase:
    """A proposal to block. `rulings`: the numbers of those that it rests on.

    `letter`: the words of the letter that put it before the officials, made anew from the same
    rows, without a code.
    """

    number: int
    stage: str
    opened_at: datetime
    until: datetime
    rulings: tuple[int, ...]
    evidence: str
    decisions: tuple[OnDecision, ...]
    requests: tuple[OnRequest, ...]
    letters: tuple[OnLetter, ...]
    letter: str


def cases_of(session: Session, office: Organisation, rulings: Iterable[int]) -> list[OnCase]:
    """The cases that rest on any of these rulings, oldest first."""
    wanted = set(rulings)
    rows = session.scalars(
        select(Proposal).filter_by(organisation=office.key).order_by(Proposal.id)
    )
    return [_case(session, office, row) for row in rows if wanted & set(row.rulings)]


def _case(session: Session, office: Organisation, row: Proposal) -> OnCase:
    decisions = session.scalars(
        select(Decision).filter_by(proposal_id=row.id).order_by(Decision.id)
    ).all()
    keys = [("case", row.id), (LAPSED_LETTER, row.id)]
    keys += [(topic, one.id) for one in decisions for topic in (LETTER, ENDED_LETTER)]
    letters = _letters(session, office, keys)
    return OnCase(
        number=row.id,
        stage=_STAGES[row.stage],
        opened_at=office.local(row.opened_at),
        until=office.local(row.until),
        rulings=tuple(row.rulings),
        evidence=row.evidence,
        decisions=tuple(_decision(session, office, one) for one in decisions),
        requests=tuple(_requests(session, office, [one.id for one in decisions])),
        letters=tuple(letters),
        letter=case_words(session, office, row) if letters else "",
    )


def _decision(session: Session, office: Organisation, row: Decision) -> OnDecision:
    done = session.scalars(
        select(Action)
        .where(
            Action.organisation == office.key,
            Action.kind.in_((Kind.BLOCK, Kind.UNBLOCK)),
            Action.subject == str(row.id),
        )
        .order_by(Action.id)
    )
    blocks = row.verdict is DecisionVerdict.BLOCK
    return OnDecision(
        number=row.id,
        official=office.title_of(row.official),
        acts_at=office.local(row.acts_at),
        ended=_ended(office, row),
        paper=_paper(office, row.document),
        scan=(row.document.scan_sha256 or "") if row.document else "",
        verdict=BLOCKS if blocks else "не блокировать",
        days=row.days,
        until=office.local(row.until) if row.until else None,
        reason=row.reason,
        way=row.way.value,
        decided_at=office.local(row.decided_at),
        evidence=row.evidence,
        actions=tuple(action_facts(office, one) for one in done),
    )


def _ended(office: Organisation, row: Decision) -> str:
    if row.ended is None or row.ended_at is None:
        return ""
    by = f", {office.title_of(row.ended_by)}" if row.ended_by else ""
    why = f": {row.ended_because}" if row.ended_because else ""
    return f"{row.ended.value} {minute(office.local(row.ended_at))}{by}{why}"


def _paper(office: Organisation, paper: Document | None) -> str:
    if paper is None:
        return ""
    entered = office.title_of(paper.entered_by)
    scan = "скан приложен" if paper.scan_sha256 else "скан не приложен"
    return f"№ {paper.number} от {paper.dated:%d.%m.%Y}; внёс(ла): {entered}; {scan}"


def _requests(session: Session, office: Organisation, decisions: list[int]) -> list[OnRequest]:
    rows = session.scalars(
        select(UnblockRequest)
        .where(UnblockRequest.decision_id.in_(decisions))
        .order_by(UnblockRequest.id)
    )
    return [
        OnRequest(
            row.decision_id, row.asker, row.came.value, row.asked_on, row.words,
            _answer(office, row),
        )
        for row in rows
    ]  # fmt: skip


def _answer(office: Organisation, row: UnblockRequest) -> str:
    if row.answer is None or row.answered_at is None:
        return "ответа ещё нет"
    who = f"{office.title_of(row.answered_by)}, " if row.answered_by else ""
    return f"{row.answer.value}: {who}{minute(office.local(row.answered_at))}; {row.reason}"


def undone_letters(
    session: Session, office: Organisation, rulings: Iterable[int]
) -> list[OnLetter]:
    """The letters that these rulings were taken back."""
    rows = session.scalars(
        select(Undoing.id).where(Undoing.ruling_id.in_(list(rulings))).order_by(Undoing.id)
    )
    return _letters(session, office, [("undone", row) for row in rows])


def _letters(
    session: Session, office: Organisation, keys: Iterable[tuple[str, int]]
) -> list[OnLetter]:
    found = []
    for topic, row in keys:
        actions = session.scalars(
            select(Action)
            .where(
                Action.organisation == office.key,
                Action.kind == Kind.MAIL,
                Action.subject.startswith(f"{topic}:{row}:", autoescape=True),
            )
            .order_by(Action.id)
        )
        found += [_letter(office, topic, one) for one in actions]
    return found


def _letter(office: Organisation, topic: str, action: Action) -> OnLetter:
    return OnLetter(
        what=_LETTERS[topic],
        reader=office.title_of(LetterKey.parse(action.subject).reader),
        ordered_at=office.local(action.recorded_at),
        state=action.state.words,
        since=office.local(action.state_since),
        message_id=message_id(office, action.key),
    )
