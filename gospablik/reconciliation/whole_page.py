"""One page and the site, in both directions: the lines of the table and what they come to. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from gospablik.reconciliation.likeness import pairs_of_pictures, twins
from gospablik.reconciliation.lines import Line, item_line, of_item, of_post
from gospablik.reconciliation.planned import Lacking
from gospablik.reconciliation.posts import Placed, place, standing_line, unseen_lines
from gospablik.reconciliation.reading import Reading
from gospablik.reconciliation.scope import Scope
from gospablik.reconciliation.sides import News, Sides
from gospablik.store.tables import Standing


@dataclass(frozen=True, slots=True)
class Figures:
    """The two figures: `covered` of `items`, `faithful` of `posts`; `unread` is in neither."""

    items: int = 0
    covered: int = 0
    posts: int = 0
    faithful: int = 0
    unread: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.items + other.items,
            self.covered + other.covered,
            self.posts + other.posts,
            self.faithful + other.faithful,
            self.unread + other.unread,
        )


@dataclass(frozen=True, slots=True)
class PageCompared:
    """One page. `unlisted`: something of it could not be looked at and has no line.

    `taken_off`: addresses of posts that were taken off by a decision, where the network shows no
    removals: they are looked at no more.
    """

    page: str
    lines: tuple[Line, ...]
    unlisted: bool = False
    taken_off: tuple[str, ...] = ()

    @property
    def figures(self) -> Figures:
        """What the lines come to: the suite over the table judges the same ones."""
        covers = [one.covers for one in self.lines if one.covers is not None]
        faithful = [one.faithful for one in self.lines if one.faithful is not None]
        return Figures(
            items=len(covers),
            covered=sum(covers),
            posts=len(faithful),
            faithful=sum(faithful),
            unread=sum(one.standing is Standing.NOT_COMPARED for one in self.lines) + self.unlisted,
        )


@dataclass(frozen=True, slots=True)
class Expected:
    """Items without a confirmed post of ours: after their grace time, and before its end.

    `start`: the first moment (aware) from which items belong to the page and the time looked at.
    """

    start: datetime
    lacking: Sequence[Lacking]
    waiting: Sequence[Lacking]
    zone: tzinfo


def compare_page(
    page: str, reading: Reading, sides: Sides, expected: Expected, scope: Scope
) -> PageCompared:
    """Every post of the page in the time looked at, and every item that has none.

    An item counts for coverage when its grace time is over, or as soon as its post stands, and its
    post is looked at then whenever it came out; one whose post could not be read, or that may have
    one on a page that could not be listed, does not count.
    """
    taken_off = _taken_off(reading, sides)
    reading = reading.without(taken_off)
    placed = place(reading, sides)
    covers = dict(_posted(reading, sides, placed, expected, scope))
    lines = [
        standing_line(page, live, found, sides, placed=placed, reading=reading)
        for live, found in placed.matches
        if of_post(live.network_id) in covers
        or (
            scope.holds(live.published_at)
            and (scope.network_id or live.published_at >= expected.start)
        )
    ]
    lines += unseen_lines(page, reading, sides, placed, scope=scope, covers=covers)
    lines += _unposted(page, reading, sides, placed, expected=expected, covers=covers)
    counted = tuple(replace(one, covers=covers.get(one.subject)) for one in lines)
    unlisted = bool(reading.unlisted or (not lines and reading.why(scope.network_id)))
    return _only(scope, PageCompared(page, counted, unlisted, tuple(taken_off.values())))


def _taken_off(reading: Reading, sides: Sides) -> dict[str, str]:
    """Addresses of posts of which nobody can tell whether they were taken off, by number."""
    if not reading.removal_untold:
        return {}
    return {
        live.network_id: live.address
        for live in reading.posts
        if live.network_id in sides.withdrawn
    }


def _posted(
    reading: Reading, sides: Sides, placed: Placed, expected: Expected, scope: Scope
) -> Iterator[tuple[str, bool]]:
    """For items of the time that some post carries, or carried: which line counts, and how."""
    gone = {
        one.item_id: one.network_id for one in sides.ours.values() if one.network_id in reading.gone
    }
    for news in sides.news:
        if not expected.start <= news.moment < scope.until or (news.gone and not news.kept):
            continue
        if news.item_id in placed.carriers:
            yield of_post(placed.carriers[news.item_id][0].network_id), True
        elif news.item_id in gone:
            yield of_post(gone[news.item_id]), False


def _unposted(
    page: str,
    reading: Reading,
    sides: Sides,
    placed: Placed,
    *,
    expected: Expected,
    covers: dict[str, bool],
) -> Iterator[Line]:
    """Items that no post carries; those that count are entered into `covers`."""
    late = {one.item_id: one for one in expected.lacking}
    pictures = pairs_of_pictures(sides.news)
    for one in [*expected.lacking, *expected.waiting]:
        news = sides.item(one.item_id)
        if news is None or news.item_id in placed.carriers:
            continue
        twin = _twin(news, sides, placed, expected.zone, pictures)
        if twin is not None:
            covers[of_item(news.item_id)] = True
            post = placed.carriers[twin.item_id][0]
            why = f"та же новость на другом языке: «{twin.title}», её пост {post.address}"
            yield item_line(page, news, Standing.SHORTENED, why, post.text)
        elif one.item_id not in late:
            yield item_line(page, news, Standing.WAITS, one.why)
        elif reading.unlisted:
            why = f"{one.why}; поставлен ли он вручную, неизвестно. {reading.unlisted}"
            yield item_line(page, news, Standing.NOT_COMPARED, why)
        else:
            covers[of_item(news.item_id)] = False
            yield item_line(page, news, Standing.NO_POST, one.why)


def _twin(
    news: News, sides: Sides, placed: Placed, zone: tzinfo, pictures: frozenset[str]
) -> News | None:
    return next(
        (
            other
            for other in sides.near(news.moment)
            if other.item_id in placed.carriers and twins(news, other, zone, pictures)
        ),
        None,
    )


def _only(scope: Scope, whole: PageCompared) -> PageCompared:
    """What was asked for, if it was one post or one item."""
    if not scope.address:
        return whole
    lines = tuple(
        one
        for one in whole.lines
        if (one.subject == of_post(scope.network_id) if scope.network_id else
            one.item_id == scope.item_id)
    )  # fmt: skip
    return replace(whole, lines=lines)
