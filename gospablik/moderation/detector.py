"""New wordings of comments looked through, what was found kept for the specialist (clause 4.2)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, delete, exists, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from gospablik.moderation.again import is_again
from gospablik.moderation.asking.noting import note_question
from gospablik.moderation.detection.examine import Examined, Judge
from gospablik.moderation.detection.hit import Hit, Kind, Tier
from gospablik.moderation.doubts import with_doubt
from gospablik.moderation.pointing import is_pointed
from gospablik.moderation.published import Examiner
from gospablik.moderation.sample import is_sample
from gospablik.moderation.troubles.noting import note_trouble
from gospablik.moderation.urgent import order_urgent
from gospablik.moderation.wordings import last_and_unruled
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment, CommentVersion, Examination, Finding
from gospablik.store.once import insert_once
from gospablik.store.review import Reservation
from gospablik.store.tables import SeenPost

LOOK_BACK = timedelta(days=14)
"""How far back wordings are looked at again when the lists or the model are others."""
BATCH = 300
"""Wordings examined in one transaction: nobody else writes meanwhile."""
_ASKED_ABOUT = (Tier.A, Tier.B)
_NO_QUESTION = (Kind.RUDE, Kind.MISMATCH)
_TOLD = 0.3
"""Weight from which a rule is told of beside the surer ones."""


def detect_new(session: Session, office: Organisation, judge: Judge, now: datetime) -> int:
    """Examine a batch of `unexamined` wordings; answers how many findings are new.

    So a killed pass leaves nothing unseen, and a corrected list takes effect. Only what is worth
    a question leaves findings.
    """
    new, urgent = 0, False
    examiner = Examiner(session, office, judge, now)
    for version_id, text, post in unexamined(session, office, judge, now):
        note_trouble(session, office, version_id, text, now)
        note_question(session, office, version_id, text, now)
        found = examiner.examine(text, post or "")
        _keep(session, version_id, found, judge, now)
        told = worth_telling(found, judge)
        _drop(session, version_id, [hit.rule for hit in told])
        fresh = [hit for hit in told if _point(session, version_id, hit, now)]
        new += len(fresh)
        urgent = urgent or any(hit.urgent for hit in fresh)
    if urgent:
        order_urgent(session, office, now)
    return new


def _point(session: Session, version_id: int, hit: Hit, now: datetime) -> bool:
    """Whether the finding is new; an older one gets today's words and keeps its time."""
    said = {"ground": hit.ground, "reason": in_words(hit), "urgent": hit.urgent}
    known = {"version_id": version_id, "rule": hit.rule}
    new = insert_once(session, Finding, **known, **said, found_at=now)
    if not new:
        session.execute(update(Finding).filter_by(**known).values(**said))
    return new


def in_words(hit: Hit) -> str:
    """The reason and why it may be a mistake, for whoever decides."""
    return with_doubt(hit.reason, hit.doubt)


def post_text() -> ColumnElement[str]:
    """For a query of comments: the text of the post that each stands under, if that was seen.

    A post's own number goes before that of a thread, as in `posts_under`.
    """
    return func.coalesce(_seen_by(SeenPost.network_id), _seen_by(SeenPost.thread))


def _seen_by(number: InstrumentedAttribute[Any]) -> ScalarSelect[str]:
    return (
        select(SeenPost.text)
        .where(
            SeenPost.organisation == Comment.organisation,
            SeenPost.page == Comment.page,
            number == Comment.post_network_id,
        )
        .limit(1)
        .correlate(Comment)
        .scalar_subquery()
    )


def worth_telling(found: Examined, judge: Judge) -> list[Hit]:
    """What somebody is asked about, empty for most comments.

    Nobody is asked about what only reads rudely: so write angry people who break no rule."""
    hits = [hit for hit in found.hits if hit.weight >= _TOLD and hit.kind not in _NO_QUESTION]
    asked = judge.thresholds.asked
    if found.tier not in _ASKED_ABOUT or not any(hit.weight >= asked for hit in hits):
        return []
    return hits


def unexamined(
    session: Session, office: Organisation, judge: Judge, now: datetime
) -> Sequence[tuple[int, str, str | None]]:
    """A batch of last wordings that this judge has not examined: id, text, text of the post.

    Of comments that stand on the page and are not its own, seen in the last two weeks; not those
    that are ruled on or in an open question. The post's text is None if it was not seen.
    """
    rows = session.execute(
        select(CommentVersion.id, CommentVersion.text, post_text())
        .join(Comment, Comment.id == CommentVersion.comment_id)
        .join(Author, Author.id == Comment.author_id)
        .where(
            *last_and_unruled(office),
            CommentVersion.seen_at > now - LOOK_BACK,
            ~exists().where(
                Examination.version_id == CommentVersion.id, Examination.by == judge.name
            ),
            ~exists().where(
                Reservation.version_id == CommentVersion.id, Reservation.released_at.is_(None)
            ),
        )
        .order_by(CommentVersion.id)
        .limit(BATCH)
    ).all()
    return [(version_id, text, told) for version_id, text, told in rows]


def _keep(session: Session, version_id: int, found: Examined, judge: Judge, now: datetime) -> None:
    said = {
        "tier": found.tier or "",
        "score": found.score,
        "sakha": found.sakha,
        "by": judge.name,
        "examined_at": now,
    }
    if not insert_once(session, Examination, version_id=version_id, **said):
        session.execute(update(Examination).filter_by(version_id=version_id).values(**said))


def _drop(session: Session, version_id: int, rules: Sequence[str]) -> None:
    """What a corrected list no longer says of a wording that nobody has judged yet."""
    session.execute(
        delete(Finding).where(
            Finding.version_id == version_id,
            Finding.rule.not_in(rules),
            ~is_sample(),
            ~is_again(),
            ~is_pointed(),
        )
    )
