"""Words of one sentence of a post that the site has not, or has in another place."""

from gospablik.text import lexicon
from gospablik.text.calls import calls, chats, heads
from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind, Span
from gospablik.text.morphology import imperative, is_noun, names_things, only_joins
from gospablik.text.pairing import Pairing
from gospablik.text.token import Token
from gospablik.text.unit_sense import denials_gone
from gospablik.text.unit_terms import term_differences
from gospablik.text.verbs import is_verb, light_verb, weak_verb
from gospablik.text.weighty import weighty
from gospablik.text.wording import contradicted, otherwise, undenied

_FRAME = lexicon.FRAME | lexicon.GREETING | lexicon.DAYTIME
_LONGEST_QUESTION, _MOST_REPLACED = 8, 2


def word_differences(pair: Pairing, explained: frozenset[Span]) -> list[Difference]:
    """Words the site has not; the whole sentence where most are such.

    `explained` holds spans of the post's abbreviations (and their expansions) that the site has.
    A question and a call to the reader claim nothing; a verb may stand for another.
    """
    tokens = pair.unit.tokens
    words = [n for n, t in enumerate(tokens) if t.content and not t.fact]
    unknown = [
        n
        for n in words
        if not (pair.here[n] or pair.away[n] or tokens[n].span in explained)
        and not (tokens[n].form in _FRAME or _joins(tokens[n]))
        and not tokens[n].turning
        and not (tokens[n].form in lexicon.BOUNDS and _fact_behind(tokens, n))
    ]
    asks = pair.unit.question and len(words) <= _LONGEST_QUESTION
    if asks or calls(pair.unit):
        unknown = [n for n in unknown if tokens[n].proper]
    light = [n for n in unknown if _light(pair, n)]
    known = sum(1 for n, t in enumerate(tokens) if t.content) - len(unknown)
    if len(light) <= known:
        unknown = [n for n in unknown if n not in light]
    if pair.unit.heading and heads(tokens, unknown):
        return []
    if unknown and (len(unknown) > known or not any(pair.here)):
        soft = chats(pair.unit) or _anchored(pair, unknown)
        return [Difference(Change.INVENTED, Kind.WORDS, None, pair.unit.span, soft)]
    told = [*_unknown(pair, unknown), *_contrary(pair, words), *_moved(pair, words)]
    return told or term_differences(pair)


def _anchored(pair: Pairing, unknown: list[int]) -> bool:
    """«Управиться должны до 28 августа»: what the site tells of that day, or a call to do it."""
    tokens = pair.unit.tokens
    told = any(t.fact and (pair.here[n] or pair.away[n]) for n, t in enumerate(tokens))
    if not told and not any(imperative(t.form) for t in tokens):
        return False
    if any(tokens[n].proper or weighty(tokens[n].form) for n in unknown):
        return False
    return not any(is_noun(tokens[n].form) for n in unknown)


def _joins(token: Token) -> bool:
    return only_joins(token.form) and not (token.proper or weighty(token.form))


def _fact_behind(tokens: tuple[Token, ...], number: int) -> bool:
    """«Младше 14 лет», «максимум на 12 %»: what the word says is the bound of the fact."""
    behind = [token for token in tokens[number + 1 :] if token.content]
    return bool(behind) and behind[0].fact is not None


def _light(pair: Pairing, number: int) -> bool:
    """A verb that may be the editor's own, or a call to the reader to do what the rest says."""
    token = pair.unit.tokens[number]
    if token.proper or not (light_verb(token.form) or imperative(token.form)):
        return False
    if undenied(pair, token):
        return False
    weak = weak_verb(token.form) or imperative(token.form)
    if not weak and (not pair.close or _does_more(pair)):
        return False
    return not token.negated or bool(denials_gone(pair))


def _does_more(pair: Pairing) -> bool:
    """Whether the sentence lost a verb that says something, or has kept its own and gained one."""
    lost = [t.form for at, t in enumerate(pair.site) if t.content and at not in pair.kept]
    if any(is_verb(form) and not weak_verb(form) for form in lost):
        return True
    kept = any(is_verb(t.form) and pair.here[n] for n, t in enumerate(pair.unit.tokens))
    return pair.verbatim and kept


def _unknown(pair: Pairing, unknown: list[int]) -> list[Difference]:
    out = []
    invented = _mostly_new(pair, unknown)
    for n in unknown:
        site = _place_taken(pair, n)
        change = Change.ALTERED if site else Change.INVENTED
        span = pair.unit.tokens[n].span
        new = invented and names_things(pair.unit.tokens[n].form)
        soft = otherwise(pair, n) and not new
        out.append(Difference(change, Kind.WORDS, site.span if site else None, span, soft))
    return out


def _mostly_new(pair: Pairing, unknown: list[int]) -> bool:
    """«Перерасчёт сделают автоматически»: half of it is new, and no fact in it is the site's."""
    tokens = pair.unit.tokens
    told = [n for n, t in enumerate(tokens) if t.content and t.form not in lexicon.FRAME]
    if any(tokens[n].fact and (pair.here[n] or pair.away[n]) for n in told):
        return False
    calling = any(imperative(t.form) for t in tokens)
    return len(unknown) * 2 >= len(told) and not calling


def _contrary(pair: Pairing, words: list[int]) -> list[Difference]:
    """«Открыто» where the site has «закрыто»."""
    out = []
    for n in words:
        token = pair.unit.tokens[n]
        other = None if pair.here[n] else contradicted(pair, token)
        if other:
            out.append(Difference(Change.ALTERED, Kind.WORDS, other.span, token.span))
    return out


def _moved(pair: Pairing, words: list[int]) -> list[Difference]:
    """A word of another sentence of the site, put where this one had its own."""
    out: list[Difference] = []
    for n in words:
        if pair.here[n] or not pair.away[n] or not pair.close or pair.brought(n):
            continue
        token, site = pair.unit.tokens[n], _place_taken(pair, n)
        if site and not is_verb(token.form) and not is_verb(site.form):
            out.append(Difference(Change.ALTERED, Kind.WORDS, site.span, token.span))
        elif token.form.startswith(lexicon.SCOPES) and token.form not in lexicon.FRAME:
            out.append(Difference(Change.INVENTED, Kind.WORDS, None, token.span))
    return out


def _place_taken(pair: Pairing, number: int) -> Token | None:
    """The word of the site's sentence that stood where the post has another."""
    content = [n for n, token in enumerate(pair.unit.tokens) if token.content]
    site = [n for n, token in enumerate(pair.site) if token.content]
    at = content.index(number)
    before = _anchor(pair, content[at - 1], site) if at else -1
    after = _anchor(pair, content[at + 1], site) if at + 1 < len(content) else len(site)
    gone = {
        n: pair.site[place]
        for n, place in enumerate(site)
        if place not in pair.kept and not pair.site[place].fact
    }
    if before is not None and after is not None and after - before <= _MOST_REPLACED + 1:
        between = [gone[n] for n in range(before + 1, after) if n in gone]
        if between:
            return between[0]
    # «Холодной воды» and «горячей воды», whatever stood before them.
    beside = [edge + way for edge, way in ((before, 1), (after, -1)) if edge is not None]
    ending = pair.unit.tokens[number].form[-1:]
    return next((gone[n] for n in beside if n in gone and gone[n].form[-1:] == ending), None)


def _anchor(pair: Pairing, number: int, site: list[int]) -> int | None:
    places = pair.here[number]
    return site.index(places[0][1]) if places and places[0][1] in site else None
