"""One line of the difference table: how a post or an item stands to the other side. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gospablik.networks.base import LivePost, MediumKind
from gospablik.publishing.outgoing import others_on, pictures_on
from gospablik.reconciliation.sides import News, Ours
from gospablik.reconciliation.standings import Found
from gospablik.store.tables import Result, Standing
from gospablik.templates import in_sentences
from gospablik.text import Kind, clean
from gospablik.text.differences import Change, Difference

FINE = (
    *(Standing.IDENTICAL, Standing.SHORTENED, Standing.REPOST, Standing.OWN, Standing.REGIONAL),
    Standing.WAITS,
)
"""Standings that are good unless something else is amiss, as attachments that were lost."""
FAITHFUL = {Standing.IDENTICAL, Standing.SHORTENED}
"""Posts that say what the site says."""
MEASURED = FAITHFUL | {
    Standing.FACTS_DIFFER,
    Standing.SITE_CHANGED,
    Standing.POST_CHANGED,
    Standing.NO_SOURCE,
}
"""Posts of which fidelity is made: compared with a source, or lacking one."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the table `compared` keeps, by the same names; see there.

    `covers`: of the one line that counts for its item in coverage, whether the item has its post.
    """

    page: str
    subject: str
    standing: Standing
    result: Result
    why: str
    title: str
    address: str = ""
    link: str = ""
    site_text: str = ""
    live_text: str = ""
    differences: tuple[Difference, ...] = ()
    site_media: tuple[str, ...] = ()
    live_media: tuple[str, ...] = ()
    made_by: str = ""
    digest: str = ""
    item_id: int | None = None
    revision_id: int | None = None
    post_id: int | None = None
    published_at: datetime | None = None
    covers: bool | None = None

    @property
    def faithful(self) -> bool | None:
        """Whether the post says what the site says; None of what fidelity is not made of.

        Own materials, reposts and the regional centre's are in no figure.
        """
        if not self.of_post or self.standing not in MEASURED:
            return None
        return self.standing in FAITHFUL

    @property
    def of_post(self) -> bool:
        """Whether it tells of a post, not of an item without one."""
        return self.subject.startswith("post:")

    def columns(self) -> dict[str, Any]:
        """As the table keeps them."""
        kept = {name: getattr(self, name) for name in self.__slots__}
        return kept | {
            "faithful": self.faithful,
            "differences": [_as_json(one) for one in self.differences],
            "site_media": list(self.site_media),
            "live_media": list(self.live_media),
        }


def of_post(network_id: str) -> str:
    """The subject of the line of that post."""
    return f"post:{network_id}"


def of_item(item_id: int) -> str:
    """The subject of the line of that item, which has no post."""
    return f"item:{item_id}"


def result_of(standing: Standing) -> Result:
    """What a class comes to."""
    if standing is Standing.NOT_COMPARED:
        return Result.NOT_CHECKED
    return Result.GOOD if standing in FINE else Result.BAD


def post_line(
    page: str,
    live: LivePost,
    found: Found,
    *,
    news: News | None,
    ours: Ours | None,
    made_by: str,
    more: Sequence[str] = (),
) -> Line:
    """A post that stands on the page. `more`: what else there is to know of it, in words."""
    lost = lost_media(ours.media, live) if ours else ""
    return Line(
        page=page,
        subject=of_post(live.network_id),
        standing=found.standing,
        result=Result.BAD if lost else result_of(found.standing),
        why=in_sentences([found.why, *more, lost]),
        title=news.title if news else _headline(live.text),
        address=live.address,
        link=news.link if news else "",
        site_text=found.site,
        live_text=found.post,
        differences=found.differences,
        site_media=ours.media if ours else news.media if news else (),
        live_media=live.attachments,
        made_by=made_by,
        digest=found.digest,
        item_id=news.item_id if news else None,
        revision_id=news.revision_id if news else None,
        post_id=ours.post_id if ours else None,
        published_at=live.published_at,
    )


def missing_line(page: str, ours: Ours, news: News | None, standing: Standing, why: str) -> Line:
    """A post of ours that is not seen on the page: gone, or not read."""
    return Line(
        page=page,
        subject=of_post(ours.network_id),
        standing=standing,
        result=result_of(standing),
        why=why,
        title=news.title if news else _headline(ours.text),
        address=ours.address,
        link=news.link if news else "",
        site_text=clean(news.text) if news else "",
        site_media=ours.media,
        made_by=ours.made_by,
        item_id=ours.item_id,
        revision_id=news.revision_id if news else None,
        post_id=ours.post_id,
        published_at=ours.published_at,
    )


def item_line(page: str, news: News, standing: Standing, why: str, twin: str = "") -> Line:
    """An item without a post of its own. `twin`: the text of the post that tells it, too."""
    return Line(
        page=page,
        subject=of_item(news.item_id),
        standing=standing,
        result=result_of(standing),
        why=why,
        title=news.title,
        link=news.link,
        site_text=clean(news.text),
        live_text=clean(twin),
        site_media=news.media,
        item_id=news.item_id,
        revision_id=news.revision_id,
        published_at=news.moment,
    )


def hung(kinds: Sequence[str]) -> int:
    """How many pictures, videos and files are among these kinds; a link's card is none."""
    return sum(kind in set(MediumKind) for kind in kinds)


def lost_media(published: Sequence[str], live: LivePost) -> str:
    """What a post has less than it was published with, in words; networks re-encode pictures, so
    only their number counts.
    """
    pictures = published.count(MediumKind.PHOTO)
    others = len(published) - pictures
    lost = [
        _lost(pictures, pictures_on(live), "картинок"),
        _lost(others, others_on(live), "видео и файлов"),
    ]
    return ", ".join(filter(None, lost))


def _lost(before: int, now: int, name: str) -> str:
    return f"{name} на посте {now} вместо {before}" if now < before else ""


def _headline(text: str) -> str:
    return clean(text).partition("\n")[0][:200] or "(без текста)"


def difference_of(kept: Mapping[str, Any]) -> Difference:
    """Back from what `Line.columns` made of it."""
    site, post = (tuple(kept[side]) if kept[side] else None for side in ("site", "post"))
    return Difference(Change(kept["change"]), Kind(kept["kind"]), site, post)


def _as_json(one: Difference) -> dict[str, Any]:
    return {
        "change": one.change.value,
        "kind": one.kind.value,
        "site": list(one.site) if one.site else None,
        "post": list(one.post) if one.post else None,
    }
