"""Which news, source or word of a person a live post goes back to. Pure."""

from contextlib import suppress
from dataclasses import dataclass

from gospablik.networks.base import LivePost
from gospablik.reconciliation.likeness import about, likest, same_figures
from gospablik.reconciliation.sides import Named, News, Ours, Shared, Sides
from gospablik.site import canonical
from gospablik.store.tables import OriginKind
from gospablik.text import Kind, figures

REPOST = "repost"
"""How `LivePost.attachments` names a network's own repost."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a live post goes back to: at most one of the four is told, none if it has no source.

    `news` may be told along with `ours` alone. `source`: the name of a permitted source whose
    material it repeats without a record of ours. `about`: what news an own material touches upon.
    """

    news: News | None = None
    ours: Ours | None = None
    shared: Shared | None = None
    named: Named | None = None
    source: str = ""
    about: tuple[News, ...] = ()


def match(live: LivePost, sides: Sides) -> Match:
    """By our own records, a person's word, the link to the news, the source's link, likeness."""
    ours = sides.ours.get(live.network_id)
    if ours is not None:
        return Match(news=sides.item(ours.item_id), ours=ours)
    if live.network_id in sides.shared:
        return Match(shared=sides.shared[live.network_id])
    if live.network_id in sides.named:
        named = sides.named[live.network_id]
        own = named.kind is OriginKind.OWN
        return Match(
            named=named, about=about(live.text, sides.near(live.published_at)) if own else ()
        )
    carried = addresses_in(live)
    linked = sides.linked(carried)
    if linked is not None:
        return Match(news=linked)
    source = next((sides.sources[a] for a in carried if a in sides.sources), "")
    if source:
        return Match(source=source)
    if REPOST in live.attachments:
        return Match()
    near = sides.near(live.published_at)
    alike = likest(live.text, near) or _of_other_language(live, near)
    return Match(news=alike)


def addresses_in(live: LivePost) -> dict[str, str]:
    """Web addresses of a post's text and of what it carries, as written, by canonical form."""
    written = [
        live.text[slice(*found.span)]
        for found in figures(live.text)
        if found.kind is Kind.LINK and "@" not in found.value
    ]
    found: dict[str, str] = {}
    for address in [*live.links, *written]:
        whole = address if "://" in address else f"https://{address}"
        with suppress(ValueError):  # what only looks like an address leads nowhere
            found.setdefault(canonical(whole), whole)
    return found


def _of_other_language(live: LivePost, near: list[News]) -> News | None:
    """In another language only figures can tell; they must be all the same."""
    return next((one for one in near if same_figures(one.text, live.text)), None)
