"""Comments: collected from the network, looked through, put before the specialist (4.1, 4.2)."""

from dataclasses import dataclass
from datetime import timedelta

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from sqlalchemy import exists, select

from gospablik.clock import now
from gospablik.control.checks import note_reading
from gospablik.control.rules import HARVEST
from gospablik.errors import CouldNotRead
from gospablik.moderation.detector import detect_new
from gospablik.moderation.harvest import store_comments
from gospablik.moderation.links import comment_link, page_of
from gospablik.moderation.proof import may_act
from gospablik.moderation.queue import Waiting, waiting
from gospablik.networks.base import LivePost
from gospablik.organisation import Page
from gospablik.store.tables import Comment
from tasks.desk import desk
from tasks.markdown import cell, table

LOOK_BACK = timedelta(days=30)
"""How old a post may be for its comments to be collected."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What a harvest of one page brought. `unread`: why something could not be read."""

    page: str
    new: int = 0
    changed: int = 0
    gone: int = 0
    unread: tuple[str, ...] = ()


@task(
    name="Собрать комментарии",
    task_run_name="Собрать комментарии: {page_key}",
    cache_policy=NO_CACHE,
)
def collect(page_key: str) -> Collected:
    """Read the comments under the page's recent posts and keep every wording of them."""
    at = desk()
    page = at.office.page_by_key(page_key)
    since = max(now() - LOOK_BACK, at.office.start_of(page) - LOOK_BACK)
    try:
        posts = at.network(page_key).posts(since)
    except CouldNotRead as problem:
        _note(page_key, page_key, str(problem))
        return Collected(page_key, unread=(str(problem),))
    _note(page_key, page_key, None)
    total = Collected(page_key)
    for post in posts:
        total = _add(total, _collect_post(page, post))
    return total


def _collect_post(page: Page, post: LivePost) -> Collected:
    at, began = desk(), now()
    if not post.comments and not _known(page.key, post.network_id):
        _note(page.key, post.network_id, None)
        return Collected(page.key)
    try:
        live = at.network(page.key).comments(post.network_id)
    except CouldNotRead as problem:
        _note(page.key, post.network_id, str(problem))
        return Collected(page.key, unread=(str(problem),))
    with at.store.write() as session:
        kept = store_comments(session, at.office, page.key, post.network_id, live, began)
    _note(page.key, post.network_id, None)
    return Collected(page.key, kept.new, kept.changed, kept.gone)


def _known(page_key: str, post_network_id: str) -> bool:
    """Whether we hold comments of that post: with the last one gone the counter is 0, too."""
    ours = exists().where(
        Comment.organisation == desk().office.key,
        Comment.page == page_key,
        Comment.post_network_id == post_network_id,
        Comment.gone_at.is_(None),
    )
    with desk().store.read() as session:
        return bool(session.scalar(select(ours)))


def _add(total: Collected, one: Collected) -> Collected:
    return Collected(
        total.page,
        total.new + one.new,
        total.changed + one.changed,
        total.gone + one.gone,
        total.unread + one.unread,
    )


def _note(page_key: str, subject: str, unread: str | None) -> None:
    at = desk()
    with at.store.write() as session:
        note_reading(
            session,
            at.office,
            page=page_key,
            rule=HARVEST,
            subject=subject,
            unread=unread,
            now=now(),
        )


@task(
    name="Найти, что похоже на нарушение",
    task_run_name="Найти, что похоже на нарушение",
    cache_policy=NO_CACHE,
)
def detect() -> int:
    """Mark comments that the word list points at; returns how many marks are new."""
    at = desk()
    with at.store.write() as session:
        return detect_new(session, at.office, now())


@task(name="Показать очередь", task_run_name="Показать очередь", cache_policy=NO_CACHE)
def show_queue() -> int:
    """An artifact with the comments that wait for the specialist; returns how many do.

    Comments of a watched page stand apart: nobody is asked about them.
    """
    at = desk()
    with at.store.read() as session:
        queue = waiting(session, at.office)
        links = {
            w.comment_id: comment_link(
                page_of(at.office, w.page), session.get_one(Comment, w.comment_id)
            )
            for w in queue
        }
    asked = [item for item in queue if may_act(at.office, item.page)]
    watched = [item for item in queue if not may_act(at.office, item.page)]
    parts = ["# Комментарии, ждущие решения (п. 4.2)"]
    parts.append(_table(asked, links) if asked else "Никто не ждёт решения.")
    if watched:
        parts += ["## Режим «наблюдение»: специалиста спросили бы", _table(watched, links)]
    create_markdown_artifact(
        markdown="\n\n".join(parts),
        key="ochered",
        description="Комментарии, ждущие решения специалиста",
    )
    return len(asked)


def _table(queue: list[Waiting], links: dict[int, str]) -> str:
    rows = [
        [
            cell(item.text, 600),
            cell("; ".join(item.reasons)),
            f"{cell(item.author_name)}, "
            f"[{desk().office.local(item.written_at):%d.%m %H:%M}]({links[item.comment_id]})",
        ]
        for item in queue
    ]
    return table(["Комментарий", "Почему в очереди", "Кто и когда"], rows)
