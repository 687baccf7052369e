"""Our own replies among what a network shows, where it does not say who wrote (MAX)."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.networks.base import LiveComment
from gospablik.organisation import Organisation
from gospablik.store.tables import Action, Kind, State


def mark_ours(
    session: Session, office: Organisation, page_key: str, live: Sequence[LiveComment]
) -> list[LiveComment]:
    """The same comments; those that the ledger wrote are known as the page's own."""
    if all(shown.author_id is not None for shown in live):
        return list(live)
    ours = set(
        session.scalars(
            select(Action.external_id).where(
                Action.organisation == office.key,
                Action.page == page_key,
                Action.kind == Kind.REPLY,
                Action.state == State.CONFIRMED,
            )
        )
    )
    return [
        replace(shown, by_page=True)
        if shown.author_id is None and shown.network_id in ours
        else shown
        for shown in live
    ]
