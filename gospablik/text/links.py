"""Links of a post that the site's text need not have: those to the news itself."""

import re
from difflib import SequenceMatcher

from gospablik.text import lexicon
from gospablik.text.fact import Kind, Span
from gospablik.text.figure_values import host_of
from gospablik.text.source import Source
from gospablik.text.token import Token, Unit

_LEADING = lexicon.words_of("читайте читать подробнее подробности полностью полный далее смотрите")
_NEAR = 4
_LIKENESS = 0.85
_GOVERNMENT = re.compile(r"(?<![a-z])gov(?![a-z])(?!\.ru$)")
"""«sakha-gov.ru» and «sakha.gov.com» look like an authority's site, and none is."""
_MENTION = re.compile(r"(?<![\w.])@[a-z][\w]{3,63}(?!\w|\.\w)", re.IGNORECASE | re.ASCII)


def own_links(post: list[Unit], source: Source, link: str) -> frozenset[Span]:
    """Spans of the links that lead to the host of `link`.

    Without `link` the first link that stands apart, with nothing but «Подробнее на сайте» beside
    it, is taken for it.
    """
    links = [(unit, token) for unit in post for token in unit.tokens if _is_link(token)]
    if link:
        host = host_of(link)
        return frozenset(t.span for _, t in links if host_of(_value(t)) == host)
    alien = [(unit, token) for unit, token in links if not source.find(token)]
    hosts = {host_of(value.rpartition("@")[2]) for value in _links(source)}
    named = {_value(t) for unit in source.units for t in unit.tokens if _is_link(t)}
    said = {_value(token) for _, token in links}
    apart = [
        token
        for unit, token in alien
        if (_stands_apart(unit, token, bool(named - said)) or _leads_on(unit, token, source, said))
        and not _mistyped(host_of(_value(token)), hosts)
        and not _replaces(_value(token), named, said)
        # A bare host is no news; it may have been put in the place of the one the site names.
        and not (named - said and "/" not in _value(token))
    ]
    return frozenset(token.span for token in apart if _value(token) == _value(apart[0]))


def strange_mentions(post: str, site: str) -> list[Span]:
    """«@dorogi_bot» of the post where the site names another; a page may name itself."""
    named = {found[0].casefold() for found in _MENTION.finditer(site)}
    if not named:
        return []
    return [f.span() for f in _MENTION.finditer(post) if f[0].casefold() not in named]


def _links(source: Source) -> list[str]:
    """All links of the site, letter boxes among them."""
    facts = [token.fact for unit in source.units for token in unit.tokens]
    return [fact.value for fact in facts if fact and fact.kind is Kind.LINK]


def _mistyped(host: str, hosts: set[str]) -> bool:
    """Whether the host is almost one that the site names, «amga.com» for «amga.ru», or none's."""
    if _GOVERNMENT.search(host):
        return True
    return any(
        other != host
        and (
            other.rpartition(".")[0] == host.rpartition(".")[0]
            or SequenceMatcher(None, host, other).ratio() >= _LIKENESS
        )
        for other in hosts
    )


def _value(token: Token) -> str:
    return token.fact.value if token.fact else ""


def _is_link(token: Token) -> bool:
    # A letter is written to a person: an address of mail is never «the site».
    fact = token.fact
    return fact is not None and fact.kind is Kind.LINK and "@" not in fact.value


def _replaces(value: str, named: set[str], said: set[str]) -> bool:
    """Whether the site names another page of the same host and the post does not."""
    return any(
        host_of(other) == host_of(value) and "/" in other and other not in said for other in named
    )


def _leads_on(unit: Unit, link: Token, source: Source, said: set[str]) -> bool:
    """«Историю юбиляра читайте на сайте: …» at the end, of what the site tells without a link."""
    words = [t for t in unit.tokens if t.content]
    if words[-1] is not link or not any(t.form in _LEADING for t in words[-_NEAR:]):
        return False
    near = (source.units[number] for number in source.candidates(unit, _NEAR))
    return not any(_is_link(t) and _value(t) not in said for one in near for t in one.tokens)


def _stands_apart(unit: Unit, link: Token, named: bool) -> bool:
    """With nothing but words of the frame beside it, or at the end behind «на сайте».

    `named`: the site names a page that the post does not; what is told of it may be told of that.
    """
    words = [t for t in unit.tokens if t.content]
    if not named and words[-1] is link and any(t.form in lexicon.POINTERS for t in words):
        return True
    if named:
        frame = lexicon.POINTERS | lexicon.GREETING | _LEADING
        return all(_is_link(t) or t.form in frame for t in words)
    return all(_is_link(t) or t.form in lexicon.FRAME or t.form in lexicon.GREETING for t in words)
