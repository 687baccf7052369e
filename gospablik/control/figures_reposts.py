"""Reposts on our pages, which fill them as posts do (clause 3.2).

Nothing of the site's news is covered by them, and no reconciliation looks at them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from gospablik.moderation.links import one_line
from gospablik.organisation import Organisation, Page
from gospablik.store.tables import Action, Kind, Post, Repost, State

FILLS = (Kind.PUBLISH, Kind.REPOST)
"""What puts a post on a page."""


@dataclass(frozen=True, slots=True)
class Reposted:
    """A repost that surely stands on the page. `network_id`: empty if its number is not known."""

    title: str
    link: str
    network_id: str
    at: datetime
    how: str


def reposted(
    session: Session, office: Organisation, page: Page, until: datetime
) -> Sequence[Reposted]:
    """All of the page up to and with that moment (aware), in order; each material once.

    Without those that are kept as a post of ours, too: the same post of the network counts once.
    """
    posts = select(Post.id).where(
        Post.organisation == office.key,
        Post.page == page.key,
        Post.network_id == Action.external_id,
        Post.network_id != "",
    )
    rows = session.execute(
        select(Action, Repost)
        .outerjoin(Repost, cast(Repost.id, String) == Action.subject)
        .where(
            Action.organisation == office.key,
            Action.kind == Kind.REPOST,
            Action.page == page.key,
            Action.state == State.CONFIRMED,
            Action.state_since <= until,
            ~posts.exists(),
        )
        .order_by(Action.state_since, Action.id)
    ).all()
    found: dict[str, Reposted] = {}
    for action, row in rows:
        found.setdefault(action.subject, _told(office, action, row))
    return tuple(found.values())


def _told(office: Organisation, action: Action, row: Repost | None) -> Reposted:
    title = row and (row.title or office.source_name(row.source))
    return Reposted(
        title=f"Репост: {one_line(title or action.subject, 200)}",
        link=row.link if row else "",
        network_id=action.external_id or "",
        at=action.state_since,
        how=action.confirmed_by.words if action.confirmed_by else "в журнале нет записи",
    )
