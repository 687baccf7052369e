"""The rows of what was read under one post: a handful of statements, however many comments."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Select, Table, bindparam, select, update
from sqlalchemy.orm import Session

from gospablik.moderation.pictures.record import identities, record, recorded
from gospablik.networks.base import LiveComment
from gospablik.store.comments import Author, Comment, CommentVersion
from gospablik.store.many import among, insert_many_once
from gospablik.store.once import how_many

UNKNOWN_AUTHOR = "?"
"""Begins the id of an author whom the network does not show, before the comment's own id."""
NAMELESS = "автор не показан сетью"
ERASED = "[слова стёрты]"
"""In the place of a wording whose term is over: what the page still shows is not kept anew."""

_ROWS = cast(Table, Comment.__table__)
_A, _C, _V = Author.__table__.c, _ROWS.c, CommentVersion.__table__.c
_PAGE: dict[str, Any] = {name: bindparam(f"whose_{name}") for name in ("organisation", "page")}
_AUTHORS = select(_A.network_id, _A.id, _A.name, _A.is_page).filter_by(**_PAGE)
_COMMENTS = select(_C.network_id, _C.id, _C.gone_at, _C.first_seen_at).filter_by(**_PAGE)
_POST = _C.post_network_id == bindparam("post")
_NEWEST = (
    select(_C.network_id, _C.id)
    .filter_by(**_PAGE)
    .where(_POST, _C.id > bindparam("after"), _C.first_seen_at == bindparam("began"))
)
_WORDINGS = select(_V.comment_id, _V.number, _V.seen_at, _V.text, _V.attachments)


class _Queries:
    """What is asked of one kind of database; made once, since making costs as much as asking."""

    def __init__(self, dialect: str) -> None:
        named = _COMMENTS.where(among(dialect, _C.network_id))
        self.authors = _AUTHORS.where(among(dialect, _A.network_id))
        self.comments = named
        # With the post an index finds the rows, whatever the database knows of its own data.
        self.of_post, self.of_post_named = _COMMENTS.where(_POST), named.where(_POST)
        self.wordings = _WORDINGS.where(among(dialect, _V.comment_id)).order_by(_V.number)
        back = update(_ROWS).where(among(dialect, _C.id), _C.gone_at < bindparam("began"))
        self.back = back.values(gone_at=None)
        self.gone = (
            update(_ROWS)
            .filter_by(**_PAGE)
            .where(
                _POST,
                among(dialect, _C.network_id),
                _C.gone_at.is_(None),
                _C.first_seen_at <= bindparam("began"),
            )
            .values(gone_at=bindparam("began"))
        )


_queries = cache(_Queries)


@dataclass(frozen=True, slots=True)
class Kept:
    """How many comments of residents are new, how many were reworded, how many came back.

    `own`: how many of the page itself are new.
    """

    new: int
    changed: int
    back: int
    own: int


class Keeping:
    """One post in one transaction. `began`: when the reading of it began.

    `names`: the network's ids of what will be kept; None if the whole post was read.
    """

    def __init__(
        self,
        session: Session,
        whose: Mapping[str, str],
        post_network_id: str,
        began: datetime,
        names: Collection[str] | None = None,
    ) -> None:
        session.flush()  # what follows passes the session by
        self._session, self._began, self._whose = session, began, dict(whose)
        self._connection = session.connection()
        self._ask = _queries(self._connection.dialect.name)
        self._post = post_network_id
        self._here = {f"whose_{k}": v for k, v in whose.items()} | {"post": post_network_id}
        self._ids: dict[str, int] = {}
        self._gone: dict[str, datetime] = {}
        self._last = 0
        if names is None:
            rows = self._rows(self._ask.of_post)
        else:
            rows = self._named(self._ask.of_post_named, names)
        self.standing = self._learn(rows)
        """The comments that we knew when the reading began, and not as gone."""

    def keep(self, some: Mapping[str, LiveComment]) -> Kept:
        """Keep these comments by the network's ids, with their authors and wordings."""
        authors = self._authors(some)
        missing = [network_id for network_id in some if network_id not in self._ids]
        new = self._insert([some[one] for one in missing], [authors[one] for one in missing])
        back = self._bring_back([self._ids[one] for one in self._gone if one in some])
        first = [(new[one], 1, some[one]) for one in missing if one in new]
        again = self._reworded({self._ids[one]: some[one] for one in some if one not in new})
        numbers = first + again
        insert_many_once(
            self._connection,
            CommentVersion,
            {"seen_at": self._began},
            comment_id=[key for key, _, _ in numbers],
            number=[number for _, number, _ in numbers],
            text=[storable(shown.text) for _, _, shown in numbers],
            attachments=[_attached(shown) for _, _, shown in numbers],
        )
        shown = {self._ids[one]: some[one] for one in some if some[one].pictures}
        record(self._connection, shown, self._began, ERASED)
        own = sum(some[one].by_page for one in new)
        return Kept(len(new) - own, len(again), back, own)

    def take_off(self, gone: Collection[str]) -> int:
        """Note that these are no longer on the page; returns of how many that was news."""
        if not gone:
            return 0
        given = {**self._here, "keys": list(gone), "began": self._began}
        return how_many(self._connection.execute(self._ask.gone, given))

    def _learn(self, rows: Sequence[Any]) -> set[str]:
        """Remember rows of _COMMENTS; returns the ids of those that stood when we began."""
        standing = set()
        for network_id, key, gone_at, first_seen_at in rows:
            self._ids[network_id] = key
            if gone_at is not None:
                self._gone[network_id] = gone_at
            elif first_seen_at <= self._began:
                standing.add(network_id)
        return standing

    def _insert(self, missing: Sequence[LiveComment], authors: Sequence[int]) -> dict[str, int]:
        """Insert the comments that are missing; returns the rows of those that are new indeed."""
        if not missing:
            return {}
        insert_many_once(
            self._connection,
            Comment,
            {**self._whose, "post_network_id": self._post, "first_seen_at": self._began},
            author_id=authors,
            network_id=[one.network_id for one in missing],
            thread_root=[one.thread_root for one in missing],
            written_at=[one.written_at for one in missing],
            address=[one.address or None for one in missing],
        )
        fresh = self._rows(_NEWEST, after=self._last, began=self._began)
        new: dict[str, int] = {network_id: key for network_id, key in fresh}  # noqa: C416
        self._last = max(new.values(), default=self._last)
        self._ids |= new
        # Another harvest was first, or the comment is known under another post.
        others = [one.network_id for one in missing if one.network_id not in new]
        self._learn(self._named(self._ask.comments, others))
        return new

    def _bring_back(self, ids: list[int]) -> int:
        """What was gone stands again, unless it went after the reading began."""
        if not ids:
            return 0
        given = {"keys": ids, "began": self._began}
        return how_many(self._connection.execute(self._ask.back, given))

    def _authors(self, some: Mapping[str, LiveComment]) -> dict[str, int]:
        """Each comment's author's row; a new name or the page's mark is kept.

        What stands in for a name, as of an account that was deleted, replaces none that we know.
        """
        keys = {network_id: _author_id(one) for network_id, one in some.items()}
        shown: dict[str, tuple[str, bool]] = {}
        named: set[str] = set()
        for network_id, one in some.items():
            author, name = keys[network_id], storable(one.author_name)
            if name and not one.unnamed:
                named.add(author)
            elif author in shown and (author in named or not name):
                name = shown[author][0]
            shown[author] = (name, one.by_page)
        there = self._named(self._ask.authors, shown)
        # In one order, so that two harvests do not wait for each other.
        missing = sorted(shown.keys() - {network_id for network_id, *_ in there})
        if missing:
            insert_many_once(
                self._connection,
                Author,
                self._whose,
                network_id=missing,
                name=[shown[one][0] or _nameless(one) for one in missing],
                is_page=[shown[one][1] for one in missing],
            )
            there += self._named(self._ask.authors, missing)
        rows = {}
        for network_id, key, name, is_page in there:
            rows[network_id] = key
            told, by_page = shown[network_id]
            now = (told if network_id in named else name or told), by_page
            if now != (name, is_page):
                change = update(Author).where(Author.id == key)
                self._session.execute(change.values(name=now[0], is_page=now[1]))
        return {network_id: rows[key] for network_id, key in keys.items()}

    def _reworded(self, there: Mapping[int, LiveComment]) -> list[tuple[int, int, LiveComment]]:
        """Row, number and comment of each wording that is another than the last one."""
        last = {key: rest for key, *rest in self._named(self._ask.wordings, there)}
        pictures = recorded(self._connection, there)
        again = []
        for key, shown in there.items():
            number, seen_at, *before = last.get(key, (0, self._began))
            if before and before[0] == ERASED:
                continue
            if seen_at > self._began:
                continue
            # Another picture in the place of one is another wording; networks call both «photo».
            now = identities(shown.pictures)
            others = pictures.get((key, number), now) != now
            if others or before != [storable(shown.text), [*_attached(shown)]]:
                again.append((key, number + 1, shown))
        return again

    def _named(self, query: Select[*tuple[Any, ...]], keys: Collection[Any]) -> list[Any]:
        return list(self._rows(query, keys=list(keys))) if keys else []

    def _rows(self, query: Select[*tuple[Any, ...]], **more: Any) -> Sequence[Any]:
        return self._connection.execute(query, {**self._here, **more}).all()


def storable(words: str) -> str:
    """PostgreSQL keeps no NUL and no database keeps half a surrogate pair."""
    whole = words.replace("\x00", "\ufffd") if "\x00" in words else words
    try:
        whole.encode()
    except UnicodeEncodeError:
        return whole.encode("utf-8", "replace").decode()
    return whole


def _attached(shown: LiveComment) -> tuple[str, ...]:
    return tuple(storable(one) for one in shown.attachments) if shown.attachments else ()


def _author_id(shown: LiveComment) -> str:
    if shown.author_id is None:
        return f"{UNKNOWN_AUTHOR}{shown.network_id}"
    return shown.author_id


def _nameless(key: str) -> str:
    return NAMELESS if key.startswith(UNKNOWN_AUTHOR) else ""
