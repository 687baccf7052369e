"""Whether a post has to follow a new wording of its news (clause 3.2): for a fact, not for a word.

Pure.
"""

from dataclasses import dataclass
from enum import StrEnum

from gospablik.publishing.compose import headline_of
from gospablik.text import Kind, same


class Weighed(StrEnum):
    """What a new wording asks of a post.

    BY_HAND: the page of the news denies what the post says, and what the site gives for posts is
    as it was, so that nothing else can be composed of it.
    """

    NOTHING = "nothing"
    EDIT = "edit"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class SiteWords:
    """What the site says: title and text as a post is made of them, and the article page.

    `lines`: what a post says of files beside that. `article`, `article_before`: None if unread.
    """

    title: str
    text: str
    link: str
    lines: tuple[str, ...] = ()
    article: str | None = None
    article_before: str | None = None


def weigh(site: SiteWords, present: str, composed: str, replaced: str = "") -> Weighed:
    """The post as it stands (`present`) against what would be written today (`composed`).

    `replaced`: what was composed where a specialist wrote the post: a person's words give way to
    what the site has changed since, not to what they left out or said better.
    """
    basis = replaced or present
    new = not same(present, composed) and not same(basis, composed)
    if new and _other_facts(site, basis, composed):
        return Weighed.EDIT
    return Weighed.BY_HAND if _newly_denied(site, present) else Weighed.NOTHING


def still_denied(site: SiteWords, before: str, shown: str) -> bool:
    """Whether the post as it is `shown` keeps anything of what the page has come to deny in it.

    `before`: the post as it was then.
    """
    asked = _newly_denied(site, before)
    return bool(asked) and bool(asked & _denied(site.article or "", shown, site.link))


def _newly_denied(site: SiteWords, post: str) -> set[str]:
    """What of the post the page of the news denies now, and did not when the post was made."""
    if site.article is None or site.article_before is None:
        return set()
    if same(site.article, site.article_before):
        return set()
    known = _denied(site.article_before, post, site.link)
    return _denied(site.article, post, site.link) - known


def _other_facts(site: SiteWords, present: str, composed: str) -> bool:
    if not same(headline_of(present), headline_of(composed)):
        return True
    if _facts(present) != _facts(composed):
        return True
    words = "\n\n".join((site.title, site.text, *site.lines))
    return bool(_denied(words, present, site.link))


def _facts(text: str) -> set[tuple[str, str]]:
    from gospablik.text.facts import facts

    return {(fact.kind.value, fact.value) for fact in facts(text)}


def _denied(site: str, post: str, link: str) -> set[str]:
    """What of the post's facts the site does not say, as it stands in the post."""
    from gospablik.text.comparison import compare

    found = compare(site, post, link=link)
    return {
        f"{one.change}{one.kind}{found.post[slice(*one.post)] if one.post else ''}"
        for one in found.differences
        if one.kind is not Kind.WORDS
    }
