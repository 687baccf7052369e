"""The site's news as they are compared, out of the database."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from gospablik.organisation import Organisation
from gospablik.reconciliation.planned import site_moment
from gospablik.reconciliation.sides import News, whole_text
from gospablik.site import NewsFileKind
from gospablik.store.tables import GoneRuling, GoneVerdict, SiteItem, SiteRevision


def site_news(
    session: Session,
    office: Organisation,
    between: tuple[datetime, datetime],
    *,
    items: Iterable[int] = (),
    addresses: Iterable[str] = (),
    unread: Mapping[int, str] | None = None,
) -> tuple[News, ...]:
    """Items of that time, those of these row ids and those at these canonical addresses.

    `unread`: why the pages of some (row ids) could not be read again.
    """
    since, until = between
    rows = session.scalars(
        select(SiteItem)
        .where(
            SiteItem.organisation == office.key,
            or_(
                site_moment.between(since, until),
                SiteItem.id.in_(items),
                SiteItem.address.in_(addresses),
            ),
        )
        .options(selectinload(SiteItem.revisions).selectinload(SiteRevision.files))
        .order_by(site_moment, SiteItem.id)
    ).all()
    kept = _kept(session, [row.id for row in rows if row.gone_again_at])
    why = unread or {}
    return tuple(
        _news(office, row, kept.get(row.id), why.get(row.id, "")) for row in rows if row.revisions
    )


def parts_of(revision: SiteRevision) -> tuple[str, ...]:
    """Article, text and title, as `whole_text` takes them."""
    return revision.article or "", revision.text, revision.title


def _news(office: Organisation, item: SiteItem, ruling: GoneRuling | None, unread: str) -> News:
    newest = item.revisions[-1]
    pictures = [one.address for one in newest.files if one.kind == NewsFileKind.PICTURE]
    kept = ruling is not None and ruling.verdict is GoneVerdict.KEEP
    return News(
        item_id=item.id,
        revision_id=newest.id,
        address=item.address,
        link=item.link,
        title=newest.title,
        text=whole_text(parts_of(newest)),
        moment=item.published_at or item.first_seen_at,
        pictures=frozenset([*pictures, *filter(None, [newest.article_picture])]),
        media=tuple(one.kind for one in newest.files if one.kind != NewsFileKind.STAYS),
        gone=_gone(office, item, ruling if kept else None),
        kept=kept,
        unread=unread,
        partly=newest.article is None and (newest.article_gone or not office.site.full_text_feed),
    )


def _gone(office: Organisation, item: SiteItem, kept: GoneRuling | None) -> str:
    if item.gone_again_at is None:
        return ""
    since = office.local(item.gone_since or item.gone_again_at)
    words = f"новости больше нет на сайте с {since:%d.%m.%Y}"
    return f"{words}, пост оставлен: {office.title_of(kept.official)}" if kept else words


def _kept(session: Session, items: list[int]) -> dict[int, GoneRuling]:
    """The newest word on each of these items since it vanished; what was said of a former time
    holds no more.
    """
    rows = session.scalars(
        select(GoneRuling)
        .join(SiteItem, GoneRuling.item_id == SiteItem.id)
        .where(SiteItem.id.in_(items), GoneRuling.made_at >= SiteItem.gone_since)
        .order_by(GoneRuling.id)
    )
    return {row.item_id: row for row in rows}
