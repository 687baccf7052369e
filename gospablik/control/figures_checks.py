"""Figures of the checks: reconciliation, official status, harvest, the site's readings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from gospablik.control import rules
from gospablik.control.addresses import post_addresses
from gospablik.control.checks import ever_bad, latest
from gospablik.control.last_checks import last_good, newest
from gospablik.control.model import Harvest, Live, Mismatch, SiteWeek
from gospablik.control.model_status import Status
from gospablik.control.window import Window
from gospablik.moderation.links import one_line
from gospablik.organisation import Organisation, Page
from gospablik.store.tables import Check, Post, Result
from gospablik.templates import minute

MOST_REASONS = 3
_SITE_LATELY = timedelta(days=1)


def live(
    session: Session, office: Organisation, page: Page, window: Window, posts: Sequence[Post]
) -> Live:
    """Each checked post once: a mismatch if any rule says so, a match only if all say so.

    A post of the week that no check looked at is «не проверено».
    """
    seen: dict[str, list[Check]] = {str(post.id): [] for post in posts}
    bad_once: set[str] = set()
    for rule in rules.LIVE:
        for check in _of_page(session, office, page, rule, window):
            seen.setdefault(check.subject, []).append(check)
        bad_once |= {
            subject
            for key, subject in ever_bad(session, office, rule, window.since, window.until)
            if key == page.key
        }
    bad = {s: [c for c in checks if c.result is Result.BAD] for s, checks in seen.items()}
    whole = {
        s for s, checks in seen.items() if checks and all(c.result is Result.GOOD for c in checks)
    }
    unknown = {s for s in seen if not bad[s] and s not in whole}
    reasons = [c.words for s in unknown for c in seen[s] if c.result is Result.NOT_CHECKED] + [
        "сверка до поста не дошла" for s in unknown if not seen[s]
    ]
    return Live(
        match=len(whole),
        mismatches=_mismatches(
            session, office, page, {s: checks for s, checks in bad.items() if checks}
        ),
        not_checked=len(unknown),
        why_not=_distinct(reasons),
        mended=len(bad_once & whole),
    )


def status(session: Session, office: Organisation, page: Page, window: Window) -> Status:
    """The newest word about the page's official status (clause 3.5)."""
    return word(session, office, page, window, rule=rules.PAGE_OFFICIAL, reading=rules.PAGE_READ)


def word(
    session: Session,
    office: Organisation,
    page: Page,
    window: Window,
    *,
    rule: str,
    reading: str | None = None,
) -> Status:
    """The newest word of that rule about the page; a later failed `reading` undoes it."""
    checks = _of_page(session, office, page, rule, window)
    unread = [
        check
        for check in (_of_page(session, office, page, reading, window) if reading else ())
        if check.result is not Result.GOOD
    ]
    was_bad = any(
        key == page.key for key, _ in ever_bad(session, office, rule, window.since, window.until)
    )
    last = max(checks + unread, key=lambda c: (c.checked_at, c.id), default=None)
    if last is None:
        return Status(Result.NOT_CHECKED, None, "проверки за неделю не было", "", "", was_bad)
    result = Result.NOT_CHECKED if last in unread else last.result
    return Status(
        result,
        last.checked_at,
        one_line(last.words, 160),
        last.expected or "",
        one_line(last.found or "", 300),
        was_bad,
    )


def harvest(session: Session, office: Organisation, page: Page, window: Window) -> Harvest:
    """How much of the page was read for comments, by the newest reading of each subject."""
    checks = _of_page(session, office, page, rules.HARVEST, window)
    unread = [c for c in checks if c.result is not Result.GOOD]
    return Harvest(
        read=len(checks) - len(unread),
        not_read=len(unread),
        last_read=last_good(
            session, office, rules.HARVEST, window.until, since=window.since, page=page.key
        ),
        why_not=_distinct(c.words for c in unread),
    )


def site(session: Session, office: Organisation, window: Window, items: int) -> SiteWeek:
    """Whether the site could be read. `unread` is why not, as the newest reading said."""
    last = newest(session, office, rules.SITE_READ, window.until, since=window.since)
    if last is None:
        unread = "за неделю сайт ни разу не читали"
    else:
        unread = "" if last.result is Result.GOOD else one_line(last.words, 160)
    read = last_good(session, office, rules.SITE_READ, window.until, since=window.since)
    return SiteWeek(items, read, unread)


def news_may_lack(session: Session, office: Organisation, now: datetime) -> str:
    """Why news of the site may lack at that moment, in sentences; empty if it was read lately.

    What failed last was not read, and neither was what nobody has tried to read for a day.
    """
    last = newest(session, office, rules.SITE_READ, now, since=now - _SITE_LATELY)
    if last is None:
        return (
            "Новости сайта не читались больше суток, новых может не хватать. Что делать: запустите"
            " «Публикация»."
        )
    if last.result is Result.GOOD:
        return ""
    when = minute(office.local(last.checked_at))
    why = last.words.removeprefix("не прочитано: ")
    return f"Новости сайта не прочитаны {when}, новых может не хватать: {why}"


def _of_page(
    session: Session, office: Organisation, page: Page, rule: str, window: Window
) -> list[Check]:
    return latest(session, office, rule, window.since, window.until, page=page.key)


def _mismatches(
    session: Session, office: Organisation, page: Page, bad: Mapping[str, Sequence[Check]]
) -> tuple[Mismatch, ...]:
    """All of them asked of the database at once: a page may have changed as a whole."""
    rows = session.scalars(
        select(Post)
        .where(
            Post.organisation == office.key,
            Post.id.in_([int(subject) for subject in bad if subject.isdecimal()]),
        )
        .options(selectinload(Post.revision))
    )
    posts = {str(post.id): post for post in rows}
    numbers = {post.network_id for post in posts.values() if post.network_id}
    links = post_addresses(session, office, page, numbers)
    return tuple(
        _mismatch(subject, posts.get(subject), links, checks) for subject, checks in bad.items()
    )


def _mismatch(
    subject: str, post: Post | None, links: Mapping[str, str], checks: Sequence[Check]
) -> Mismatch:
    return Mismatch(
        title=post.revision.title if post else f"пост {subject}",
        link=links.get(post.network_id or "", "") if post else "",
        words="; ".join(c.words.rstrip(".") for c in checks),
        found=one_line("; ".join(c.found for c in checks if c.found), 300),
        minor=all(c.rule in rules.LIVE_MINOR for c in checks),
    )


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Each reason once, short, and not more of them than a person reads."""
    whole = sorted({one_line(reason, 120).rstrip(".") for reason in words})
    rest = len(whole) - MOST_REASONS
    return tuple(whole[:MOST_REASONS]) + ((f"и ещё причин: {rest}",) if rest > 0 else ())
