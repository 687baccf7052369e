"""Thousands of exceptions of three kinds, written at once: no letter holds them."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gospablik.store.session import Store
from gospablik.store.tables import Action, Check, Kind, Post, Result, SiteItem, SiteRevision, State
from tests.gospablik.control.factories import at

_OURS = {"organisation": "zhatay"}


def many_exceptions(store: Store, *, news: int, posts: int, ends: int) -> None:
    """So many news without a post, posts that differ, and removals that the network refused."""
    when = [at(24) + timedelta(seconds=n) for n in range(news + posts)]
    with store.write() as session:
        _write(session, SiteItem, [
            {**_OURS, "id": n + 1, "address": f"https://site.test/{n}", "published_at": moment,
             "link": f"https://site.test/{n}", "first_seen_at": moment}
            for n, moment in enumerate(when)
        ])  # fmt: skip
        _write(session, SiteRevision, [
            {"id": n + 1, "item_id": n + 1, "number": 1, "title": f"Новость {'ё' * 300}",
             "text": "т", "digest": str(n), "seen_at": moment}
            for n, moment in enumerate(when)
        ])  # fmt: skip
        _write(session, Post, [
            {**_OURS, "id": n + 1, "page": "vk", "item_id": news + n + 1, "text": "т",
             "revision_id": news + n + 1, "planned_at": at(25), "network_id": str(n + 1),
             "published_at": at(25) + timedelta(seconds=n)}
            for n in range(posts)
        ])  # fmt: skip
        _write(session, Check, [
            {**_OURS, "page": "vk", "rule": "live-text", "subject": str(n + 1),
             "result": Result.BAD, "words": "не так", "found": "другой текст",
             "checked_at": at(29, 20)}
            for n in range(posts)
        ])  # fmt: skip
        _write(session, Action, [
            {**_OURS, "kind": Kind.REMOVE, "page": "vk", "subject": str(n + 1), "revision": 1,
             "recorded_at": at(25), "not_before": at(25), "state": State.REJECTED,
             "state_since": at(25), "tries": 1, "why": "нет права"}
            for n in range(ends)
        ])  # fmt: skip


def _write(session: Session, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)
