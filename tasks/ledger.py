"""The ledger as a task: it alone writes to the networks and sends mail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from gospablik.clock import now
from gospablik.errors import OfficeError
from gospablik.ledger import book
from gospablik.ledger.carry import Carried, Ledger
from gospablik.ledger.task import Effect
from gospablik.letters import NO_POINT
from gospablik.moderation.proof import may_act
from gospablik.store.ledger import Kind, State
from gospablik.working_time import a_working_day_or_24_hours
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

    What an earlier pass put off is told, too: until it is done, no run may look as if it were.
    With nothing open it costs one query: no key is asked for and no network opened.
    """
    at = desk()
    if not book.anything_open(at.store, at.office.key, now(), kinds):
        return []
    effects, lacking = _effects(at, kinds)
    ledger = Ledger(
        store=at.store,
        organisation=at.office.key,
        effects=effects,
        run=flow_run.id,
        errand_term=lambda moment: a_working_day_or_24_hours(at.office, moment),
        stopped=at.office.organisation.stop_all,
    )
    if lacking:
        undone = [replace(one, why=str(lacking)) for one in ledger.left_undone(kinds)]
        return [one for one in undone if not _at_rest(at, one)]
    done = ledger.carry_out(kinds, patience=PATIENCE)
    if any(one.by_hand for one in done):
        from tasks.errands import show_errands

        show_errands(at)
    known = {one.action_id for one in done}
    undone = [one for one in ledger.left_undone(kinds) if one.action_id not in known]
    return [_in_words(at, one) for one in [*done, *undone] if not _at_rest(at, one)]


def _in_words(at: Desk, action: Carried) -> Carried:
    """With the name of the block that lacks, if that is why nothing was done."""
    closed = at.why_closed(action.page) if action.page and action.amiss else None
    return replace(action, why=str(closed)) if closed else action


def _at_rest(at: Desk, action: Carried) -> bool:
    """Whether nothing is amiss about it: all is stopped, the page only watched, or a letter has
    lost its point.
    """
    if action.state is State.REJECTED and action.kind is Kind.MAIL:
        return (action.why or "").startswith(NO_POINT)
    stopped = at.office.organisation.stop_all
    watched = bool(action.page) and not may_act(at.office, action.page)
    return action.state is State.DUE and (stopped or watched)


def _effects(at: Desk, kinds: Sequence[Kind]) -> tuple[dict[Kind, Effect], OfficeError | None]:
    """The effects, or what lacks for one of them: no mail server, say. Then nothing is claimed."""
    try:
        return {kind: effect_of(at, kind) for kind in kinds}, None
    except OfficeError as problem:
        return {}, problem


def effect_of(at: Desk, kind: Kind) -> Effect:
    """The effect of that kind, imported only by a pass that has something for it to do."""
    match kind:
        case Kind.PUBLISH:
            from gospablik.ledger.effects.publish import Publish

            return Publish(at.store, at.office, at.networks)
        case Kind.ATTACH:
            from gospablik.ledger.effects.attach import AttachPictures

            return AttachPictures(at.store, at.office, at.networks)
        case Kind.REPOST:
            from gospablik.ledger.effects.repost import RepostMaterial

            return RepostMaterial(at.store, at.office, at.networks)
        case Kind.EDIT:
            from gospablik.ledger.effects.edit import EditPost

            return EditPost(at.store, at.office, at.networks)
        case Kind.WITHDRAW:
            from gospablik.ledger.effects.withdraw import WithdrawPost

            return WithdrawPost(at.store, at.office, at.networks)
        case Kind.REMOVE:
            from gospablik.ledger.effects.remove import RemoveComment

            return RemoveComment(at.store, at.office, at.networks)
        case Kind.RESTORE:
            from gospablik.ledger.effects.restore import RestoreComment

            return RestoreComment(at.store, at.office, at.networks)
        case Kind.REPLY:
            from gospablik.ledger.effects.reply import ReplyToAuthor

            return ReplyToAuthor(at.store, at.office, at.networks)
        case Kind.BLOCK:
            from gospablik.ledger.effects.block import BlockAuthor

            return BlockAuthor(at.store, at.office, at.networks)
        case Kind.DESCRIBE:
            from gospablik.ledger.effects.describe import DescribePage

            return DescribePage(at.store, at.office, at.networks)
        case Kind.UNBLOCK:
            from gospablik.ledger.effects.unblock import UnblockAuthor

            return UnblockAuthor(at.store, at.office, at.networks)
        case Kind.MAIL:
            from gospablik.ledger.effects.mail import Mail
            from tasks.credentials import mail_server
            from tasks.mailroom import composers

            return Mail(at.store, at.office, mail_server(), composers())
