"""What the form «Исчезнувшие новости» shows: rebuilt from the question's rows, each time the same.

Clause 3.2: what is published corresponds to what the site says, and the site says nothing more.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.links import page_name, page_of, post_link
from gospablik.moderation.review_case import titles
from gospablik.organisation import Organisation
from gospablik.publishing.unsent import STANDS
from gospablik.store.tables import GoneItem, GoneVerdict, Post, Question, SiteItem

LATER = "решить позже"
CHOICES: dict[str, GoneVerdict | None] = {
    LATER: None,
    "снять посты": GoneVerdict.WITHDRAW,
    "оставить: на сайте ошибка": GoneVerdict.KEEP,
}
"""What may be said of one item, as the form words it -> the ruling it means (None: none)."""


@dataclass(frozen=True, slots=True)
class GoneOnForm:
    """One item. Moments are local; `posts`: (page, address) of each post that stands.

    `back`: its page opens again since the question was asked.
    """

    position: int
    item_id: int
    title: str
    link: str
    text: str
    gone_since: datetime | None
    gone_again_at: datetime | None
    posts: tuple[tuple[str, str], ...]
    back: bool


@dataclass(frozen=True, slots=True)
class GoneCase:
    """The whole form. `officials`: (key, name and office) of those who may answer."""

    question_id: int
    round: int
    officials: tuple[tuple[str, str], ...]
    until: datetime
    items: tuple[GoneOnForm, ...]


def gone_case(session: Session, office: Organisation, question_id: int) -> GoneCase:
    """The form of that question. Raises NoResultFound if there is no such question."""
    question = session.get_one(Question, question_id)
    places = session.scalars(
        select(GoneItem).filter_by(question_id=question_id).order_by(GoneItem.position)
    )
    return GoneCase(
        question_id=question.id,
        round=question.round,
        officials=titles(office, question.officials),
        until=office.local(question.until),
        items=tuple(_item(session, office, place) for place in places),
    )


def standing_posts(session: Session, office: Organisation, item_id: int) -> list[Post]:
    """The item's posts that stand, on pages where the program acts by itself or not."""
    rows = session.scalars(
        select(Post)
        .where(Post.organisation == office.key, Post.item_id == item_id, STANDS)
        .order_by(Post.id)
    )
    return list(rows)


def _item(session: Session, office: Organisation, place: GoneItem) -> GoneOnForm:
    item = session.get_one(SiteItem, place.item_id)
    last = item.revisions[-1]
    return GoneOnForm(
        position=place.position,
        item_id=item.id,
        title=last.title,
        link=item.link,
        text=last.text,
        gone_since=office.local(item.gone_since) if item.gone_since else None,
        gone_again_at=office.local(item.gone_again_at) if item.gone_again_at else None,
        posts=tuple(_named(office, post) for post in standing_posts(session, office, item.id)),
        back=item.gone_again_at is None,
    )


def _named(office: Organisation, post: Post) -> tuple[str, str]:
    link = post_link(page_of(office, post.page), post.network_id or "")
    return page_name(office, post.page), link
