"""Which post or item of the site an address names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.networks import addresses
from gospablik.organisation import Organisation, Page
from gospablik.reconciliation.scope import Scope
from gospablik.reconciliation.sides import NEAR
from gospablik.site import canonical
from gospablik.store.tables import Compared, Post, SeenPost, SiteItem

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class PostAt:
    """A post of one of our pages. `published_at`: aware, None if it was never seen."""

    page: Page
    network_id: str
    published_at: datetime | None = None


def post_at(
    session: Session, office: Organisation, pages: Sequence[Page], address: str
) -> PostAt | None:
    """The post of these pages at the address: as a network told it, or as addresses are made.

    A blank address is nobody's, though rows without an address are kept.
    """
    if not address.strip():
        return None
    for page in pages:
        mine = {"organisation": office.key, "page": page.key}
        number = _told(session, mine, address.strip()) or addresses.post_id_in(page, address)
        if number:
            return PostAt(page, number, _published(session, mine, number))
    return None


def narrow(
    session: Session,
    office: Organisation,
    pages: Sequence[Page],
    scope: Scope,
    address: str,
) -> Scope:
    """The scope for one address. Raises OfficeError, which says what addresses are known."""
    typed = address.strip()
    post = post_at(session, office, pages, typed)
    if post is not None:
        since = post.published_at - NEAR if post.published_at else scope.since
        return replace(
            scope, since=since, address=typed, page=post.page.key, network_id=post.network_id
        )
    item = _item(session, office, typed)
    if item is None:
        raise _unknown(office, pages, typed)
    since = (item.published_at or item.first_seen_at) - NEAR  # people may have been quicker
    return replace(scope, since=min(since, scope.since), address=typed, item_id=item.id)


def _told(session: Session, mine: dict[str, str], address: str) -> str | None:
    """The number of the post whose address the network told so, in a harvest or a reconciliation.

    Not the page's own address, which stands for every post of a network that tells none.
    """
    seen = select(SeenPost.network_id).filter_by(**mine, address=address).distinct().limit(2)
    found = set(session.scalars(seen))
    posts = select(Compared.subject).where(Compared.subject.startswith("post:"))
    compared = posts.filter_by(**mine, address=address).distinct().limit(2)
    found |= {subject.removeprefix("post:") for subject in session.scalars(compared)}
    return found.pop() if len(found) == 1 else None


def _published(session: Session, mine: dict[str, str], number: str) -> datetime | None:
    for table in (SeenPost, Post):
        query = select(table.published_at).filter_by(**mine, network_id=number).limit(1)
        if moment := session.scalar(query):
            return moment
    query = select(Compared.published_at).filter_by(**mine, subject=f"post:{number}")
    return session.scalar(query.order_by(Compared.id.desc()).limit(1))


def _item(session: Session, office: Organisation, address: str) -> SiteItem | None:
    try:
        wanted = canonical(address)
    except ValueError:
        return None
    return session.scalars(
        select(SiteItem)
        .where(SiteItem.organisation == office.key)
        .where((SiteItem.address == wanted) | (SiteItem.link == address))
        .order_by(SiteItem.id.desc())
        .limit(1)
    ).first()


def _unknown(office: Organisation, pages: Sequence[Page], address: str) -> OfficeError:
    homes = ", ".join(addresses.home(page) for page in pages)
    return OfficeError(
        f"По адресу «{address[:_LONGEST]}» нет ни поста наших страниц, ни новости сайта, которую"
        " программа прочитала.",
        not_done="ничего не сверено.",
        next_step=f"скопируйте из строки браузера адрес поста (известны страницы: {homes}) или"
        f" новости сайта {office.site.where}; новость появляется после «Публикации».",
    )
