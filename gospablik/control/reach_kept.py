"""Keeping what a network told of a page's reach, and that it told nothing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.control.checks import note_reading
from gospablik.control.rules import REACH_READ
from gospablik.networks.reach import PostReach
from gospablik.organisation import Organisation
from gospablik.store.tables import PageCapture, PostCapture


def keep_reach(
    session: Session,
    office: Organisation,
    page: str,
    *,
    members: int | None,
    posts: Sequence[PostReach] | None,
    members_unread: str = "",
    posts_unread: str = "",
    now: datetime,
) -> PageCapture:
    """Keep one reading; `…_unread`: why that was not read, in whole sentences.

    That something was not read is a check like any other: «не проверено».
    """
    capture = PageCapture(
        organisation=office.key,
        page=page,
        captured_at=now,
        members=members,
        posts=None if posts is None else len(posts),
        members_unread=members_unread,
        posts_unread=posts_unread,
        counted=[
            PostCapture(
                network_id=one.network_id,
                published_at=one.published_at,
                views=one.views,
                reactions=one.reactions,
                reposts=one.reposts,
                comments=one.comments,
            )
            for one in posts or ()
        ],
    )
    session.add(capture)
    session.flush()
    why = capture.unread or None
    note_reading(session, office, page=page, rule=REACH_READ, subject=page, unread=why, now=now)
    return capture
