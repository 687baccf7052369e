"""Whether the card that Telegram makes of a news page shows a picture (clause 3.3)."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from gospablik.store.tables import SiteItem, SiteRevision


def shows_picture(session: Session, organisation: str, link: str, picture: str) -> bool:
    """Whether the page at `link` names a picture of its own (og:image, its address; empty if none).

    One that pages of other news name, too, is the site's emblem.
    """
    return bool(picture) and not session.scalar(
        select(
            exists().where(
                SiteRevision.item_id == SiteItem.id,
                SiteItem.organisation == organisation,
                SiteItem.link != link,
                SiteRevision.article_picture == picture,
            )
        )
    )
