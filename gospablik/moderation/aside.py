"""Comments that nobody is asked about, shown for when there is time (clause 4.2)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.moderation.detector import LOOK_BACK, in_words, post_text
from gospablik.moderation.published import Examiner
from gospablik.moderation.tuning.in_force import in_force
from gospablik.moderation.wordings import last_and_unruled
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment, CommentVersion, Examination, Finding
from gospablik.working_time import before_working_days

MOST = 30
WORKING_DAYS = 3
"""How long each is shown: nobody is asked to dismiss it, so it leaves by itself."""
SAKHA = "есть якутские слова: программа по-якутски не судит, прочитайте сами"


@dataclass(frozen=True, slots=True)
class Aside:
    """One comment, its author as the network names him, and why it is shown."""

    comment_id: int
    page: str
    author_name: str
    written_at: datetime
    text: str
    why: str


def worth_a_look(session: Session, office: Organisation, now: datetime) -> list[Aside]:
    """The highest scores of three working days without a finding or a ruling, at most thirty.

    What only reads rudely, what does not agree with the publication; and as many in Sakha.
    """
    recent = CommentVersion.seen_at > _since(office, now)
    rude = recent & (Examination.tier != "") & Examination.sakha.is_(False)
    sakha = recent & Examination.sakha.is_(True)
    examiner = Examiner(session, office, in_force(session, office).judge, now)
    return [*_shown(session, office, rude, examiner), *_shown(session, office, sakha, examiner)]


def _since(office: Organisation, now: datetime) -> datetime:
    """Without a list of holidays of those days: two weeks, which hold three of any."""
    try:
        return before_working_days(office, now, WORKING_DAYS)
    except OfficeError:
        return now - LOOK_BACK


def _shown(
    session: Session, office: Organisation, which: ColumnElement[bool], examiner: Examiner
) -> list[Aside]:
    rows = session.execute(
        select(Comment, CommentVersion, Author.name, Examination.sakha, post_text())
        .join(CommentVersion, CommentVersion.comment_id == Comment.id)
        .join(Author, Author.id == Comment.author_id)
        .join(Examination, Examination.version_id == CommentVersion.id)
        .where(
            *last_and_unruled(office),
            which,
            ~exists().where(Finding.version_id == CommentVersion.id),
        )
        .order_by(Examination.score.desc(), Comment.id)
        .limit(MOST)
    ).all()
    return [
        Aside(
            comment_id=comment.id,
            page=comment.page,
            author_name=name,
            written_at=comment.written_at,
            text=version.text,
            why=_why(version.text, post or "", examiner, sakha=sakha),
        )
        for comment, version, name, sakha, post in rows
    ]


def _why(text: str, post: str, examiner: Examiner, *, sakha: bool) -> str:
    reasons = [in_words(hit) for hit in examiner.examine(text, post).hits]
    return "; ".join([*reasons, SAKHA] if sakha else reasons)
