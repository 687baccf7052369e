"""Comments that nobody is asked about, shown for when there is time (clause 4.2)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from gospablik.moderation.detection.examine import Judge
from gospablik.moderation.detector import LOOK_BACK, in_words, post_text
from gospablik.moderation.tuning.in_force import in_force
from gospablik.moderation.wordings import last_and_unruled
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment, CommentVersion, Examination, Finding

MOST = 30
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
    """The highest scores of two weeks without a finding and without a ruling, at most thirty.

    What only reads rudely, what does not agree with the publication; and as many in Sakha.
    """
    judge = in_force(session, office).judge
    rude = _shown(
        session, office, judge, now, (Examination.tier != "") & Examination.sakha.is_(False)
    )
    return [*rude, *_shown(session, office, judge, now, Examination.sakha.is_(True))]


def _shown(
    session: Session, office: Organisation, judge: Judge, now: datetime, which: ColumnElement[bool]
) -> list[Aside]:
    rows = session.execute(
        select(Comment, CommentVersion, Author.name, Examination.sakha, post_text())
        .join(CommentVersion, CommentVersion.comment_id == Comment.id)
        .join(Author, Author.id == Comment.author_id)
        .join(Examination, Examination.version_id == CommentVersion.id)
        .where(
            *last_and_unruled(office),
            CommentVersion.seen_at > now - LOOK_BACK,
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
            why=_why(judge, version.text, post or "", sakha),
        )
        for comment, version, name, sakha, post in rows
    ]


def _why(judge: Judge, text: str, post: str, sakha: bool) -> str:
    reasons = [in_words(hit) for hit in judge.examine(text, post).hits]
    return "; ".join([*reasons, SAKHA] if sakha else reasons)
