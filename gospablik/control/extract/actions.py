"""What an extract says of an action of the ledger."""

from dataclasses import dataclass
from datetime import datetime

from gospablik.moderation.reply_subjects import action_words
from gospablik.organisation import Organisation
from gospablik.store.ledger import Action


@dataclass(frozen=True, slots=True)
class OnAction:
    """What the ledger did or has to do, and the words that the page writes, if it writes any."""

    what: str
    state: str
    since: datetime
    why: str
    text: str = ""


def action_facts(office: Organisation, action: Action, text: str = "") -> OnAction:
    """An action as an extract tells it. Its moment is local."""
    return OnAction(
        what=action_words(action),
        state=action.state.words,
        since=office.local(action.state_since),
        why=action.why or "",
        text=text,
    )
