"""Which posts follow a new wording of their news: weighed and planned (clause 3.2).

A post is edited for a fact, not for a word. What is not carried out when the news change again is
taken back: the newest wording alone goes out.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from gospablik.ledger import book
from gospablik.organisation import Mode, Organisation, Page
from gospablik.publishing.again import StandingItem, standing_item
from gospablik.publishing.edits import (
    edits_on,
    is_out_of_date,
    media_beside,
    newest_number,
    number_of,
    stands,
    waiting_edits,
)
from gospablik.publishing.outgoing import offered
from gospablik.publishing.plan import compose_revision
from gospablik.publishing.weighing import SiteWords, Weighed, still_denied, weigh
from gospablik.store.once import insert_once
from gospablik.store.tables import (
    Action,
    Post,
    PostEdit,
    PostMedium,
    SiteItem,
    SiteRevision,
    State,
)

_REPLACED = "новость на сайте изменилась снова: эта правка уже не нужна"
_OPEN = (State.DUE, *book.LEFT_TO_PEOPLE)


def plan_edits(
    session: Session, office: Organisation, page: Page, now: datetime
) -> tuple[int, int]:
    """Plan an edit for each post whose news have new facts; take back what is out of date.

    Returns how many are new, and how many were taken back out of the ledger. A wording that says
    the same facts in other words is weighed once.
    """
    if page.mode is not Mode.SELF:
        return 0, 0
    taken_back = _take_back(session, office, page, now)
    posts = session.scalars(
        select(Post)
        .join(SiteItem)
        .where(
            stands(office, page),
            SiteItem.gone_again_at.is_(None),
            _not_weighed(),
        )
        .options(selectinload(Post.media).selectinload(PostMedium.medium))
        .order_by(Post.id)
    ).all()
    return sum(_plan(session, page, post, now) for post in posts), taken_back


def pages_to_read(
    session: Session, office: Organisation, page: Page
) -> list[tuple[int, StandingItem]]:
    """Newest wordings (row ids) whose page is to be read before posts are held against them.

    Not weighed yet and never read, or of an edit that waits for its page.
    """
    if page.mode is not Mode.SELF:
        return []
    waiting = [e.checked.revision_id for e in waiting_edits(session, office, page)]
    rows = session.scalars(
        select(SiteRevision)
        .join(Post, Post.item_id == SiteRevision.item_id)
        .join(SiteItem, SiteItem.id == Post.item_id)
        .where(
            stands(office, page),
            SiteItem.gone_again_at.is_(None),
            SiteRevision.number == newest_number(),
            SiteRevision.article.is_(None),
            or_(
                and_(_not_weighed(), SiteRevision.article_unread.is_(None)),
                SiteRevision.id.in_(waiting),
            ),
        )
        .order_by(SiteRevision.id)
    )
    return [(one.id, standing_item(one.item)) for one in rows]


def _plan(session: Session, page: Page, post: Post, now: datetime) -> bool:
    session.refresh(post, with_for_update=True)
    newest = post.item.revisions[-1]
    became, composed = _weigh(session, page, post, newest)
    post.weighed = newest.number
    waits = _unordered(session, page, post, newest)
    if became is Weighed.NOTHING:
        if waits is not None:
            session.delete(waits)
        return False
    text = composed if became is Weighed.EDIT else post.text
    if waits is not None:
        waits.before, waits.text = post.text, text
        return False
    return insert_once(
        session,
        PostEdit,
        post_id=post.id,
        revision_id=newest.id,
        before=post.text,
        text=text,
        planned_at=now,
    )


def _weigh(session: Session, page: Page, post: Post, newest: SiteRevision) -> tuple[Weighed, str]:
    """What the newest wording asks of the post, and the text that is composed of it."""
    files = offered(post.media)
    composed = compose_revision(session, page, newest, files)
    replaced = compose_revision(session, page, post.revision, files) if post.own_words else ""
    return weigh(_site_words(page, post, newest), post.text, composed, replaced), composed


def is_denied(page: Page, edit: PostEdit, shown: str) -> bool:
    """Whether what the page of the news denies in the post stands there still."""
    return still_denied(_site_words(page, edit.post, edit.revision), edit.before, shown)


def _site_words(page: Page, post: Post, revision: SiteRevision) -> SiteWords:
    """That wording of the post's news, beside the one that the post was made of."""
    return SiteWords(
        revision.title,
        revision.text,
        post.item.link,
        media_beside(page, post, post.text).lines,
        revision.article,
        post.revision.article,
    )


def _unordered(session: Session, page: Page, post: Post, newest: SiteRevision) -> PostEdit | None:
    """The edit to that wording, made when its page was not read yet, if the ledger has it not."""
    return session.scalar(
        select(PostEdit).where(
            PostEdit.post_id == post.id,
            PostEdit.revision_id == newest.id,
            ~exists().where(edits_on(page)),
        )
    )


def _take_back(session: Session, office: Organisation, page: Page, now: datetime) -> int:
    rows = session.execute(
        select(Action.id, PostEdit)
        .join(PostEdit, edits_on(page))
        .where(Action.organisation == office.key, Action.state.in_(_OPEN))
    ).all()
    return sum(
        book.cancel(session, action_id, why=_REPLACED, now=now)
        for action_id, edit in rows
        if is_out_of_date(edit)
    )


def _not_weighed() -> ColumnElement[bool]:
    return func.coalesce(Post.weighed, number_of(Post.revision_id)) < newest_number()
