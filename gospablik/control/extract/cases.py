"""What an extract says of cases to block: the proposal, what was decided, the letters (4.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.extract.facts import OnAction, action_facts
from gospablik.letters import LetterKey, message_id
from gospablik.organisation import Organisation
from gospablik.store.decisions import Decision, DecisionVerdict, Proposal, ProposalStage
from gospablik.store.ledger import Action, Kind
from gospablik.store.undoing import Undoing

_STAGES = {
    ProposalStage.OPEN: "ждёт решения",
    ProposalStage.DECIDED: "решено",
    ProposalStage.LAPSED: "закрыто без решения: автор не заблокирован",
}
_LETTERS = {"case": "дело и личный код", "decided": "решение", "undone": "отмена решения"}
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
    """A decision in the name of one official. `until` is local."""

    number: int
    official: str
    verdict: str
    days: int | None
    until: datetime | None
    reason: str
    way: str
    decided_at: datetime
    evidence: str
    actions: tuple[OnAction, ...]


@dataclass(frozen=True, slots=True)
class OnCase:
    """A proposal to block. `rulings`: the numbers of those that it rests on."""

    number: int
    stage: str
    opened_at: datetime
    until: datetime
    rulings: tuple[int, ...]
    evidence: str
    decisions: tuple[OnDecision, ...]
    letters: tuple[OnLetter, ...]


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
    keys = [("case", row.id), *(("decided", one.id) for one in decisions)]
    return OnCase(
        number=row.id,
        stage=_STAGES[row.stage],
        opened_at=office.local(row.opened_at),
        until=office.local(row.until),
        rulings=tuple(row.rulings),
        evidence=row.evidence,
        decisions=tuple(_decision(session, office, one) for one in decisions),
        letters=tuple(_letters(session, office, keys)),
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
        verdict="заблокировать" if blocks else "не блокировать",
        days=row.days,
        until=office.local(row.until) if row.until else None,
        reason=row.reason,
        way=row.way.value,
        decided_at=office.local(row.decided_at),
        evidence=row.evidence,
        actions=tuple(action_facts(office, one) for one in done),
    )


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
