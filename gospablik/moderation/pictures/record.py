"""What pictures a reading showed, noted beside the wordings; the files are fetched later."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Select, Table, bindparam, select, update
from sqlalchemy.orm import Session

from gospablik.networks.base import LiveComment, Picture
from gospablik.store.comments import CommentVersion
from gospablik.store.many import among, insert_many_once
from gospablik.store.pictures import CommentPicture

NAMELESS = "Картинка не прочитана: сеть не назвала её адреса."

_ROWS = cast(Table, CommentPicture.__table__)
_P, _V = _ROWS.c, CommentVersion.__table__.c
_UNREAD = _P.sha256.is_(None) & _P.gone_because.is_(None)
_NEW_ADDRESS = (
    update(_ROWS)
    .where(_P.version_id == bindparam("v"), _P.position == bindparam("p"), _UNREAD)
    .where(_P.reference != bindparam("r"))
    .values(reference=bindparam("r"))
)


@cache
def _queries(dialect: str) -> tuple[Select[Any], Select[Any]]:
    known = (
        select(_V.comment_id, _V.number, _P.identity)
        .join(CommentVersion.__table__, _V.id == _P.version_id)
        .where(among(dialect, _V.comment_id))
        .order_by(_P.version_id, _P.position)
    )
    last = (
        select(_V.comment_id, _V.id, _V.seen_at, _V.text)
        .where(among(dialect, _V.comment_id))
        .order_by(_V.number)
    )
    return known, last


def recorded(
    connection: Connection, shown: Mapping[int, LiveComment]
) -> dict[tuple[int, int], list[str]]:
    """Identities of the pictures that are noted, by comment and number of its wording.

    Asked only of comments that carry any, so that a reading without pictures costs nothing.
    """
    keys = [key for key, one in shown.items() if one.pictures]
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    if keys:
        query = _queries(connection.dialect.name)[0]
        for comment, number, identity in connection.execute(query, {"keys": keys}):
            found[comment, number].append(identity)
    return found


def identities(pictures: Iterable[Picture]) -> list[str]:
    """What the network calls these pictures."""
    return [one.identity for one in pictures]


def noted(session: Session, version_id: int) -> list[Picture]:
    """The pictures that are noted with a wording, as the network showed them."""
    query = select(CommentPicture.reference, CommentPicture.identity)
    rows = session.execute(query.filter_by(version_id=version_id).order_by(CommentPicture.position))
    return [Picture(*row) for row in rows]


def copy(session: Session, of: int, to: int) -> None:
    """Note with the new wording `to` the pictures of wording `of`, whose words it repeats.

    What was read stays read; the rest is asked for anew, since the page shows it again.
    """
    for row in session.scalars(select(CommentPicture).filter_by(version_id=of)):
        session.add(
            CommentPicture(
                version_id=to,
                position=row.position,
                reference=row.reference,
                identity=row.identity,
                sha256=row.sha256,
                media_type=row.media_type,
                width=row.width,
                height=row.height,
                size=row.size,
                gone_because=None if row.reference else row.gone_because,
            )
        )


def record(
    connection: Connection, shown: Mapping[int, LiveComment], began: datetime, erased: str
) -> None:
    """Note the pictures of these comments (by row) with their last wordings.

    Of one that is not read yet the address is renewed: networks sign it for a while. A wording
    that is newer than the reading is left alone, and one whose words are `erased`.
    """
    keys = [key for key, one in shown.items() if one.pictures]
    if not keys:
        return
    query = _queries(connection.dialect.name)[1]
    last = {key: rest for key, *rest in connection.execute(query, {"keys": keys})}
    rows = [
        (version, position, picture.reference, picture.identity)
        for key, (version, seen_at, text) in last.items()
        if seen_at <= began and text != erased
        for position, picture in enumerate(shown[key].pictures)
    ]
    if not rows:
        return
    insert_many_once(connection, CommentPicture, {}, **_columns(rows))
    renewed = [{"v": v, "p": p, "r": reference} for v, p, reference, _ in rows if reference]
    if renewed:
        connection.execute(_NEW_ADDRESS, renewed)


def _columns(rows: Sequence[tuple[int, int, str, str]]) -> dict[str, list[Any]]:
    version, position, reference, identity = (list(one) for one in zip(*rows, strict=True))
    return {
        "version_id": version,
        "position": position,
        "reference": reference,
        "identity": identity,
        "gone_because": [None if one else NAMELESS for one in reference],
    }
