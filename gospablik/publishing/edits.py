"""Posts that stand follow their news: a new wording is planned, checked, handed to the ledger.

A post is edited for a fact, not for a word. What is not carried out when the news change again is
taken back: the newest wording alone goes out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from gospablik.ledger import book
from gospablik.media.arrange import arrange
from gospablik.networks.limits import TEXT
from gospablik.organisation import Mode, Organisation, Page
from gospablik.publishing.outgoing import PlannedMedia, offered, planned
from gospablik.publishing.plan import Candidate, compose_revision
from gospablik.publishing.weighing import SiteWords, Weighed, weigh
from gospablik.store.once import insert_once
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
from gospablik.text import same

EDIT_CHECKS = "edit-checks"
"""The check of a new wording, as it is kept. Subject: the edit's row id."""
BY_HAND = (
    "На странице новости изменился факт, который есть в посте, а заголовок и анонс на сайте"
    " прежние: составить новый текст не из чего. Что делать: исправьте на сайте анонс новости, и"
    " программа исправит пост; если анонс верен или новости в ленте уже нет, исправьте пост на"
    " странице вручную"
)
_REPLACED = "новость на сайте изменилась снова: эта правка уже не нужна"
_OPEN = (State.DUE, *book.LEFT_TO_PEOPLE)


@dataclass(frozen=True, slots=True)
class PlannedEdit:
    """A new wording of a post that waits for its checks. `checked`: as they take it, known by the
    edit's row id; `before`: what the post says until then.
    """

    checked: Candidate
    before: str

    @property
    def edit_id(self) -> int:
        """The row id of the PostEdit."""
        return self.checked.post_id

    @property
    def by_hand(self) -> bool:
        """Whether there is nothing new to write: the site's own words for posts are as before."""
        return same(self.before, self.checked.text)


def plan_edits(session: Session, office: Organisation, page: Page, now: datetime) -> int:
    """Plan an edit for each post whose news have new facts; take back what is out of date.

    Returns how many are new. A wording that says the same facts in other words is weighed once.
    """
    if page.mode is not Mode.SELF:
        return 0
    _take_back(session, office, page, now)
    posts = session.scalars(
        select(Post)
        .join(SiteItem)
        .where(
            _stands(office, page),
            SiteItem.gone_again_at.is_(None),
            func.coalesce(Post.weighed, _number_of(Post.revision_id)) < _newest_number(),
        )
        .options(selectinload(Post.media).selectinload(PostMedium.medium))
        .order_by(Post.id)
    ).all()
    return sum(_plan(session, page, post, now) for post in posts)


def waiting_edits(session: Session, office: Organisation, page: Page) -> list[PlannedEdit]:
    """Edits that are not handed to the ledger, of the newest wordings only, oldest first.

    None on a page that is only watched.
    """
    if page.mode is not Mode.SELF:
        return []
    edits = session.scalars(
        select(PostEdit)
        .join(Post)
        .join(SiteItem)
        .where(
            _stands(office, page),
            _number_of(PostEdit.revision_id) == _newest_number(),
            PostEdit.revision_id != Post.revision_id,
            ~exists().where(_edits(page)),
        )
        .options(selectinload(PostEdit.post).selectinload(Post.media))
        .order_by(PostEdit.id)
    )
    return [PlannedEdit(_candidate(office, page, edit), edit.before) for edit in edits]


def pages_to_read(session: Session, edits: Sequence[PlannedEdit]) -> list[tuple[int, str]]:
    """(revision id, link) of edits whose wording has no article page yet."""
    return sorted(
        {(e.checked.revision_id, e.checked.link) for e in edits if e.checked.article is None}
    )


def hold_edit(session: Session, edit_id: int, why: str) -> None:
    """Keep an edit back and say why. The next pass checks it again."""
    session.get_one(PostEdit, edit_id, with_for_update=True).held_because = why


def release_edit(
    session: Session, office: Organisation, page: Page, edit_id: int, now: datetime
) -> bool:
    """Hand a checked edit to the ledger; False if the ledger has it."""
    edit = session.get_one(PostEdit, edit_id, with_for_update=True)
    edit.held_because = None
    return book.record(
        session,
        organisation=office.key,
        kind=Kind.EDIT,
        page=page.key,
        subject=str(edit.id),
        now=now,
    )


def is_out_of_date(edit: PostEdit) -> bool:
    """Whether the news say something newer than this edit does, or the post is off the page."""
    newest = edit.post.item.revisions[-1]
    return newest.id != edit.revision_id or edit.post.withdrawn_at is not None


def texts_of_ours(session: Session, post: Post) -> set[str]:
    """Everything that the program has written into that post, or was about to write."""
    edits = session.execute(
        select(PostEdit.before, PostEdit.text).where(PostEdit.post_id == post.id)
    )
    return {post.text, *(text for row in edits for text in row)}


def _plan(session: Session, page: Page, post: Post, now: datetime) -> bool:
    session.refresh(post, with_for_update=True)
    before, newest = post.revision, post.item.revisions[-1]
    composed = compose_revision(session, page, newest, offered(post.media))
    site = SiteWords(
        newest.title,
        newest.text,
        post.item.link,
        _media(page, post, post.text).lines,
        newest.article,
        before.article,
    )
    became = weigh(site, post.text, composed)
    post.weighed = newest.number
    if became is Weighed.NOTHING:
        return False
    return insert_once(
        session,
        PostEdit,
        post_id=post.id,
        revision_id=newest.id,
        before=post.text,
        text=composed if became is Weighed.EDIT else post.text,
        planned_at=now,
    )


def _take_back(session: Session, office: Organisation, page: Page, now: datetime) -> None:
    rows = session.execute(
        select(Action.id, PostEdit)
        .join(PostEdit, _edits(page))
        .where(Action.organisation == office.key, Action.state.in_(_OPEN))
    ).all()
    for action_id, edit in rows:
        if is_out_of_date(edit):
            book.cancel(session, action_id, why=_REPLACED, now=now)


def _candidate(office: Organisation, page: Page, edit: PostEdit) -> Candidate:
    post, revision = edit.post, edit.revision
    published = post.item.published_at
    start = office.start_of(page)
    return Candidate(
        post_id=edit.id,
        revision_id=revision.id,
        page=page.key,
        text=edit.text,
        link=post.item.link,
        title=revision.title,
        source_text=revision.text,
        article=revision.article,
        article_unread=revision.article_unread,
        published_at=office.local(published) if published else None,
        page_since=office.local(min(start, published) if published else start),
        limits=TEXT[page.network],
        media=_media(page, post, edit.text),
        article_gone=revision.article_gone,
    )


def _media(page: Page, post: Post, text: str) -> PlannedMedia:
    """The post's files beside that text; they hang there already, so nothing keeps them from it."""
    return planned(arrange(page.network, offered(post.media), text))


def _stands(office: Organisation, page: Page) -> ColumnElement[bool]:
    return and_(
        Post.organisation == office.key,
        Post.page == page.key,
        Post.network_id.is_not(None),
        Post.withdrawn_at.is_(None),
    )


def _edits(page: Page) -> ColumnElement[bool]:
    return and_(
        Action.kind == Kind.EDIT,
        Action.page == page.key,
        Action.subject == cast(PostEdit.id, String),
    )


def _number_of(revision: InstrumentedAttribute[int]) -> ColumnElement[int]:
    return select(SiteRevision.number).where(SiteRevision.id == revision).scalar_subquery()


def _newest_number() -> ColumnElement[int]:
    return (
        select(func.max(SiteRevision.number))
        .where(SiteRevision.item_id == Post.item_id)
        .scalar_subquery()
    )
