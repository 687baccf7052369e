"""The class of one post beside its news (clause 3.2). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gospablik.reconciliation.once import Said, compare_once
from gospablik.reconciliation.sides import News, Ours
from gospablik.store.tables import Standing
from gospablik.text import Kind, clean, difference, same
from gospablik.text.comparison import Comparison, Verdict, compare
from gospablik.text.differences import Change, Difference

_OF_OWN = {
    Kind.DATE,
    Kind.TIME,
    Kind.RANGE,
    Kind.WEEKDAY,
    Kind.YEAR,
    Kind.PHONE,
    Kind.ADDRESS,
    Kind.NUMBER,
    Kind.COUNT,
    Kind.MONEY,
    Kind.PERCENT,
}
"""What of an own material must not be told otherwise than on the site."""
_MOST_TOLD, _LONGEST = 3, 60
_LONGEST_MARK = 300


@dataclass(frozen=True, slots=True)
class Found:
    """A class and why; `differences` have their places in `site` and `post`, both cleaned.

    `digest`: of the comparison (`once`), if it is the whole of one.
    """

    standing: Standing
    why: str
    site: str
    post: str
    differences: tuple[Difference, ...] = ()
    digest: str = ""


def of_ours(ours: Ours, news: News, live: str, known: Mapping[str, Said]) -> Found:
    """A post of ours: as it was published, as it stands, and what the site says now."""
    site = "\n\n".join([news.text, *ours.lines])
    now, digest = compare_once(site, live, news.link, known)
    return replace(_of_ours(ours, news, now, live), digest=digest)


def _of_ours(ours: Ours, news: News, now: Comparison, live: str) -> Found:
    by_hand = not same(ours.text, live)
    if news.gone and not news.kept:
        return _found(Standing.SITE_CHANGED, f"{news.gone}, а пост стоит", now)
    if news.unread:
        return _found(Standing.NOT_COMPARED, _also(_not_read_again(news), by_hand), now)
    if now.verdict is Verdict.NOT_COMPARED:
        return _found(Standing.NOT_COMPARED, _also(now.why, by_hand), now)
    if now.verdict is Verdict.FACTS_DIFFER:
        return _differing(ours, news, now, live, by_hand=by_hand)
    why = "текст правили вручную, факты те же" if by_hand else ""
    return _found(_agreeing(now), "; ".join(filter(None, [why, news.gone])), now)


def of_others(news: News, live: str, known: Mapping[str, Said]) -> Found:
    """A post that people put up about this news."""
    now, digest = compare_once(news.text, live, news.link, known)
    return replace(_of_others(news, now), digest=digest)


def _of_others(news: News, now: Comparison) -> Found:
    if news.gone and not news.kept:
        return _found(Standing.SITE_CHANGED, f"{news.gone}, а пост стоит", now)
    if news.unread:
        return _found(Standing.NOT_COMPARED, _not_read_again(news), now)
    if now.verdict is Verdict.NOT_COMPARED:
        return _found(Standing.NOT_COMPARED, now.why, now)
    if now.verdict is Verdict.FACTS_DIFFER and news.partly:
        why = f"страница новости не прочитана, а с анонсом пост расходится: {told(now)}"
        return _found(Standing.NOT_COMPARED, why, now)
    if now.verdict is Verdict.FACTS_DIFFER:
        return _found(Standing.FACTS_DIFFER, told(now), now)
    return _found(_agreeing(now), news.gone, now)


def of_own(live: str, about: Sequence[News]) -> tuple[Found, News | None]:
    """An own material, and the item of the site that states one of its facts otherwise, if any.

    Only `about`, what the site tells of the same thing, counts: a figure that it lacks is the
    material's own.
    """
    for one in about:
        seen = compare(one.text, live, link=one.link)
        wrong = tuple(d for d in seen.differences if _otherwise(d))
        if wrong:
            told_otherwise = Comparison(seen.verdict, wrong, "", seen.site, seen.post)
            why = f"собственный материал, но сайт говорит иначе: {told(told_otherwise)}"
            return _found(Standing.FACTS_DIFFER, why, told_otherwise), one
    return Found(Standing.OWN, "", "", clean(live)), None


def told(seen: Comparison) -> str:
    """The first differences in words: «дата: на сайте «3 декабря», в посте «4 декабря»»."""
    lines = [told_one(one, seen.site, seen.post) for one in seen.differences[:_MOST_TOLD]]
    more = len(seen.differences) - len(lines)
    return "; ".join([*lines, *([f"и ещё расхождений: {more}"] if more > 0 else [])])


def told_one(one: Difference, site: str, post: str) -> str:
    """One difference between these texts, both cleaned, in words; of a long place its beginning."""
    there = f"на сайте «{_short(site[slice(*one.site)])}»" if one.site else "на сайте этого нет"
    here = f"в посте «{_short(post[slice(*one.post)])}»" if one.post else "в посте этого нет"
    return f"{one.kind.value}: {there}, {here}"


def _differing(ours: Ours, news: News, now: Comparison, live: str, *, by_hand: bool) -> Found:
    """Whose change it was: the hand's on the page, the site's after publication, or nobody's."""
    reworded = news.revision_id != ours.revision_id
    if by_hand:
        mark = difference(ours.text, live)[:_LONGEST_MARK]
        why = f"пост правили вручную: {mark}. {told(now)}"
        return _found(Standing.POST_CHANGED, why, now)
    if reworded and not _differed(ours, news, live):
        waits = f". {ours.waits}" if ours.waits else ""
        why = f"сайт изменён, пост остался прежним: {told(now)}{waits}"
        return _found(Standing.SITE_CHANGED, why, now)
    return _found(Standing.FACTS_DIFFER, told(now), now)


def _differed(ours: Ours, news: News, live: str) -> bool:
    """Whether the post was not the site's from the first."""
    before = compare("\n\n".join([ours.told, *ours.lines]), live, link=news.link)
    return before.verdict is Verdict.FACTS_DIFFER


def _not_read_again(news: News) -> str:
    return f"страница новости не перечитана, что на ней сейчас, неизвестно: {news.unread}"


def _agreeing(seen: Comparison) -> Standing:
    return Standing.IDENTICAL if seen.verdict is Verdict.IDENTICAL else Standing.SHORTENED


def _otherwise(one: Difference) -> bool:
    return one.change is Change.ALTERED and one.kind in _OF_OWN and one.site is not None


def _also(why: str, by_hand: bool) -> str:
    return f"{why} Текст поста правили вручную." if by_hand else why


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _found(standing: Standing, why: str, seen: Comparison) -> Found:
    return Found(standing, why, seen.site, seen.post, seen.differences)
