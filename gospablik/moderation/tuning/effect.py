"""What other lists or thresholds would say of the last month's comments, before they are in force.

Nothing is written: both judges look at the same wordings, and the difference is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from gospablik.moderation.detection.examine import Examined, Judge
from gospablik.moderation.detector import in_words, post_text, worth_telling
from gospablik.moderation.published import Examiner
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment, CommentVersion
from gospablik.store.review import Ruling, Verdict

MONTH = timedelta(days=31)
MOST_LOOKED_AT = 20_000
"""Comments, the newest first: at most half a minute for both judges."""
MOST_SHOWN = 50
_AT_ONCE = 500

_Row = tuple[Comment, str, str | None, str, Verdict | None]


class Attention(IntEnum):
    """How much of a person's time a comment gets."""

    NONE = 0
    ASIDE = 1
    ASKED = 2


@dataclass(frozen=True, slots=True)
class Change:
    """One comment that would be treated otherwise; `why` says what is found by whom shows more of

    it; `ruling`: what a specialist said of it, None if nobody has.
    """

    comment_id: int
    page: str
    author: str
    written_at: datetime
    text: str
    before: Attention
    after: Attention
    why: str
    ruling: Verdict | None


@dataclass(slots=True)
class Effect:
    """`looked`: comments; `cut`: there were more; `more`, `less`: how many get more attention and

    how many less; `changes`: the newest of them, at most fifty of each.
    """

    looked: int = 0
    cut: bool = False
    more: int = 0
    less: int = 0
    changes: list[Change] = field(default_factory=list)


def effect(
    session: Session, office: Organisation, before: Judge, after: Judge, now: datetime
) -> Effect:
    """Of all comments of residents in a month, ruled on or gone meanwhile, too."""
    found = Effect()
    old_eyes = Examiner(session, office, before, now)
    new_eyes = Examiner(session, office, after, now)
    for comment, text, post, author, ruling in _month(session, office, now):
        if found.looked == MOST_LOOKED_AT:
            found.cut = True
            break
        found.looked += 1
        was, becomes = old_eyes.examine(text, post or ""), new_eyes.examine(text, post or "")
        old, new = attention(was, before), attention(becomes, after)
        if old == new:
            continue
        shown = found.more if new > old else found.less
        found.more, found.less = found.more + (new > old), found.less + (new < old)
        if shown < MOST_SHOWN:
            why = "; ".join(map(in_words, (becomes if new > old else was).hits))
            found.changes.append(
                Change(
                    comment.id,
                    comment.page,
                    author,
                    comment.written_at,
                    text,
                    old,
                    new,
                    why,
                    ruling,
                )
            )
    return found


def attention(found: Examined, judge: Judge) -> Attention:
    """What becomes of a comment of which this is said."""
    if worth_telling(found, judge):
        return Attention.ASKED
    return Attention.ASIDE if found.tier else Attention.NONE


def _month(session: Session, office: Organisation, now: datetime) -> Iterator[_Row]:
    """The newest first: comment, its last wording, its post's text, author's name, ruling."""
    later = aliased(CommentVersion)
    ruled = (
        select(Ruling.verdict)
        .where(Ruling.version_id == CommentVersion.id, Ruling.annulled_at.is_(None))
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Comment, CommentVersion.text, post_text(), Author.name, ruled)
        .join(CommentVersion, CommentVersion.comment_id == Comment.id)
        .join(Author, Author.id == Comment.author_id)
        .where(
            Comment.organisation == office.key,
            Author.is_page.is_(False),
            Comment.written_at > now - MONTH,
            ~exists().where(later.comment_id == Comment.id, later.number > CommentVersion.number),
        )
        .order_by(Comment.written_at.desc(), Comment.id.desc())
        .limit(MOST_LOOKED_AT + 1)
        .execution_options(yield_per=_AT_ONCE)
    )
    yield from rows
