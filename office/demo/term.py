"""The one thing that the demo does to the office's own database."""

from datetime import timedelta

from gospablik.clock import now
from gospablik.store.session import Store
from gospablik.store.tables import Proposal, ProposalStage


def the_term_runs_out(database: str, number: int) -> None:
    """The proposal of that number was to be decided until a moment ago.

    Ten working days do not fit into one day, and the clock of the flows is everybody's: so the
    term is moved, of this proposal alone. What follows from it the flows do as they stand. A case
    that a person has decided meanwhile keeps its term.
    """
    store = Store(database)
    try:
        with store.write() as session:
            proposal = session.get_one(Proposal, number)
            if proposal.stage is ProposalStage.OPEN:
                proposal.until = now() - timedelta(seconds=1)
    finally:
        store.close()
