"""Pictures as evidence: what of them is sealed, and whether what is kept is still that."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session, aliased

from gospablik.store.comments import CommentVersion
from gospablik.store.many import among
from gospablik.store.pictures import CommentPicture, PictureBytes
from gospablik.store.review import Ruling

WAIT = timedelta(hours=1)
"""How long after the ruling its seal waits for pictures that could not be read yet."""
NOT_ASKED = "Картинка не прочитана: очередь до неё не дошла."


def waits_for_pictures(now: datetime) -> ColumnElement[bool]:
    """For a query over Ruling: whether the seal is put off to a later pass.

    A picture of the ruled wording, or of one before it, may still be read. After an hour it is
    sealed that it was not, and why.
    """
    ruled = aliased(CommentVersion)
    ruled_version = select(ruled.number).where(ruled.id == Ruling.version_id)
    number = ruled_version.correlate(Ruling).scalar_subquery()
    unread = exists().where(
        CommentPicture.version_id == CommentVersion.id,
        CommentVersion.comment_id == Ruling.comment_id,
        CommentVersion.number <= number,
        CommentPicture.sha256.is_(None),
        CommentPicture.gone_because.is_(None),
    )
    return and_(Ruling.made_at > now - WAIT, unread)


def sealed_pictures(
    session: Session, versions: Sequence[CommentVersion]
) -> dict[int, list[dict[str, Any]]]:
    """What is sealed of the pictures of these wordings: a digest with type and size, or why not."""
    found: dict[int, list[dict[str, Any]]] = {version.id: [] for version in versions}
    theirs = among(session.get_bind().dialect.name, CommentPicture.version_id)
    rows = session.scalars(
        select(CommentPicture).where(theirs).order_by(CommentPicture.position),
        {"keys": list(found)},
    )
    for row in rows:
        found[row.version_id].append(_said(row))
    return found


def digests(content: dict[str, Any]) -> set[str]:
    """The digests of all pictures that a sealed content names."""
    return {digest for _, _, digest in _named(content)}


def picture_problem(session: Session, organisation: str, content: dict[str, Any]) -> str | None:
    """What is wrong with the kept files that a sealed content names; None if they all hold."""
    for version, position, digest in _named(content):
        kept = session.scalars(
            select(PictureBytes.content).filter_by(organisation=organisation, sha256=digest)
        ).first()
        if kept is None or hashlib.sha256(kept).hexdigest() != digest:
            wrong = "её нет" if kept is None else "в базе не та, что запечатана"
            return f"картинка {position} к редакции {version}: {wrong}"
    return None


def _said(row: CommentPicture) -> dict[str, Any]:
    if row.sha256:
        return {
            "position": row.position + 1,
            "sha256": row.sha256,
            "media_type": row.media_type,
            "width": row.width,
            "height": row.height,
            "size": row.size,
        }
    late = f"{row.unread or NOT_ASKED} За час после решения прочитать её не удалось."
    return {"position": row.position + 1, "missing": row.gone_because or late}


def _named(content: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """Wording, place and digest. What was sealed before pictures were read names none."""
    for version in content["versions"]:
        for picture in version.get("pictures", []):
            if "sha256" in picture:
                yield version["number"], picture["position"], picture["sha256"]
