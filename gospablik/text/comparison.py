"""Whether a post says what the official site says (clause 3.2): fact by fact, with the places."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gospablik.text import lexicon
from gospablik.text.binding import swapped
from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Kind, Span
from gospablik.text.foreign import foreign_differences
from gospablik.text.initials import explained
from gospablik.text.keys import give_keys
from gospablik.text.links import own_links, strange_mentions
from gospablik.text.normalise import clean
from gospablik.text.pairing import Pairing
from gospablik.text.restrictions import restrictions
from gospablik.text.source import Source
from gospablik.text.token import Unit
from gospablik.text.tokens import read
from gospablik.text.unit_conditions import condition_differences
from gospablik.text.unit_facts import fact_differences
from gospablik.text.unit_sense import sense_differences
from gospablik.text.unit_turning import DENIALS
from gospablik.text.unit_words import word_differences

_CANDIDATES = 3
_SHORT = 4


class Verdict(StrEnum):
    """The class of a post; its words are for findings."""

    IDENTICAL = "совпадает"
    SHORTENED = "сокращён, факты те же"
    REWORDED = "другими словами, факты те же"
    FACTS_DIFFER = "факты расходятся"
    NOT_COMPARED = "сравнить не удалось"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of it.

    `site` and `post` are the cleaned texts in which the spans of `differences` are counted; `why`
    says in Russian what could not be compared, empty unless the verdict is NOT_COMPARED.
    `differences` are there if, and only if, the verdict is FACTS_DIFFER; `wordings` are the soft
    ones, words that are others where no fact is.
    """

    verdict: Verdict
    differences: tuple[Difference, ...]
    why: str
    site: str
    post: str
    wordings: tuple[Difference, ...] = ()


def compare(site: str, post: str, *, link: str = "") -> Comparison:
    """A post against the news it was made of, title and text of the site in one string.

    Facts, names, negations, conditions and words of each sentence are sought in the sentence of
    the site that is most like it. Facts must agree; synonyms, verbs of weak sense, questions
    and calls to the reader may be the editor's own. Other words are soft differences if they say
    it otherwise (see `wording`): where no others are found the post is REWORDED. To
    leave a sentence out, to put sentences in another order, another way to write a figure,
    hashtags, emoji and a link to the news are no difference. `link` is the address of the news:
    every link to its host is allowed; without it one link that stands apart is. Sentences in a
    language that the site's text lacks are compared by figures, telephones and links alone.
    """
    site, post = clean(site), clean(post)
    site_units, post_units = read(site), read(post)
    why = _unreadable(site_units, post_units)
    if why:
        return Comparison(Verdict.NOT_COMPARED, (), why, site, post)
    give_keys(site_units, post_units)
    source = Source(site_units)
    spoken = {unit.language for unit in site_units}
    known = explained(post_units, site_units)
    verbatim = {_said(unit) for unit in site_units}
    said = frozenset(key for unit in post_units for token in unit.tokens for key in token.keys)
    found = [
        Difference(Change.ALTERED, Kind.LINK, None, span) for span in strange_mentions(post, site)
    ]
    for unit, over in _under_headings(post, post_units):
        if _said(unit) in verbatim:
            continue
        if unit.language in spoken or len(unit.tokens) < _SHORT:
            found += _check(unit, source, known, said, over)
        else:
            why = _FOREIGN
            found += foreign_differences(unit, source)
    allowed = own_links(post_units, source, link)
    found = sorted(
        dict.fromkeys(difference for difference in found if difference.post not in allowed),
        key=lambda difference: difference.post or (),
    )
    differences = tuple(difference for difference in found if not difference.soft)
    wordings = tuple(difference for difference in found if difference.soft)
    if not (differences or why):
        differences = _strange(post_units, source, known)
    if differences:
        return Comparison(Verdict.FACTS_DIFFER, differences, "", site, post, wordings)
    if why:
        verdict = Verdict.NOT_COMPARED
    elif wordings:
        verdict = Verdict.REWORDED
    else:
        whole = _nothing_left_out(site_units, Source(post_units))
        verdict = Verdict.IDENTICAL if whole else Verdict.SHORTENED
    return Comparison(verdict, (), why, site, post, wordings)


_FOREIGN = "Пост на другом языке: сверены только числа, телефоны и ссылки. Прочтите его сами."


def _unreadable(site: list[Unit], post: list[Unit]) -> str:
    if not any(unit.content for unit in site):
        return "В новости сайта нет текста: сравнивать не с чем. Откройте её страницу сами."
    if not any(unit.content for unit in post):
        return "В посте нет текста: сравнивать нечего. Посмотрите на него сами."
    return ""


def _strange(post: list[Unit], source: Source, known: frozenset[Span]) -> tuple[Difference, ...]:
    """The whole post if not one word of it is the site's: «Болеем за наших!» in a news' place."""
    told = [token for unit in post for token in unit.content if token.form not in lexicon.FRAME]
    # Facts are judged by themselves.
    if not told or any(t.fact or source.find(t) or t.span in known for t in told):
        return ()
    return (Difference(Change.INVENTED, Kind.WORDS, None, (told[0].span[0], told[-1].span[1])),)


def _said(unit: Unit) -> tuple[object, ...]:
    """The sentence word by word: one that stands so on the site needs no other look."""
    return tuple((t.form, t.bound, t.fact and (t.fact.kind, t.fact.loosely)) for t in unit.tokens)


def _under_headings(post: str, units: list[Unit]) -> Iterator[tuple[Unit, bool]]:
    """Each sentence and whether a heading above it denies.

    «Нельзя:» is told of the lines below it, as far as a blank one.
    """
    heading: Unit | None = None
    for unit in units:
        if unit.heading:
            heading = unit
        elif heading and "\n\n" not in post[heading.span[1] : unit.span[0]]:
            yield unit, _denies(heading)
            continue
        yield unit, False


def _denies(unit: Unit) -> bool:
    return any(token.turning in DENIALS or token.negated for token in unit.tokens)


def _check(
    unit: Unit, source: Source, known: frozenset[Span], said: frozenset[str], over: bool
) -> list[Difference]:
    """The differences with the sentence that explains the post's best."""
    candidates: list[int | None] = [*source.candidates(unit, _CANDIDATES)]
    return min(
        (
            _differences(Pairing(unit, source, near, said, over), known)
            for near in candidates or [None]
        ),
        key=lambda found: (sum(not difference.soft for difference in found), len(found)),
    )


def _differences(pair: Pairing, known: frozenset[Span]) -> list[Difference]:
    found = [
        *fact_differences(pair),
        *sense_differences(pair),
        *word_differences(pair, known),
    ]
    here, there = ({one.post for one in found}, {one.site for one in found})
    found += [one for one in condition_differences(pair) if one.site not in there]
    found += [one for one in swapped(pair) if one.post not in here]
    return found or restrictions(pair)


def _nothing_left_out(site: list[Unit], post: Source) -> bool:
    return all(
        post.find(token)
        for unit in site
        for token in unit.content
        if token.form not in lexicon.FRAME
    )
