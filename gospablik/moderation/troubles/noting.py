"""A wording that tells of trouble becomes a row and a letter, in one transaction (clause 5.1)."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from gospablik.moderation.detection.distress.trouble import Distress, distress
from gospablik.moderation.detection.distress.trouble_list import shipped
from gospablik.moderation.telling import bare_name
from gospablik.moderation.troubles.letters import order_letter
from gospablik.organisation import Organisation
from gospablik.store.comments import Comment, CommentVersion
from gospablik.store.once import find_or_insert
from gospablik.store.troubles import ToldTrouble

OF_NOW = timedelta(hours=24)
"""What was written earlier is told as found late: an answer about «сейчас» would be untrue."""


def note_trouble(
    session: Session, office: Organisation, version_id: int, text: str, now: datetime
) -> bool:
    """Note the trouble that this wording tells of and order its letter; whether it is news.

    At any hour and in «наблюдение», too: to write to the duty officer is no act on the page. Not on
    a page that is not run. The same comment and trouble are noted once, whatever is edited.
    """
    found = told_of(text)
    if found is None:
        return False
    version = session.get_one(CommentVersion, version_id)
    comment = version.comment
    if comment.page not in [page.key for page in office.active_pages(now)]:
        return False
    told_at = comment.written_at if version.number == 1 else version.seen_at
    late = told_at < now - OF_NOW
    row, new = find_or_insert(
        session,
        ToldTrouble,
        {"organisation": office.key, "comment_id": comment.id, "kind": found.kind.name},
        version_id=version_id,
        reason=found.reason,
        reply=_reply(office, comment, found),
        told_at=told_at,
        found_at=now,
        late=late,
    )
    if new:
        letter = order_letter(session, office, found.kind, now, late=late)
        session.execute(update(ToldTrouble).filter_by(id=row.id).values(letter_id=letter.id))
    return new


def told_of(text: str) -> Distress | None:
    """The trouble a resident's words tell of; None for our own ready answers.

    Those speak of fire and lost children, too, and a network may not show that the page wrote them.
    """
    found = distress(text)
    if found is None:
        return None
    words = " ".join(text.split())
    return None if any(rule.reply in words for rule in shipped().rules) else found


def _reply(office: Organisation, comment: Comment, found: Distress) -> str:
    """To whom it speaks stands in front: by its words an answer is told from that to another."""
    name = bare_name(comment.author.name)
    if name:
        return f"{name}! {found.reply}"
    at = office.local(comment.written_at)
    return f"Здравствуйте! Вы писали {at:%d.%m} в {at:%H:%M}. {found.reply}"
