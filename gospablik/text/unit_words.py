"""Words of one sentence of a post that the site has not, or has in another place."""

from gospablik.text import lexicon
from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind
from gospablik.text.pairing import Pairing
from gospablik.text.token import Token


def word_differences(pair: Pairing, explained: frozenset[tuple[int, int]]) -> list[Difference]:
    """Words the site has not; the whole sentence where most are such.

    `explained` holds spans of the post's abbreviations (and their expansions) that the site has.
    """
    tokens = pair.unit.tokens
    words = [n for n, t in enumerate(tokens) if t.content]
    if all(
        t.form in lexicon.GREETING or t.form in lexicon.FRAME
        for t in tokens
        if t.content and not t.fact
    ):
        words = [n for n in words if tokens[n].fact]
    frame = lexicon.FRAME
    if any(t.form in lexicon.POINTERS for t in tokens):
        frame = lexicon.FRAME | lexicon.GREETING
    unknown = [
        n for n in words
        if not tokens[n].fact
        and not (pair.here[n] or pair.away[n] or tokens[n].span in explained)
        and tokens[n].form not in frame
        and not tokens[n].turning
    ]  # fmt: skip
    if unknown and (len(unknown) * 2 > len(words) or not any(pair.here)):
        return [Difference(Change.INVENTED, Kind.WORDS, None, pair.unit.span)]
    out = []
    for n in unknown:
        site = _place_taken(pair, n)
        change = Change.ALTERED if site else Change.INVENTED
        out.append(Difference(change, Kind.WORDS, site.span if site else None, tokens[n].span))
    for n in words:
        if not tokens[n].fact and not pair.here[n] and pair.away[n] and pair.close:
            site = _place_taken(pair, n)
            if site and not pair.brought(n):
                out.append(Difference(Change.ALTERED, Kind.WORDS, site.span, tokens[n].span))
    return out


def _place_taken(pair: Pairing, number: int) -> Token | None:
    """The word of the site's sentence that stood where the post has another."""
    content = [n for n, token in enumerate(pair.unit.tokens) if token.content]
    site = [n for n, token in enumerate(pair.site) if token.content]
    at = content.index(number)
    before = _anchor(pair, content[at - 1], site) if at else -1
    after = _anchor(pair, content[at + 1], site) if at + 1 < len(content) else len(site)
    mine = pair.unit.tokens[number]
    if before is not None and after is not None and 1 <= after - before - 1 <= 2:
        between = [pair.site[site[n]] for n in range(before + 1, after)]
        if not any(site[n] in pair.kept for n in range(before + 1, after)):
            return None if any(token.fact for token in between) else between[0]
    # «Холодной воды» and «горячей воды», whatever stood before them.
    beside = [n for n in (before and before + 1, after and after - 1) if n and 0 <= n < len(site)]
    return next(
        (
            pair.site[site[n]]
            for n in beside
            if site[n] not in pair.kept and pair.site[site[n]].form[-1:] == mine.form[-1:]
            and not pair.site[site[n]].fact
        ),
        None,
    )  # fmt: skip


def _anchor(pair: Pairing, number: int, site: list[int]) -> int | None:
    places = pair.here[number]
    return site.index(places[0][1]) if places and places[0][1] in site else None
