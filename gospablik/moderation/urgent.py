"""What should not wait for the queue is mailed at once: threats, calls, personal data (clause 4.2).

The first letter goes at once; what is found within half an hour of a letter waits for one together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.drafts import Draft, NothingToSay
from gospablik.ledger import book
from gospablik.letters import DUTY, LetterKey
from gospablik.moderation.letters import reader_of
from gospablik.moderation.links import comment_link, one_line, page_of, quoted
from gospablik.moderation.proof import may_act
from gospablik.moderation.questions import reviewers
from gospablik.moderation.queue import Waiting, waiting
from gospablik.organisation import Organisation
from gospablik.store.comments import Comment, Finding
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.session import Store
from gospablik.templates import in_quotes, plural, render
from gospablik.text import clean

TOPIC = "urgent"
"""Of the mail action; the row is the half hour it belongs to, counted from 1970 (UTC)."""
TOGETHER = timedelta(minutes=30)
MOST = 50


@dataclass(frozen=True, slots=True)
class _Told:
    """One comment, its time local; `asked`: a form will ask about it."""

    text: str
    author: str
    page: str
    link: str
    written_at: datetime
    why: str
    asked: bool


def order_urgent(session: Session, office: Organisation, now: datetime) -> None:
    """Order the letter about what was found just now, to each who may rule, or to the duty address.

    At any hour: mail is no act on a page, so of watched pages, too.
    """
    half_hour = int(now.timestamp() // TOGETHER.total_seconds())
    for reader in [one.key for one in reviewers(office, now)] or [DUTY]:
        for row in (half_hour, half_hour + 1):
            subject = str(LetterKey(TOPIC, row, reader))
            key = {"organisation": office.key, "kind": Kind.MAIL, "page": "", "subject": subject}
            due_at = max(now, datetime.fromtimestamp(row * TOGETHER.total_seconds(), UTC))
            ordered = book.record(session, now=now, not_before=due_at, **key)  # type: ignore[arg-type]
            action = session.scalars(select(Action).filter_by(**key)).one()
            if ordered or (action.state is State.DUE and action.first_claimed_at is None):
                break


def urgent_letter(
    store: Store, office: Organisation, key: LetterKey, revision: int, now: datetime
) -> Draft:
    """What waits for a ruling, is urgent and was in no earlier letter to that reader."""
    mail = office.mail.duty if key.reader == DUTY else reader_of(office, key.reader).mail
    with store.read() as session:
        told = _told(session, office, _untold(session, office, key), now)
    if not told:
        raise NothingToSay("о срочном уже решено")
    values = {"told": told[:MOST], "more": len(told) - MOST, "house": office.organisation}
    many = plural(len(told), "комментарий", "комментария", "комментариев")
    return Draft(
        subject=f"Срочно посмотрите: {many}, страница {in_quotes(told[0].page)}",
        text=render("letters/urgent.txt", quoted=quoted, **values),
        html=render("letters/urgent.html", clean=clean, **values),
        to=(mail,),
    )


def _untold(session: Session, office: Organisation, key: LetterKey) -> set[int]:
    """Versions with urgent findings since the last letter to that reader was begun."""
    begun = session.scalar(
        select(func.max(Action.first_claimed_at)).where(
            Action.organisation == office.key,
            Action.kind == Kind.MAIL,
            Action.subject.startswith(f"{TOPIC}:"),
            Action.subject.endswith(f":{key.reader}"),
            Action.subject != str(key),
            Action.state == State.CONFIRMED,
        )
    )
    found = select(Finding.version_id).where(Finding.urgent.is_(True))
    return set(session.scalars(found.where(Finding.found_at > begun) if begun else found))


def _told(
    session: Session, office: Organisation, versions: set[int], now: datetime
) -> Sequence[_Told]:
    away = office.suspended_keys(now)
    urgent = [one for one in waiting(session, office, asked=True) if one.version_id in versions]
    return [_one(session, office, one, now) for one in urgent if one.page not in away]


def _one(session: Session, office: Organisation, item: Waiting, now: datetime) -> _Told:
    page = page_of(office, item.page)
    comment = session.get_one(Comment, item.comment_id)
    return _Told(
        text=item.text[:1500],
        author=one_line(item.author_name),
        page=page.name if page else item.page,
        link=comment_link(page, comment),
        written_at=office.local(item.written_at),
        why="; ".join(item.reasons),
        asked=may_act(office, item.page, now),
    )
