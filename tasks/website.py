"""The official site: its feed, its article pages and files (clauses 3.2, 3.3)."""

from dataclasses import dataclass
from time import sleep

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
from gospablik.publishing.media import (
    ToRead,
    keep_file,
    keep_picture,
    media_to_read,
    note_too_big,
    note_unread,
)
from gospablik.publishing.outgoing import unfit
from gospablik.publishing.plan import articles_to_read, candidates, keep_article, reword
from gospablik.site import (
    FeedReading,
    FeedSource,
    NewsFileKind,
    TooBig,
    Validators,
    read_article,
    read_feed,
    read_news_file,
)
from tasks.desk import Desk, desk

PAUSE_SECONDS = 1.0
"""Between two requests to the site: it is the administration's own, and small."""
_TOO_BIG = f"в файле больше {MOST_BYTES // MEGABYTE} МБ, столько программа не берёт"


@dataclass(frozen=True, slots=True)
class News:
    """What a reading of the site brought. `unread` says why the site could not be read."""

    new: int = 0
    changed: int = 0
    broken: tuple[str, ...] = ()
    unread: str | None = None


@task(name="Прочитать сайт", task_run_name="Прочитать сайт", cache_policy=NO_CACHE)
def read_site() -> News:
    """Read the feed and store what is new or changed. An unreadable site is told, not raised."""
    at, moment = desk(), now()
    with at.store.read() as session:
        seen = seen_before(session, at.office)
    try:
        reading = feed_now(at, seen)
    except CouldNotRead as problem:
        _note(str(problem))
        return News(unread=str(problem))
    with at.store.write() as session:
        taken = take_in(session, at.office, reading, moment)
    _note(None)
    return News(taken.new, taken.changed, taken.broken)


@task(
    name="Прочитать страницы новостей",
    task_run_name="Прочитать страницы новостей",
    cache_policy=NO_CACHE,
)
def read_articles(page_key: str, newest: int | None) -> int:
    """Read the article page behind each planned post; returns how many could not be read."""
    at = desk()
    page = at.office.page_by_key(page_key)
    with at.store.read() as session:
        wanted = articles_to_read(session, candidates(session, at.office, page, newest))
    unread = 0
    for number, (revision, link) in enumerate(wanted):
        if number:
            sleep(PAUSE_SECONDS)
        text, why = article_words(link)
        unread += why is not None
        with at.store.write() as session:
            keep_article(session, revision, text=text, unread=why)
    return unread


def feed_now(at: Desk, seen: Validators | None) -> FeedReading:
    """The site's feed as it is; `seen`: what it said of itself last. Raises CouldNotRead."""
    site = at.office.site
    source = FeedSource(site.feed, full_text=site.full_text_feed, contact=at.office.mail.duty)
    return read_feed(source, at.http, zone=at.office.zone, now=now(), seen=seen)


def article_words(link: str) -> tuple[str | None, str | None]:
    """The page of a news item with its headings, or why it could not be read."""
    try:
        article = read_article(link, desk().http, contact=desk().office.mail.duty)
    except CouldNotRead as problem:
        return None, str(problem)
    return "\n".join(article.headings) + "\n\n" + article.text, None


def picture_now(address: str) -> tuple[bytes, str | None]:
    """A picture of the site's as it is just now, or why it could not be read."""
    sleep(PAUSE_SECONDS)  # before the first, too: an article was read just now
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

    What is too big for any network becomes a link in the text. Returns how many could not be read.
    """
    at = desk()
    page = at.office.page_by_key(page_key)
    with at.store.read() as session:
        posts = candidates(session, at.office, page, newest)
        wanted = media_to_read(session, at.office, [post.post_id for post in posts])
    unread = 0
    for file in wanted:
        sleep(PAUSE_SECONDS)  # before the first, too: an article was read just now
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
    except TooBig as problem:
        if file.kind is NewsFileKind.PICTURE:
            return str(problem)
        with at.store.write() as session:
            note_too_big(session, file.revision_id, address, _TOO_BIG)
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
            subject=at.office.site.feed,
            unread=unread,
            now=now(),
        )
