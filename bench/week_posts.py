"""The posts of a town's year: news, posts on each page, the ledger's rows and the daily checks."""

from collections import defaultdict
from datetime import datetime, timedelta

from bench.bulk import Bulk
from gospablik.control import rules
from gospablik.organisation import Organisation
from gospablik.outcomes import ConfirmedBy
from gospablik.store.tables import Kind, Result, State

LOOKED_AFTER = 14
"""Days for which a reconciliation holds a post to what was published."""
_READ = 7
"""Days for which its comments are read every day."""
Published = list[dict[str, list[str]]]
"""Week by week and page by page the posts' numbers in the network."""


def publish(bulk: Bulk, office: Organisation, posts: int, began: datetime, weeks: int) -> Published:
    """So many posts, evenly over the weeks; each news item stands on every page. And on each page
    a repost a week.
    """
    pages = [page.key for page in office.page]
    news, end = posts // len(pages), began + timedelta(weeks=weeks)
    made: Published = [defaultdict(list) for _ in range(weeks)]
    for item in range(1, news + 1):
        moment = began + (end - began) * (item - 1) / news
        _item(bulk, office.key, item, moment)
        for place, page in enumerate(pages):
            post = (item - 1) * len(pages) + place + 1
            network_id = str(10_000 + post)
            _post(bulk, office.key, page, item=item, post=post, at=moment + timedelta(minutes=9))
            _checks(bulk, (office.key, page), post, moment, end)
            made[(moment - began) // timedelta(weeks=1)][page].append(network_id)
    for week in range(weeks):
        for place, page in enumerate(pages):
            number = week * len(pages) + place + 1
            _repost(bulk, (office.key, page), number, began + timedelta(weeks=week, days=3))
    for day in range(weeks * 7):
        for page in pages:
            _readings(bulk, office, page, began + timedelta(days=day, hours=13))
    return made


def _item(bulk: Bulk, office: str, item: int, moment: datetime) -> None:
    link = f"https://site.test/news/{item}"
    bulk.add(
        "site_item", id=item, organisation=office, address=link, link=link, published_at=moment,
        first_seen_at=moment,
    )  # fmt: skip
    bulk.add(
        "site_revision", id=item, item_id=item, number=1, title=f"Новость {item} о делах посёлка",
        text="На улице Северной чинят дорогу, проезд закрыт. " * 10, digest=f"{item:064}",
        seen_at=moment,
    )  # fmt: skip


def _post(bulk: Bulk, office: str, page: str, *, item: int, post: int, at: datetime) -> None:
    number, address = str(10_000 + post), f"https://vk.com/wall-1_{post}"
    text = f"Новость {item}. На улице Северной чинят дорогу.\n\nhttps://site.test/news/{item}"
    bulk.add(
        "post", id=post, organisation=office, page=page, item_id=item, revision_id=item, text=text,
        planned_at=at, network_id=number, published_at=at,
    )  # fmt: skip
    bulk.add("post_medium", post_id=post, position=0, address=f"{address}.jpg", alt="дорога")
    bulk.add(
        "seen_post", organisation=office, page=page, network_id=number, address=address, text=text,
        links="[]", attachments="[]", published_at=at, comments=100, comments_read=100,
        seen_at=at,
    )  # fmt: skip
    bulk.add(
        "action", organisation=office, kind=Kind.PUBLISH.value, page=page, subject=str(post),
        revision=1, recorded_at=at, not_before=at, state=State.CONFIRMED.value, state_since=at,
        tries=1, external_id=number, confirmed_by=ConfirmedBy.READBACK.value,
    )  # fmt: skip


def _repost(bulk: Bulk, where: tuple[str, str], number: int, at: datetime) -> None:
    office, page = where
    link = f"https://vk.com/wall-2_{number}"
    bulk.add(
        "repost", id=number, organisation=office, page=page, address=link, link=link,
        source="region", reason="тема недели", official="specialist", shared=True, title="",
        text="", decided_at=at,
    )  # fmt: skip
    bulk.add(
        "action", organisation=office, kind=Kind.REPOST.value, page=page, subject=str(number),
        revision=1, recorded_at=at, not_before=at, state=State.CONFIRMED.value, state_since=at,
        tries=1, external_id=f"9{number:06}", confirmed_by=ConfirmedBy.READBACK.value,
    )  # fmt: skip


def _checks(bulk: Bulk, where: tuple[str, str], post: int, moment: datetime, end: datetime) -> None:
    """Every day each rule; one post in fifty is found to differ on its third day."""
    for day in range(LOOKED_AFTER):
        at = moment + timedelta(days=day, hours=3)
        if at >= end:
            return
        for rule in rules.LIVE:
            bad = post % 50 == 0 and day == 2 and rule == rules.LIVE_TEXT
            _check(bulk, where, rule, str(post), at, bad=bad)
        if day < _READ:
            _check(bulk, where, rules.HARVEST, str(10_000 + post), at)


def _readings(bulk: Bulk, office: Organisation, page: str, at: datetime) -> None:
    for rule in (rules.HARVEST, rules.LIVE_READ, rules.PAGE_READ, rules.PAGE_OFFICIAL,
                 rules.PAGE_ADMINISTRATORS, rules.KEY_HOLDER, rules.RIGHTS_READ,
                 rules.BLOCKS_READ, rules.RULES_LINKED):  # fmt: skip
        _check(bulk, (office.key, page), rule, page, at)
    for right in ("publish", "remove", "block"):
        _check(bulk, (office.key, page), rules.RIGHT, right, at)
    if page == office.page[0].key:
        _check(bulk, (office.key, ""), rules.SITE_READ, office.site.where, at)


def _check(
    bulk: Bulk, where: tuple[str, str], rule: str, subject: str, at: datetime, *, bad: bool = False
) -> None:
    office, page = where
    result = Result.BAD if bad else Result.GOOD
    bulk.add(
        "check", organisation=office, page=page, rule=rule, subject=subject, result=result.value,
        words="текст на странице другой" if bad else "соответствует",
        found="другой текст" if bad else None, checked_at=at,
    )  # fmt: skip
