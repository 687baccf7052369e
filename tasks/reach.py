"""How many people each page reaches: asked, kept, shown (clause 5.1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
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
    " «не проверено» — не ноль. В письмо идёт последний счёт недели."
)
_COUNTERS = ("Просмотров", "Реакций", "Репостов", "Комментариев")

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Reached:
    """What came of one page. None: the network tells nobody, or `unread` says why not."""

    page: str
    members: int | None
    posts: tuple[PostReach, ...] | None
    unread: tuple[str, ...]


@task(
    name="Сосчитать охват",
    task_run_name="Сосчитать охват: {page_key}",
    cache_policy=NO_CACHE,
)
def count_reach(page_key: str) -> Reached:
    """Ask the network for members and for the posts of the week that goes on; keep the answers."""
    at, unread = desk(), list[str]()
    week = Week.current(at.office, now())
    members = _read(lambda: at.network(page_key).members(), unread)
    posts = _read(lambda: at.network(page_key).reach(week.start), unread)
    with at.store.write() as session:
        keep_reach(
            session, at.office, page_key, members=members, posts=posts, unread=unread, now=now()
        )
    return Reached(page_key, members, posts, tuple(dict.fromkeys(unread)))


def _read(ask: Callable[[], Read | None], unread: list[str]) -> Read | None:
    try:
        return ask()
    except CouldNotRead as problem:
        unread.append(str(problem))
        return None


@task(name="Показать охват", task_run_name="Показать охват", cache_policy=NO_CACHE)
def show_reach(reached: Sequence[Reached]) -> None:
    """An artifact: members and the sums of the week's posts, page by page."""
    office = desk().office
    rows = [
        (
            cell(office.named(office.page_by_key(one.page))),
            _number(one.members, one.unread),
            _number(None if one.posts is None else len(one.posts), one.unread),
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
        return [_number(None, one.unread)] * len(_COUNTERS)
    if not one.posts:
        return [Lacks.NOTHING.value] * len(_COUNTERS)
    counts = [(p.views, p.reactions, p.reposts, p.comments) for p in one.posts]
    return [_sum(column) for column in zip(*counts, strict=True)]


def _sum(column: Sequence[int | None]) -> str:
    told = [value for value in column if value is not None]
    return str(sum(told)) if told else Lacks.NOT_TOLD.value


def _number(value: int | None, unread: Sequence[str]) -> str:
    if value is None:
        return (Lacks.NOT_CHECKED if unread else Lacks.NOT_TOLD).value
    return str(value)
