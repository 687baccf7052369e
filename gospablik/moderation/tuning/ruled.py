"""Comments that specialists have ruled on, as the detector sees them now."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.detection.examine import Judge
from gospablik.moderation.detector import post_text
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.published import Examiner
from gospablik.moderation.tuning.proposal import Ruled
from gospablik.organisation import Organisation
from gospablik.store.comments import Comment, CommentVersion
from gospablik.store.review import Ruling, Verdict

MOST = 2_000
"""The newest rulings: what people wrote and how it was judged years ago says little of today."""


def ruled(session: Session, office: Organisation, judge: Judge, now: datetime) -> list[Ruled]:
    """All standing rulings whose comment's words are still kept, the newest first."""
    rows = session.execute(
        select(CommentVersion.text, post_text(), Ruling.verdict)
        .join(Comment, Comment.id == Ruling.comment_id)
        .join(CommentVersion, CommentVersion.id == Ruling.version_id)
        .where(
            Ruling.organisation == office.key,
            Ruling.annulled_at.is_(None),
            CommentVersion.text.not_in(("", ERASED)),
        )
        .order_by(Ruling.made_at.desc(), Ruling.id.desc())
        .limit(MOST)
    )
    examiner = Examiner(session, office, judge, now)
    return [
        Ruled(examiner.examine(text, post or ""), verdict is Verdict.REMOVE)
        for text, post, verdict in rows
    ]
