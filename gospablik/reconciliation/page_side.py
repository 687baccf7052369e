"""What we know of a page's posts, out of the database: ours, reposts, and what people said."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session, selectinload

from gospablik.networks import addresses
from gospablik.networks.base import MediumKind
from gospablik.organisation import Organisation, Page
from gospablik.publishing.outgoing import outgoing, planned_media
from gospablik.publishing.unsent import STANDS
from gospablik.reconciliation.makers import made_by, published
from gospablik.reconciliation.planned import done_edits, site_moment
from gospablik.reconciliation.sides import Named, Ours, Shared
from gospablik.reconciliation.site_side import parts_of
from gospablik.store.tables import (
    Action,
    Kind,
    Origin,
    Post,
    PostEdit,
    PostMedium,
    Repost,
    SeenPost,
    SiteItem,
    State,
)


def our_posts(
    session: Session, office: Organisation, page: Page, since: datetime, seen: Sequence[str]
) -> dict[str, Ours]:
    """Our confirmed posts by number: of news since then, published since then, or seen just now."""
    posts = session.scalars(
        select(Post)
        .join(SiteItem)
        .where(
            Post.organisation == office.key,
            Post.page == page.key,
            STANDS,
            or_(Post.published_at >= since, site_moment >= since, Post.network_id.in_(seen)),
        )
        .options(
            selectinload(Post.revision),
            selectinload(Post.media).selectinload(PostMedium.medium),
        )
        .order_by(Post.id)
    ).all()
    ids = [post.id for post in posts]
    actions = published(session, office, page.key, ids)
    edits, waits = done_edits(session, ids), _waiting_edits(session, ids)
    told = _addresses(session, office, page, [post.network_id or "" for post in posts])
    return {
        number: _ours(
            office, page, post, edits.get(post.id), actions.get(str(post.id)),
            waits=waits.get(post.id, ""),
            address=told.get(number) or addresses.post(page, number),
        )
        for post in posts
        if (number := post.network_id)
    }  # fmt: skip


def _ours(
    office: Organisation,
    page: Page,
    post: Post,
    edit: PostEdit | None,
    action: Action | None,
    *,
    waits: str,
    address: str,
) -> Ours:
    revision = edit.revision if edit else post.revision
    own = f"слова: {office.title_of(post.worded_by)}" if post.own_words else ""
    media = planned_media(page.network, post)
    return Ours(
        post_id=post.id,
        network_id=post.network_id or "",
        address=address,
        item_id=post.item_id,
        revision_id=revision.id,
        text=edit.text if edit else post.text,
        parts=parts_of(revision),
        published_at=post.published_at,
        made_by=made_by(office, action, own),
        lines=media.lines,
        media=_shown_kinds(outgoing(page.network, post), media.pictures),
        waits=waits,
    )


def withdrawn_posts(
    session: Session, office: Organisation, page: Page, seen: Sequence[str]
) -> dict[str, str]:
    """Who made those of these posts that were taken off the page by a decision, by number."""
    rows = session.execute(
        select(Post.id, Post.network_id).where(
            Post.organisation == office.key,
            Post.page == page.key,
            Post.withdrawn_at.is_not(None),
            Post.network_id.in_(seen),
        )
    ).all()
    actions = published(session, office, page.key, [row.id for row in rows])
    return {
        row.network_id: made_by(office, actions.get(str(row.id)), "снят по решению") for row in rows
    }


def _shown_kinds(attached: Sequence[PostMedium], pictures: int) -> tuple[str, ...]:
    """Kinds of what the post is to show: the card may stand in place of its pictures."""
    others = [one.kind for one in attached if one.kind != MediumKind.PHOTO]
    return (*[MediumKind.PHOTO] * pictures, *others)


def shared_posts(
    session: Session, office: Organisation, page: Page, seen: Sequence[str]
) -> dict[str, Shared]:
    """Our reposts among these posts, by number."""
    rows = session.execute(
        select(Repost, Action)
        .join(Action, (Action.kind == Kind.REPOST) & (Action.subject == cast(Repost.id, String)))
        .where(
            Repost.organisation == office.key,
            Repost.page == page.key,
            Action.organisation == office.key,
            Action.state == State.CONFIRMED,
            Action.external_id.in_(seen),
        )
        .options(selectinload(Action.attempts))
    ).all()
    return {
        action.external_id: Shared(
            office.source_name(row.source),
            row.link,
            made_by(office, action, f"решает: {office.title_of(row.official)}"),
        )
        for row, action in rows
        if action.external_id
    }


def named_posts(
    session: Session, office: Organisation, page: Page, seen: Sequence[str]
) -> dict[str, Named]:
    """The newest word of a person on each of these posts."""
    rows = session.scalars(
        select(Origin)
        .where(
            Origin.organisation == office.key,
            Origin.page == page.key,
            Origin.network_id.in_(seen),
        )
        .order_by(Origin.said_at, Origin.id)
    )
    return {
        row.network_id: Named(
            row.kind,
            row.rubric,
            office.source_name(row.source),
            row.reason,
            f"со слов: {office.title_of(row.official)}",
        )
        for row in rows
    }


def _waiting_edits(session: Session, posts: Sequence[int]) -> dict[int, str]:
    """What became of the newest edit of each post that is not on the page yet, in words."""
    rows = session.execute(
        select(PostEdit, Action)
        .outerjoin(
            Action, (Action.kind == Kind.EDIT) & (Action.subject == cast(PostEdit.id, String))
        )
        .where(PostEdit.post_id.in_(posts))
        .order_by(PostEdit.id)
    ).all()
    return {edit.post_id: _waits(edit, action) for edit, action in rows}


def _waits(edit: PostEdit, action: Action | None) -> str:
    if action is None:
        held = f": {edit.held_because}" if edit.held_because else ""
        return f"Исправление поста задержано{held}"
    if action.state is State.CONFIRMED:
        return ""
    because = f": {action.why}" if action.why else ""
    return f"Исправление поста: {action.state.words}{because}"


def _addresses(
    session: Session, office: Organisation, page: Page, numbers: Sequence[str]
) -> dict[str, str]:
    """Addresses of posts as the network gave them, as far as it did."""
    rows = session.execute(
        select(SeenPost.network_id, SeenPost.address).where(
            SeenPost.organisation == office.key,
            SeenPost.page == page.key,
            SeenPost.network_id.in_(numbers),
        )
    )
    return {number: address for number, address in rows}  # noqa: C416 (typed)
