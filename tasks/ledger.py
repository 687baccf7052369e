"""The ledger as a task: it alone writes to the networks and sends mail."""

from collections.abc import Sequence
from datetime import timedelta

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from gospablik.ledger import book
from gospablik.ledger.carry import Carried, Ledger
from gospablik.ledger.task import Effect
from gospablik.store.ledger import Kind
from tasks.desk import Desk, desk

PATIENCE = timedelta(seconds=100)
"""How long a pass stays for what a killed one left: a claim runs out, the network settles."""


@task(name="Выполнить действия", task_run_name="Выполнить: {words}", cache_policy=NO_CACHE)
def carry_out(kinds: Sequence[Kind], words: str) -> list[Carried]:
    """Carry out what is due of these kinds, and look for what is still open.

    `words` names the task run for people.
    """
    return carry(kinds)


def carry(kinds: Sequence[Kind]) -> list[Carried]:
    """The same, inside of a task that does more than this.

    With nothing open it costs one query: no key is asked for and no network opened.
    """
    at = desk()
    if not book.anything_open(at.store, at.office.key, kinds):
        return []
    ledger = Ledger(
        store=at.store,
        organisation=at.office.key,
        effects={kind: _effect(at, kind) for kind in kinds},
        run=flow_run.id,
        stopped=at.office.organisation.stop_all,
    )
    return ledger.carry_out(kinds, patience=PATIENCE)


def _effect(at: Desk, kind: Kind) -> Effect:
    """The effect of that kind, imported only by a pass that has something for it to do."""
    match kind:
        case Kind.PUBLISH:
            from gospablik.ledger.effects.publish import Publish

            return Publish(at.store, at.office, at.networks)
        case Kind.REMOVE:
            from gospablik.ledger.effects.remove import RemoveComment

            return RemoveComment(at.store, at.office, at.networks)
        case Kind.REPLY:
            from gospablik.ledger.effects.reply import ReplyToAuthor

            return ReplyToAuthor(at.store, at.office, at.networks)
        case Kind.BLOCK:
            from gospablik.ledger.effects.block import BlockAuthor

            return BlockAuthor(at.store, at.office, at.networks)
        case Kind.MAIL:
            from gospablik.ledger.effects.mail import Mail
            from tasks.credentials import mail_server
            from tasks.mailroom import composers

            return Mail(at.store, at.office, mail_server(), composers())
