"""Ordering the letters about trouble: the first at once, a flood in few."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.ledger.book import newest
from gospablik.ledger.letters import order_mail
from gospablik.letters import DUTY, LetterKey
from gospablik.moderation.detection.distress.trouble import Trouble
from gospablik.moderation.troubles.words import TOPIC
from gospablik.organisation import Organisation
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.troubles import TroubleLetter

LATE = "late"
"""The kind of the letter about all that was found too late."""
_OF_THE_TOWN = timedelta(minutes=30)
WAITS: Mapping[str, timedelta] = MappingProxyType(
    {
        Trouble.HEAT.name: _OF_THE_TOWN,
        Trouble.WATER.name: _OF_THE_TOWN,
        Trouble.LIGHT.name: _OF_THE_TOWN,
        LATE: timedelta(hours=24),
    }
)
"""How long after a letter the next one of its kind comes. A whole town has no heat and its second
comment is no news; a second person in danger is, so the other kinds wait for nothing: of each at
most one letter a pass.
"""


def order_letter(
    session: Session, office: Organisation, kind: Trouble, now: datetime, *, late: bool
) -> TroubleLetter:
    """The letter that will tell of a trouble found now: one that has not begun, or a new one.

    A letter that was begun takes no more: what it says may have gone out. Two passes at once may
    order one each.
    """
    named = LATE if late else kind.name
    last = session.scalars(
        select(TroubleLetter)
        .filter_by(organisation=office.key, kind=named)
        .order_by(TroubleLetter.id.desc())
        .limit(1)
    ).first()
    if last and _takes_more(mail_of(session, office, last.id, lock=True)):
        return last
    due_at = max(now, last.due_at + WAITS.get(named, timedelta())) if last else now
    letter = TroubleLetter(organisation=office.key, kind=named, due_at=due_at)
    session.add(letter)
    session.flush()
    order_mail(session, office.key, _key(letter.id), now, not_before=due_at)
    return letter


def mail_of(
    session: Session, office: Organisation, letter_id: int, *, lock: bool = False
) -> Action | None:
    """The letter's mail action; `lock`: held against whoever would begin it."""
    return newest(
        session,
        organisation=office.key,
        kind=Kind.MAIL,
        page="",
        subject=str(_key(letter_id)),
        lock=lock,
    )


def _takes_more(mail: Action | None) -> bool:
    return mail is not None and mail.state is State.DUE and mail.first_claimed_at is None


def _key(letter_id: int) -> LetterKey:
    return LetterKey(TOPIC, letter_id, DUTY)
