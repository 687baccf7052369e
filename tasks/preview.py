"""A news item as it would look on the pages: read, composed, checked, shown, not kept (3.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from data_checks.posts import check_posts
from gospablik.clock import now
from gospablik.errors import CouldNotRead, OfficeError
from gospablik.media.fitting import Unfit
from gospablik.moderation.links import one_line
from gospablik.publishing.cards import shows_picture
from gospablik.publishing.outgoing import unfit
from gospablik.publishing.preview import (
    Look,
    News,
    Opened,
    looks,
    newest,
    of_feed,
    pictures,
    stored,
)
from gospablik.site import FeedItem, NewsFileKind, canonical
from tasks.desk import Desk, desk
from tasks.preview_files import SMALL
from tasks.preview_words import Verdict, preview_page
from tasks.publishing import remark_on, row_of, why_held
from tasks.website import article_said, feed_now, picture_now

NEWEST = "самая новая"
_NOT_DONE = "предпросмотр не составлен."


@dataclass(frozen=True, slots=True)
class Seen:
    """The item, and the page behind it; an item that its list leaves undated is of the page's day.

    `card`: whether a card of that page shows a picture; `gone`: the site has no such page.
    `unread`: why the site's feed is not what it is from; `refused`: why there is no item.
    """

    news: News | None = None
    article: str | None = None
    article_unread: str | None = None
    gone: bool = False
    card: bool = False
    unread: str | None = None
    refused: str | None = None


@task(name="Прочитать новость", task_run_name="Прочитать новость", cache_policy=NO_CACHE)
def see_news(which: str) -> Seen:
    """The item as the feed has it now; one that the feed has not, as it was read last.

    Nothing is stored: neither the item nor that the site was read.
    """
    at = desk()
    try:
        address = _address(which)
        news, unread = _find(at, address)
    except OfficeError as problem:
        return Seen(refused=str(problem))
    if news is None:
        return Seen(unread=unread)
    said = article_said(news.link)
    with at.store.read() as session:
        card = shows_picture(session, at.office.key, news.link, said.picture)
    news = replace(news, published_at=news.published_at or said.published_at)
    return Seen(news, said.text, said.unread, said.gone, card, unread)


@task(
    name="Прочитать картинки новости",
    task_run_name="Прочитать картинки новости",
    cache_policy=NO_CACHE,
)
def see_pictures(seen: Seen) -> dict[str, Opened]:
    """The pictures that would go out, by their addresses. Nothing is stored."""
    if seen.news is None:
        return {}
    shown = looks(desk().office, seen.news, article=None, unread=None, now=now(), card=seen.card)
    return {address: _opened(address) for address in pictures(shown, seen.news)}


@task(name="Показать предпросмотр", task_run_name="Показать предпросмотр", cache_policy=NO_CACHE)
def show_preview(seen: Seen, opened: Mapping[str, Opened]) -> str:
    """An artifact with the post for each network side by side; returns words for the run's name."""
    at, news = desk(), seen.news
    if news is None:
        return "показать нечего"
    shown = looks(
        at.office,
        news,
        article=seen.article,
        unread=seen.article_unread,
        gone=seen.gone,
        now=now(),
        opened=opened,
        card=seen.card,
    )
    verdicts = _check(shown)
    create_markdown_artifact(
        markdown=preview_page(at, news, shown, verdicts, opened=opened, unread=seen.unread),
        key="predprosmotr",
        description="Как новость выглядела бы на страницах; ничего не отправлено (п. 3.2)",
    )
    kept = any(verdict.held for verdict in verdicts)
    noted = any(verdict.remark for verdict in verdicts)
    words = "проверка задержала бы" if kept else "есть замечания" if noted else "проверки пройдены"
    return f"«{one_line(news.title, 60)}», {words}"


def _opened(address: str) -> Opened:
    from gospablik.media.picture import look, small

    content, why = picture_now(address)
    if why:
        return Opened(why=why)
    try:
        return Opened(look(content), small(content, SMALL))
    except Unfit as problem:
        return Opened(why=unfit(NewsFileKind.PICTURE, str(problem), address))


def _check(shown: list[Look]) -> list[Verdict]:
    """What the checks before publishing say of each post, in the words of «Публикация»."""
    posts = [(look, post) for look in shown for post in look.posts]
    report = check_posts([row_of(post) for _, post in posts])
    return [
        Verdict(look.network, post.page, why_held(post, report), remark_on(post, report))
        for look, post in posts
    ]


def _address(which: str) -> str | None:
    """The canonical address that was asked for; None for the newest item."""
    asked = which.strip()
    if asked.casefold() in ("", NEWEST):
        return None
    try:
        return canonical(asked)
    except ValueError as problem:
        raise OfficeError(
            f"«{asked[:200]}» — не адрес новости: {problem}.",
            not_done=_NOT_DONE,
            next_step=f"скопируйте адрес новости с официального сайта или напишите «{NEWEST}».",
        ) from None


def _find(at: Desk, address: str | None) -> tuple[News | None, str | None]:
    """The item, and why the feed could not be read. Raises OfficeError if there is no such item."""
    items, unread = _feed(at)
    found = newest(items) if address is None else _of(items, address)
    if found is not None:
        return of_feed(found), unread
    with at.store.read() as session:
        known = stored(session, at.office, address)
    if known is None and unread is None:
        raise OfficeError(
            f"Новости {address} нет ни в ленте сайта, ни среди прочитанных раньше."
            if address
            else "В ленте сайта нет ни одной новости.",
            not_done=_NOT_DONE,
            next_step=f"проверьте адрес; новость, которой нет в ленте {at.office.site.where},"
            " не публикуется.",
        )
    return known, unread


def _feed(at: Desk) -> tuple[tuple[FeedItem, ...], str | None]:
    try:
        return feed_now(at).items, None
    except CouldNotRead as problem:
        return (), str(problem)


def _of(items: tuple[FeedItem, ...], address: str) -> FeedItem | None:
    return next((item for item in items if item.address == address), None)
