"""New wordings of posts that stand: those that wait, checked and handed to the ledger (3.2).

`edit_plan` makes them.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from gospablik.ledger import book
from gospablik.media.arrange import arrange
from gospablik.networks.limits import TEXT
from gospablik.organisation import Mode, Organisation, Page
from gospablik.publishing.outgoing import PlannedMedia, offered, planned
from gospablik.publishing.plan import Candidate
from gospablik.publishing.unsent import STANDS
from gospablik.store.tables import Action, Kind, Post, PostEdit, SiteItem, SiteRevision
from gospablik.text import same

EDIT_CHECKS = "edit-checks"
"""The check of a new wording, as it is kept. Subject: the edit's row id."""


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
        """Whether only a person can write it; see `is_by_hand`."""
        return same(self.before, self.checked.text)


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
            stands(office, page),
            number_of(PostEdit.revision_id) == newest_number(),
            PostEdit.revision_id != Post.revision_id,
            ~exists().where(edits_on(page)),
        )
        .options(selectinload(PostEdit.post).selectinload(Post.media))
        .order_by(PostEdit.id)
    )
    return [PlannedEdit(_candidate(office, page, edit), edit.before) for edit in edits]


def hold_edit(session: Session, edit_id: int, why: str) -> None:
    """Keep an edit back and say why. The next pass checks it again."""
    edit = session.get(PostEdit, edit_id, with_for_update=True)
    if edit is not None:  # another pass has found it needless
        edit.held_because = why


def release_edit(
    session: Session, office: Organisation, page: Page, checked: PlannedEdit, now: datetime
) -> bool:
    """Hand a checked edit to the ledger; False if the ledger has it, or another pass has given it
    another text, or none, meanwhile: nobody has checked that.
    """
    edit = session.get(PostEdit, checked.edit_id, with_for_update=True, populate_existing=True)
    if edit is None or edit.text != checked.checked.text:
        return False
    edit.held_because = None
    return book.record(
        session,
        organisation=office.key,
        kind=Kind.EDIT,
        page=page.key,
        subject=str(edit.id),
        now=now,
    )


def is_by_hand(edit: PostEdit) -> bool:
    """Whether there is nothing new to write: the site's own words for posts are as before, and the
    page of the news denies what the post says.
    """
    return same(edit.before, edit.text)


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
        media=media_beside(page, post, edit.text),
        article_gone=revision.article_gone,
    )


def media_beside(page: Page, post: Post, text: str) -> PlannedMedia:
    """The post's files beside that text; they hang there already, so nothing keeps them from it."""
    return planned(arrange(page.network, offered(post.media), text))


def stands(office: Organisation, page: Page) -> ColumnElement[bool]:
    """Which posts are on the page."""
    return and_(Post.organisation == office.key, Post.page == page.key, STANDS)


def edits_on(page: Page) -> ColumnElement[bool]:
    """Which actions of the ledger are a PostEdit's."""
    return and_(
        Action.kind == Kind.EDIT,
        Action.page == page.key,
        Action.subject == cast(PostEdit.id, String),
    )


def number_of(revision: InstrumentedAttribute[int]) -> ColumnElement[int]:
    """The number of the wording that a column names."""
    return (
        select(SiteRevision.number)
        .where(SiteRevision.id == revision)
        .correlate(Post, PostEdit)
        .scalar_subquery()
    )


def newest_number() -> ColumnElement[int]:
    """The number of the newest wording of a post's news."""
    return (
        select(func.max(SiteRevision.number))
        .where(SiteRevision.item_id == Post.item_id)
        .correlate(Post)
        .scalar_subquery()
    )
