"""What reconciliation has to look at: our posts on a page, and site news without a post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, String, cast, func, select
from sqlalchemy.orm import Session, selectinload

from gospablik.organisation import Mode, Organisation, Page
from gospablik.publishing.outgoing import planned_media
from gospablik.publishing.unsent import STANDS
from gospablik.store.tables import (
    Action,
    Kind,
    Post,
    PostEdit,
    PostMedium,
    SiteItem,
    SiteRevision,
    State,
)

GIVEN_UP = (State.MISSED, State.CANCELLED)
"""States from which no pass of ours publishes a post any more."""
site_moment = func.coalesce(SiteItem.published_at, SiteItem.first_seen_at)
"""When the site published an item, or when it was first seen if the site does not say."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A confirmed post as it was planned, or as the ledger has edited it since. `link` leads to the
    news on the site; `pictures`, `others`: how many pictures, videos and files belong to the post.
    """

    post_id: int
    network_id: str
    text: str
    link: str
    title: str
    pictures: int = 0
    others: int = 0
    item_id: int = 0


@dataclass(frozen=True, slots=True)
class Lacking:
    """A news item of the site that has no confirmed post on a page.

    `published_at` is when the site published it (UTC), or when it was first seen if the site does
    not say. `late`: for longer than `late_hours`, or nobody will publish it any more. `todo`: what
    a person does about it: what the program still publishes by itself, nobody posts by hand.
    """

    title: str
    address: str
    published_at: datetime
    why: str
    page: str = ""
    late: bool = False
    item_id: int = 0
    todo: str = ""


def to_reconcile(
    session: Session, office: Organisation, page_key: str, since: datetime
) -> list[Planned]:
    """Confirmed posts of the page published at `since` or later (aware), oldest first.

    Without those that were taken off the page because their news vanished from the site.
    """
    posts = session.scalars(
        select(Post)
        .where(
            Post.organisation == office.key,
            Post.page == page_key,
            STANDS,
            Post.published_at >= since,
        )
        .options(
            selectinload(Post.item),
            selectinload(Post.revision),
            selectinload(Post.media).selectinload(PostMedium.medium),
        )
        .order_by(Post.published_at, Post.id)
    ).all()
    network = office.page_by_key(page_key).network
    edits = done_edits(session, [post.id for post in posts])
    return [_planned(network, post, edits.get(post.id)) for post in posts]


def done_edits(session: Session, posts: Sequence[int]) -> dict[int, PostEdit]:
    """By a post's row id the newest new wording that the ledger has put on the page."""
    rows = session.scalars(
        select(PostEdit)
        .join(Action, (Action.kind == Kind.EDIT) & (Action.subject == cast(PostEdit.id, String)))
        .where(PostEdit.post_id.in_(posts), Action.state == State.CONFIRMED)
        .order_by(PostEdit.id)
    )
    return {edit.post_id: edit for edit in rows}


def _planned(network: str, post: Post, edit: PostEdit | None) -> Planned:
    media = planned_media(network, post)
    return Planned(
        post.id,
        post.network_id or "",
        edit.text if edit else post.text,
        post.item.link,
        post.revision.title,
        media.pictures,
        media.others,
        post.item_id,
    )


def lacking(
    session: Session,
    office: Organisation,
    page: Page,
    now: datetime,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Lacking]:
    """Site items of the page's time that have no confirmed post after `grace_minutes`.

    Oldest first; only those of [since, until) if given, and none that vanished from the site; one
    that came back after its post was taken off is lacking again. On a
    watched page people publish by hand and we know nothing of it: each of its items is lacking,
    and `why` says so.
    """
    start = max(office.start_of(page), since or office.start_of(page))
    end = now - timedelta(minutes=office.organisation.grace_minutes)
    span = [site_moment >= start, site_moment <= end, *([site_moment < until] if until else [])]
    return _without_post(session, office, page, now, span)


def waiting(
    session: Session,
    office: Organisation,
    page: Page,
    now: datetime,
    *,
    since: datetime,
    until: datetime,
) -> list[Lacking]:
    """The same of items that may still wait for their post: younger than `grace_minutes`."""
    young = now - timedelta(minutes=office.organisation.grace_minutes)
    start = max(office.start_of(page), since)
    span = [site_moment >= start, site_moment > young, site_moment < until]
    return _without_post(session, office, page, now, span)


def _without_post(
    session: Session,
    office: Organisation,
    page: Page,
    now: datetime,
    span: Sequence[ColumnElement[bool]],
) -> list[Lacking]:
    rows: Sequence[Row[SiteItem, Post]] = session.execute(
        select(SiteItem, Post)
        .outerjoin(
            Post,  # by all columns of the unique index, or each item is sought among all posts
            (Post.organisation == SiteItem.organisation)
            & (Post.page == page.key)
            & (Post.item_id == SiteItem.id),
        )
        .where(
            SiteItem.organisation == office.key,
            SiteItem.gone_again_at.is_(None),
            Post.network_id.is_(None) | Post.withdrawn_at.is_not(None),
            Post.dropped_at.is_(None),
            *span,
        )
        .options(selectinload(SiteItem.revisions))
        .order_by(site_moment, SiteItem.id)
    ).all()
    actions = _actions(session, office, page, [post.id for _, post in rows if post])
    return [
        _lacking(office, page, item, post, action=_of(post, actions), now=now)
        for item, post in rows
    ]


def _actions(
    session: Session, office: Organisation, page: Page, posts: list[int]
) -> dict[str, Action]:
    if not posts:
        return {}
    rows = session.scalars(
        select(Action)
        .where(
            Action.organisation == office.key,
            Action.kind == Kind.PUBLISH,
            Action.page == page.key,
            Action.state != State.CONFIRMED,
        )
        .order_by(Action.revision)
    )
    wanted = {str(post) for post in posts}
    return {action.subject: action for action in rows if action.subject in wanted}


def _of(post: Post | None, actions: Mapping[str, Action]) -> Action | None:
    return actions.get(str(post.id)) if post else None


def _lacking(
    office: Organisation,
    page: Page,
    item: SiteItem,
    post: Post | None,
    *,
    action: Action | None,
    now: datetime,
) -> Lacking:
    moment = item.published_at or item.first_seen_at
    term = timedelta(hours=office.organisation.late_hours)
    given_up = action is not None and action.state in GIVEN_UP
    return Lacking(
        title=item.revisions[-1].title if item.revisions else item.link,
        address=item.link,
        published_at=moment,
        why=_back_again(office, post) or _why(page, post, action),
        page=page.key,
        late=given_up or now > moment + term,
        item_id=item.id,
        todo=_todo(page, post, action),
    )


def _back_again(office: Organisation, post: Post | None) -> str:
    """Of news whose post was taken off while they were gone: no pass of ours publishes twice."""
    if post is None or post.withdrawn_at is None:
        return ""
    day = office.local(post.withdrawn_at)
    return f"пост снят {day:%d.%m.%Y}, новость снова на сайте"


def _why(page: Page, post: Post | None, action: Action | None) -> str:
    if page.mode is Mode.WATCH:
        return "страница в режиме наблюдения: программа на ней не публикует"
    if post is None:
        return "пост не запланирован: новость ещё не разобрана"
    if action is None:
        if post.held_because:
            return f"пост задержан: {post.held_because}"
        return "пост запланирован, но ещё не передан на публикацию"
    because = f": {action.why}" if action.why else ""
    return {
        State.DUE: "пост ждёт очереди",
        State.CLAIMED: "пост публикуется сейчас",
        State.UNKNOWN: "неизвестно, опубликован ли пост",
        State.ERRAND: "пост поручено разместить сотруднику",
        State.REJECTED: "сеть отклонила пост",
        State.MISSED: "срок публикации прошёл",
        State.CANCELLED: "публикация отменена",
    }.get(action.state, action.state.words) + because


def _todo(page: Page, post: Post | None, action: Action | None) -> str:
    by_itself, by_hand = "программа разместит сама, вручную не размещайте", "разместите вручную"
    if page.mode is Mode.WATCH or (post and post.withdrawn_at):
        return by_hand
    if action is None:
        return "ответьте в «Задержанных постах»" if post and post.held_because else by_itself
    return {
        State.DUE: by_itself,
        State.CLAIMED: by_itself,
        State.UNKNOWN: "вручную не размещайте, пока не посмотрите на странице, вышел ли пост",
        State.ERRAND: "исполните поручение и скажите об этом в «Поручениях»",
        State.REJECTED: "устраните причину и пустите пост снова в «Поручениях»",
    }.get(action.state, by_hand)


def planned_titles(session: Session, posts: list[int]) -> dict[int, str]:
    """The titles under which these posts (row ids) were planned."""
    if not posts:
        return {}
    rows = session.execute(
        select(Post.id, SiteRevision.title)
        .join(SiteRevision, Post.revision_id == SiteRevision.id)
        .where(Post.id.in_(posts))
    )
    return {post: title for post, title in rows}  # noqa: C416 (typed)
