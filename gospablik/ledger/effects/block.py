"""Ending an author's access to a page (clause 4.3). No decision, no block: asked again here."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.clock import now as real_now
from gospablik.ledger.effects.shared import NOT_CONNECTED, OfPages, watching
from gospablik.ledger.task import Task
from gospablik.moderation.block_words import reason_of
from gospablik.moderation.decided import duty_day
from gospablik.moderation.decision_gates import unentitled
from gospablik.moderation.decision_rows import order_end
from gospablik.moderation.links import one_line, page_of
from gospablik.moderation.proof import may_act
from gospablik.moderation.proposals import evidence_now
from gospablik.moderation.stopping import EVIDENCE, fall
from gospablik.networks import addresses
from gospablik.networks.base import Blocking
from gospablik.organisation import Organisation
from gospablik.outcomes import DoOutcome, LookOutcome, NeedsPerson, NothingHappened, NotNow, Refused
from gospablik.store.comments import Author
from gospablik.store.decisions import Decision, DecisionVerdict, Ended, ProposalStage
from gospablik.store.inbox import InboxCursor
from gospablik.store.session import Store

_AGAIN = timedelta(minutes=10)


class BlockAuthor(OfPages):
    """The ledger's effect BLOCK. A task's subject is the decision's id."""

    def __init__(
        self,
        store: Store,
        office: Organisation,
        networks: Mapping[str, Blocking],
        clock: Callable[[], datetime] = real_now,
    ) -> None:
        self._store, self._office, self._networks = store, office, networks
        self._clock = clock
        super().__init__(networks)

    def look(self, task: Task) -> LookOutcome:
        """Present once the author is blocked until the decided moment."""
        network = self._networks.get(task.page)
        if network is None:
            return NotNow(NOT_CONNECTED)
        with self._store.read() as session:
            decision = session.get_one(Decision, int(task.subject))
            author, until = decision.proposal.author.network_id, decision.until
        return network.find_block(author, until=until, for_ever=until is None)

    def do(self, task: Task) -> DoOutcome:
        """Block whom the decision names, if it and its evidence stand at this very moment."""
        now = self._clock()
        with self._store.read() as session:
            decision = session.get(Decision, int(task.subject))
            if decision is None:
                return Refused(f"решения № {task.subject} нет. Автор не заблокирован.")
            problem = _problem(session, self._office, decision, now)
            unread = may_be_stopped_yet(session, self._office, decision, now)
            author, reason = decision.proposal.author, reason_of(session, self._office, decision)
        if problem == EVIDENCE:
            fall(self._store, self._office, decision.id, now)
        if problem:
            return Refused(f"{problem}. Автор не заблокирован.")
        if unread:
            return unread
        if not may_act(self._office, task.page):
            return watching(self._office, task.page)
        local = self._local(decision)
        network = self._networks.get(task.page)
        if network is not None:
            return network.block(author.network_id, until=local, reason=reason)
        return self._by_hand(task.page, author, local, reason, why=NOT_CONNECTED)

    def may_repeat(self, task: Task) -> bool:
        """The network shows who is blocked."""
        return False

    def by_hand(self, task: Task) -> NeedsPerson:
        """See whether the author is blocked; if not, block as the decision says."""
        with self._store.read() as session:
            decision = session.get_one(Decision, int(task.subject))
            author, reason = decision.proposal.author, reason_of(session, self._office, decision)
        return self._by_hand(task.page, author, self._local(decision), reason, why="")

    def _local(self, decision: Decision) -> datetime | None:
        return self._office.local(decision.until) if decision.until else None

    def _by_hand(
        self, page_key: str, author: Author, until: datetime | None, reason: str, *, why: str
    ) -> NeedsPerson:
        page = page_of(self._office, page_key)
        term = f"до {until:%d.%m.%Y %H:%M} ({until.tzinfo})" if until else "бессрочно"
        return NeedsPerson(
            why,
            addresses.home(page) if page else "",
            f"Если автор ещё не заблокирован, заблокируйте: «{one_line(author.name)}»"
            f" (номер {author.network_id}) {term}, причина: «{reason}».",
        )

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """The term ends by itself, or is ordered to end where the network knows none."""
        network = self._networks.get(task.page)
        decision = session.get_one(Decision, int(task.subject))
        author, until = decision.proposal.author.network_id, decision.until
        if until is not None and (network is None or not network.ends_block(author)):
            order_end(session, decision, now, not_before=until)


def may_be_stopped_yet(
    session: Session, office: Organisation, decision: Decision, now: datetime
) -> NothingHappened | None:
    """What keeps the block waiting: its time, or a mailbox in which a timely СТОП may lie unread.

    A word that came in time must not be too late because we read it late; a mailbox that cannot be
    read is told by «Почта решений», and keeps the block waiting.
    """
    if now < decision.acts_at:
        return NothingHappened(
            "срок, в который решение можно остановить, идёт", decision.acts_at - now
        )
    if decision.acts_at <= decision.decided_at or office.mail.inbox is None:
        return None
    cursor = session.get(InboxCursor, office.key)
    if cursor is None or cursor.read_at is None or cursor.read_at < decision.acts_at:
        return NothingHappened("ответы на письма ещё не прочитаны: в них может быть СТОП", _AGAIN)
    return None


def _problem(
    session: Session, office: Organisation, decision: Decision, now: datetime
) -> str | None:
    """Why nobody is blocked by that decision, ever; everything is asked at this moment."""
    proposal, name = decision.proposal, f"решение № {decision.id}"
    if decision.verdict is not DecisionVerdict.BLOCK:
        return f"{name}: не блокировать"
    if proposal.stage is not ProposalStage.DECIDED:
        return f"дело № {proposal.id} не решено"
    if decision.ended:
        return EVIDENCE if decision.ended is Ended.FELL else f"{name} {decision.ended.value}"
    if decision.until is not None and decision.until <= now:
        return f"срок блокировки по решению № {decision.id} уже вышел"
    # Evidence first: who is named below was entitled to decide about that and nothing else.
    if not decision.evidence == proposal.evidence == evidence_now(session, proposal):
        return EVIDENCE
    day = duty_day(office, decision)
    return unentitled(session, office, proposal, decision.official, day)
