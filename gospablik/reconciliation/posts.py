"""The posts of one page against the site, each in its class (clause 3.2). Pure."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gospablik.networks.base import LivePost
from gospablik.networks.matching import carries
from gospablik.reconciliation.lines import Line, missing_line, of_post, post_line
from gospablik.reconciliation.matching import REPOST, Match, addresses_in, match
from gospablik.reconciliation.reading import Reading
from gospablik.reconciliation.scope import Scope
from gospablik.reconciliation.sides import Named, Sides
from gospablik.reconciliation.standings import Found, of_others, of_ours, of_own
from gospablik.store.tables import OriginKind, Standing
from gospablik.text import clean

BY_HAND = "поставил вручную: неизвестно кто"
_STILL_THERE = "пост снят по решению, а на странице стоит"
_NAME_IT = "Если это собственный материал или репост, назовите его в «Происхождении поста»"


@dataclass(frozen=True, slots=True)
class Placed:
    """Live posts with what they go back to, and which of them carry each item of the site."""

    matches: tuple[tuple[LivePost, Match], ...]
    carriers: Mapping[int, Sequence[LivePost]]


def place(reading: Reading, sides: Sides) -> Placed:
    """Match every post that was read. Of an item's posts ours comes first, then the oldest."""
    matches = tuple((live, match(live, sides)) for live in reading.posts)
    carriers: dict[int, list[LivePost]] = defaultdict(list)
    ordered = sorted(matches, key=lambda one: (one[1].ours is None, one[0].published_at))
    for live, found in ordered:
        if found.news is not None:
            carriers[found.news.item_id].append(live)
    return Placed(matches, carriers)


def standing_line(
    page: str, live: LivePost, found: Match, sides: Sides, *, placed: Placed, reading: Reading
) -> Line:
    """A post that stands on the page."""
    news, ours = found.news, found.ours
    if news is not None:
        seen = (
            of_ours(ours, news, live.text, sides.known)
            if ours
            else of_others(news, live.text, sides.known)
        )
        more = [*_double(live, found, sides, placed, reading), *_notes(live, found, reading)]
        more += [_STILL_THERE] if live.network_id in sides.withdrawn else []
        made_by = ours.made_by if ours else sides.withdrawn.get(live.network_id, BY_HAND)
        return post_line(page, live, seen, news=news, ours=ours, made_by=made_by, more=more)
    if found.named is not None and found.named.kind is OriginKind.OWN:
        seen, about = of_own(live.text, found.about)
        more = [_said(found.named)]
        return post_line(
            page, live, seen, news=about, ours=None, made_by=found.named.made_by, more=more
        )
    seen, made_by = _without_news(live, found, sides)
    made_by = sides.withdrawn.get(live.network_id, made_by)
    more = [_STILL_THERE] if live.network_id in sides.withdrawn else []
    return post_line(page, live, seen, news=None, ours=None, made_by=made_by, more=more)


def unseen_lines(
    page: str,
    reading: Reading,
    sides: Sides,
    placed: Placed,
    *,
    scope: Scope,
    covers: Container[str],
) -> Iterator[Line]:
    """Posts of ours that are gone or could not be read, of the time or of an item that counts.

    One that people replaced, or whose news has vanished too, is no loss.
    """
    for ours in sides.ours.values():
        counts = of_post(ours.network_id) in covers
        if not (counts or ours.published_at is None or scope.holds(ours.published_at)):
            continue
        news, why = sides.item(ours.item_id), reading.why(ours.network_id)
        if ours.network_id in reading.gone:
            if ours.item_id in placed.carriers or (news and news.gone and not news.kept):
                continue
            gone = "поста больше нет на странице"
            yield missing_line(page, ours, news, Standing.NO_POST, gone)
        elif why:
            yield missing_line(page, ours, news, Standing.NOT_COMPARED, why)


def _double(
    live: LivePost, found: Match, sides: Sides, placed: Placed, reading: Reading
) -> Iterator[str]:
    if found.news is None or found.ours is not None:
        return
    first = placed.carriers[found.news.item_id][0]
    if first.network_id != live.network_id:
        yield f"у новости уже есть пост: {first.address}"
    elif any(
        sides.ours[number].item_id == found.news.item_id
        for number in reading.gone
        if number in sides.ours
    ):
        yield "пост программы со страницы удалён, этот стоит вместо него"


def _notes(live: LivePost, found: Match, reading: Reading) -> Iterator[str]:
    if found.news and not carries(found.news.link, live.text, live.links):
        yield "ссылки на новость в посте нет"
    if found.ours and reading.removal_untold:
        yield reading.removal_untold


def _without_news(live: LivePost, found: Match, sides: Sides) -> tuple[Found, str]:
    """A repost, what the regional centre put up, and what goes back to nothing."""
    post = clean(live.text)
    if found.shared is not None:
        why = f"источник: {found.shared.source}, {found.shared.link}"
        return Found(Standing.REPOST, why, "", post), found.shared.made_by
    if found.named is not None:
        named = found.named
        regional = named.kind is OriginKind.REGIONAL
        standing = Standing.REGIONAL if regional else Standing.REPOST
        return Found(standing, _said(named), "", post), named.made_by
    if found.source:
        return Found(Standing.REPOST, f"источник: {found.source}", "", post), BY_HAND
    standing, why = _of_nothing(live, sides)
    return Found(standing, why, "", post), BY_HAND


def _said(named: Named) -> str:
    about = f"источник: {named.source}" if named.source else named.rubric
    return ": ".join(filter(None, [about, named.reason]))


def _of_nothing(live: LivePost, sides: Sides) -> tuple[Standing, str]:
    led = addresses_in(live)
    if REPOST in live.attachments and not led:
        return Standing.NOT_COMPARED, f"репост; чей он, сеть не говорит. {_NAME_IT}"
    if REPOST in live.attachments:
        where = ", ".join(led.values())
        return Standing.NO_SOURCE, f"репост не из источников organisation.toml: {where}"
    if any(address == host or address.startswith(f"{host}/") for host in sides.hosts
           for address in led):  # fmt: skip
        return Standing.NO_SOURCE, "ссылка ведёт на сайт, но такой новости программа не знает"
    if not live.text.strip():
        return Standing.NO_SOURCE, f"в посте нет текста, только вложения. {_NAME_IT}"
    return Standing.NO_SOURCE, f"ни ссылки на новость, ни похожей новости тех дней. {_NAME_IT}"
