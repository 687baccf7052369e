"""The official site: its feed, its article pages and files (clauses 3.2, 3.3)."""

from dataclasses import dataclass, field
from datetime import datetime

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.checks import note_reading
from gospablik.control.rules import SITE_READ
from gospablik.errors import CouldNotRead
from gospablik.media.file import mime_of
from gospablik.media.fitting import Unfit
from gospablik.media.rules import MEGABYTE, MOST_BYTES
from gospablik.publishing.intake import seen_before, take_in
from gospablik.publishing.keeping import keep_raw, state_facts
from gospablik.publishing.media import (
    ToRead,
    keep_file,
    keep_picture,
    media_to_read,
    note_too_big,
    note_unread,
)
from gospablik.publishing.outgoing import unfit
from gospablik.publishing.plan import (
    articles_to_read,
    candidates,
    keep_article,
    reword,
    undated_to_read,
)
from gospablik.publishing.ways import configured, forget_found, found_before, home_of, keep_found
from gospablik.site import (
    FeedReading,
    FeedSource,
    Found,
    NewsFileKind,
    PageGone,
    TooBig,
    TooSlow,
    Validators,
    discover,
    read_article,
    read_news,
    read_news_file,
)
from tasks.desk import Desk, desk

_LEFT = {
    TooBig: f"в файле больше {MOST_BYTES // MEGABYTE} МБ, столько программа не берёт",
    TooSlow: "сайт отдаёт файл дольше минуты, столько программа не ждёт",
}


@dataclass(frozen=True, slots=True)
class News:
    """What a reading of the site brought. `unread` says why the site could not be read.

    `notes`: what was odd, and by which way it was read; `found`: that way was found just now.
    """

    new: int = 0
    changed: int = 0
    broken: tuple[str, ...] = ()
    unread: str | None = None
    notes: tuple[str, ...] = ()
    found: bool = False


@task(name="Прочитать сайт", task_run_name="Прочитать сайт", cache_policy=NO_CACHE)
def read_site() -> News:
    """Read the news and store what is new or changed. An unreadable site is told, not raised."""
    at, moment = desk(), now()
    try:
        way, is_new = way_now(at)
        with at.store.read() as session:
            seen = seen_before(session, at.office, way.source)
        reading = _read(at, way.source, seen)
    except CouldNotRead as problem:
        _note(str(problem))
        return News(unread=str(problem))
    with at.store.write() as session:
        if is_new:
            keep_found(session, at.office, way, moment)
        taken = take_in(session, at.office, way.source, reading, moment)
    if taken.new or taken.changed:
        state_facts(at.store, at.office)
    _note(None)
    said = (f"Новости читаются так: {way.said}.",) if way.said else ()
    notes = (*said, *reading.notes)
    return News(taken.new, taken.changed, taken.broken, notes=notes, found=is_new)


@task(
    name="Прочитать страницы новостей",
    task_run_name="Прочитать страницы новостей",
    cache_policy=NO_CACHE,
)
def read_articles(page_key: str, newest: int | None) -> int:
    """Read the page behind each planned post, and behind news that the site's list leaves undated.

    Returns how many could not be read.
    """
    at = desk()
    page = at.office.page_by_key(page_key)
    with at.store.read() as session:
        wanted = articles_to_read(session, candidates(session, at.office, page, newest))
        undated = undated_to_read(session, at.office, page)
    unread = 0
    for revision, link in [*wanted, *undated]:
        said = article_said(link)
        keep_said(revision, said)
        unread += said.unread is not None
    return unread


def keep_said(revision: int, said: "ArticleSaid") -> None:
    """Keep what was read as the page of that wording (row id)."""
    with desk().store.write() as session:
        keep_article(
            session,
            revision,
            text=said.text,
            unread=said.unread,
            gone=said.gone,
            picture=said.picture,
            published_at=said.published_at,
        )
        keep_raw(session, revision, said.raw, now())


def way_now(at: Desk) -> tuple[Found, bool]:
    """How the site's news are read, and whether that was found just now; it is not kept here.

    Raises CouldNotRead if it had to be looked for, and was not found.
    """
    source = configured(at.office)
    if source is not None:
        return Found(source, ""), False
    with at.store.read() as session:
        known = found_before(session, at.office)
    if known is not None:
        return known, False
    return discover(home_of(at.office), at.http, zone=at.office.zone, now=now()), True


def feed_now(at: Desk) -> FeedReading:
    """The site's news as they are, whatever was read before. Raises CouldNotRead."""
    way, _ = way_now(at)
    return read_news(way.source, at.http, zone=at.office.zone, now=now(), seen=None)


def _read(at: Desk, source: FeedSource, seen: Validators | None) -> FeedReading:
    try:
        return read_news(source, at.http, zone=at.office.zone, now=now(), seen=seen)
    except PageGone:
        with at.store.write() as session:
            forget_found(session, at.office)  # the next pass looks for another way
        raise


@dataclass(frozen=True, slots=True)
class ArticleSaid:
    """The page of a news item with its headings, or why it could not be read.

    `gone`: the site has no such page. `picture`: its og:image. `address`: where the page was at
    last; `raw`: its bytes.
    """

    text: str | None = None
    unread: str | None = None
    gone: bool = False
    picture: str = ""
    published_at: datetime | None = None
    address: str = ""
    raw: bytes = field(default=b"", repr=False)


def article_said(link: str) -> ArticleSaid:
    """Read the page of a news item of our site."""
    at = desk()
    contact, hosts = at.office.mail.duty, at.office.site.hosts
    try:
        article = read_article(link, at.http, contact=contact, hosts=hosts, zone=at.office.zone)
    except CouldNotRead as problem:
        return ArticleSaid(unread=str(problem), gone=isinstance(problem, PageGone))
    text = "\n".join(article.headings) + "\n\n" + article.text
    date = article.published.at if article.published else None
    return ArticleSaid(
        text,
        picture=article.picture or "",
        published_at=date,
        address=article.address,
        raw=article.raw,
    )


def picture_now(address: str) -> tuple[bytes, str | None]:
    """A picture of the site's as it is just now, or why it could not be read."""
    contact = desk().office.mail.duty
    kind = NewsFileKind.PICTURE
    try:
        content = read_news_file(
            address, desk().http, kind=kind, contact=contact, most_bytes=MOST_BYTES
        )
    except CouldNotRead as problem:
        return b"", str(problem)
    return content, None


@task(
    name="Прочитать файлы новостей",
    task_run_name="Прочитать файлы новостей",
    cache_policy=NO_CACHE,
)
def read_files(page_key: str, newest: int | None) -> int:
    """Fetch the pictures, videos and documents that go out with planned posts, each once.

    A video or a document that is too big, or comes too slowly, becomes a link in the text. Returns
    how many could not be read.
    """
    at = desk()
    page = at.office.page_by_key(page_key)
    with at.store.read() as session:
        posts = candidates(session, at.office, page, newest)
        wanted = media_to_read(session, at.office, [post.post_id for post in posts])
    unread = 0
    for file in wanted:
        why = _file(file)
        if why:
            unread += 1
            with at.store.write() as session:
                note_unread(session, file.revision_id, file.address, why)
    with at.store.write() as session:
        reword(session, page, posts)
    return unread


def _file(file: ToRead) -> str | None:
    """Fetch and keep one; None, or why it is not there, in whole sentences."""
    at, address = desk(), file.address
    contact = at.office.mail.duty
    try:
        content = read_news_file(
            address, at.http, kind=file.kind, contact=contact, most_bytes=MOST_BYTES
        )
        _keep(file, content)
    except (TooBig, TooSlow) as problem:
        if file.kind is NewsFileKind.PICTURE:
            return str(problem)
        with at.store.write() as session:
            note_too_big(session, file.revision_id, address, _LEFT[type(problem)])
    except CouldNotRead as problem:
        return str(problem)
    except Unfit as why:
        return unfit(file.kind, str(why), address)
    return None


def _keep(file: ToRead, content: bytes) -> None:
    """Raises Unfit for what is no such file."""
    at = desk()
    if file.kind is NewsFileKind.PICTURE:
        from gospablik.media.picture import look

        seen = look(content)
        with at.store.write() as session:
            keep_picture(session, at.office, file.revision_id, file.address, content, seen, now())
        return
    mime = mime_of(file.kind, content, file.address)
    with at.store.write() as session:
        keep_file(session, at.office, file.revision_id, file.address, content, mime, now())


def _note(unread: str | None) -> None:
    at = desk()
    with at.store.write() as session:
        note_reading(
            session,
            at.office,
            page="",
            rule=SITE_READ,
            subject=at.office.site.where,
            unread=unread,
            now=now(),
        )
