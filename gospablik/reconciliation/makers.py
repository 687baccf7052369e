"""Who or what put a post on a page, in words."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from gospablik.organisation import Organisation
from gospablik.outcomes import ConfirmedBy
from gospablik.store.tables import Action, Kind, State


def published(
    session: Session, office: Organisation, page_key: str, posts: Sequence[int]
) -> dict[str, Action]:
    """Confirmed publications of these posts (row ids) by their subject, with their attempts."""
    rows = session.scalars(
        select(Action)
        .where(
            Action.organisation == office.key,
            Action.kind == Kind.PUBLISH,
            Action.page == page_key,
            Action.state == State.CONFIRMED,
            Action.subject.in_([str(post) for post in posts]),
        )
        .options(selectinload(Action.attempts))
        .order_by(Action.revision)
    )
    return {action.subject: action for action in rows}


def made_by(office: Organisation, action: Action | None, decided: str = "") -> str:
    """«Программа, запуск …», or the person who did the errand. `decided`: more of it, in words."""
    return "; ".join(filter(None, [_maker(office, action), decided]))


def _maker(office: Organisation, action: Action | None) -> str:
    if action is None:
        return "программа"
    if action.confirmed_by is ConfirmedBy.PERSON:
        return f"поставил вручную по поручению: {office.title_of(action.confirmed_person)}"
    runs = [attempt.run for attempt in action.attempts if attempt.counted and attempt.run]
    return f"программа, запуск {runs[-1]}" if runs else "программа"
