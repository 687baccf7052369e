"""How many people each page reaches: asked, kept, shown (clause 5.1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.reach import TELLS
from gospablik.control.reach_kept import keep_reach
from gospablik.control.reach_model import Lacks
from gospablik.errors import CouldNotRead
from gospablik.networks.reach import PostReach
from gospablik.page import NETWORK_NAMES
from gospablik.span import Week
from tasks.desk import desk
from tasks.markdown import cell, table

_LEGEND = (
    "Числа самих сетей на время запуска: подписчики и посты этой недели. «сеть не сообщает» и"
    " «не проверено» — не ноль. В письмо о законченной неделе идёт"
    f" последний удачный счёт за {TELLS // timedelta(hours=1)} часов до её конца."
)
_COUNTERS = ("Просмотров", "Реакций", "Репостов", "Комментариев")

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Reached:
    """What came of one page. None: the network tells nobody, or `…_unread` says why not."""

    page: str
    members: int | None
    posts: tuple[PostReach, ...] | None
    members_unread: str = ""
    posts_unread: str = ""

    @property
    def unread(self) -> tuple[str, ...]:
        """Why something was not read, each reason once."""
        return tuple(dict.fromkeys(filter(None, (self.members_unread, self.posts_unread))))


@task(
    name="Сосчитать охват",
    task_run_name="Сосчитать охват: {page_key}",
    cache_policy=NO_CACHE,
)
def count_reach(page_key: str) -> Reached:
    """Ask the network for members and for the posts of the week that goes on; keep the answers."""
    at = desk()
    week = Week.current(at.office, now())
    members, members_unread = _read(lambda: at.network(page_key).members())
    posts, posts_unread = _read(lambda: at.network(page_key).reach(week.start))
    with at.store.write() as session:
        keep_reach(
            session,
            at.office,
            page_key,
            members=members,
            posts=posts,
            members_unread=members_unread,
            posts_unread=posts_unread,
            now=now(),
        )
    return Reached(page_key, members, posts, members_unread, posts_unread)


def _read(ask: Callable[[], Read | None]) -> tuple[Read | None, str]:
    """What was told, and why it was not read."""
    try:
        return ask(), ""
    except CouldNotRead as problem:
        return None, str(problem)


@task(name="Показать охват", task_run_name="Показать охват", cache_policy=NO_CACHE)
def show_reach(reached: Sequence[Reached]) -> None:
    """An artifact: members and the sums of the week's posts, page by page."""
    office = desk().office
    rows = [
        (
            cell(office.named(office.page_by_key(one.page))),
            _number(one.members, one.members_unread),
            _number(None if one.posts is None else len(one.posts), one.posts_unread),
            *_sums(one),
        )
        for one in reached
    ]
    parts = ["# Охват", _LEGEND]
    parts.append(table(("Страница", "Подписчиков", "Постов недели", *_COUNTERS), rows))
    for one in reached:
        name = NETWORK_NAMES[office.page_by_key(one.page).network]
        parts += [f"**НЕ ПРОВЕРЕНО:** {name}: {cell(why, 900)}" for why in one.unread]
    create_markdown_artifact(
        markdown="\n\n".join(parts),
        key="ohvat",
        description="Подписчики, просмотры и реакции по счёту сетей",
    )


def _sums(one: Reached) -> list[str]:
    if one.posts is None:
        return [_number(None, one.posts_unread)] * len(_COUNTERS)
    if not one.posts:
        return [Lacks.NOTHING.value] * len(_COUNTERS)
    counts = [(p.views, p.reactions, p.reposts, p.comments) for p in one.posts]
    return [_sum(column) for column in zip(*counts, strict=True)]


def _sum(column: Sequence[int | None]) -> str:
    told = [value for value in column if value is not None]
    return str(sum(told)) if told else Lacks.NOT_TOLD.value


def _number(value: int | None, unread: str) -> str:
    if value is None:
        return (Lacks.NOT_CHECKED if unread else Lacks.NOT_TOLD).value
    return str(value)
