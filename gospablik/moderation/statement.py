"""What a seal is made of: canonical JSON, the sealed content, the statement. Pure, but for rows.

The statement holds no words and no ids of a citizen: those lie in the content, under a salt, and
are erased together with it; the chain of statements verifies without them.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from gospablik.moderation.links import comment_link, page_of, post_link, unmarked
from gospablik.moderation.pictures.sealed import sealed_pictures
from gospablik.moderation.posts_under import Place, UnderPost, place_of, posts_under
from gospablik.organisation import Organisation
from gospablik.regulation import CLAUSES, EDITION
from gospablik.store.comments import CommentVersion
from gospablik.store.review import Ruling
from gospablik.text import shorten

CLAUSE = "4.2"
GENESIS = "0" * 64
MOST_TOLD = 300
"""Of the reason so much is told to the author: beside the rest no network finds it too long."""


def canonical(value: Any) -> str:
    """The one way of writing this value down as JSON."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def sha256(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def content_digest(salt: str, content: dict[str, Any]) -> str:
    """SHA-256 of salt (hexadecimal) and content; without the salt short words could be guessed."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(content).encode()).hexdigest()


def contents_of(
    session: Session, office: Organisation, rulings: Sequence[Ruling]
) -> list[dict[str, Any]]:
    """What is sealed of each: every wording up to the ruled one with its pictures' digests, the

    post as it was published or last seen, the author, the times, the clause and its edition, and
    what of the reason the author will be told.
    """
    wordings = [
        [one for one in ruling.comment.versions if one.number <= ruling.version.number]
        for ruling in rulings
    ]
    pictures = sealed_pictures(session, [one for some in wordings for one in some])
    posts = posts_under(session, [ruling.comment for ruling in rulings])
    return [
        _content(office, ruling, versions, pictures, posts)
        for ruling, versions in zip(rulings, wordings, strict=True)
    ]


def _content(
    office: Organisation,
    ruling: Ruling,
    versions: Sequence[CommentVersion],
    pictures: Mapping[int, list[dict[str, Any]]],
    posts: Mapping[Place, UnderPost],
) -> dict[str, Any]:
    comment, page = ruling.comment, page_of(office, ruling.comment.page)
    post = posts.get(place_of(comment))
    return {
        "clause": {"number": CLAUSE, "words": CLAUSES[CLAUSE], "edition": EDITION},
        "author": {"network_id": comment.author.network_id, "name": comment.author.name},
        "comment": {
            "network_id": comment.network_id,
            "thread_root": comment.thread_root,
            "link": comment_link(page, comment),
            "written_at": moment(comment.written_at),
            "first_seen_at": moment(comment.first_seen_at),
        },
        "versions": [
            {
                "number": version.number,
                "text": version.text,
                "attachments": version.attachments,
                "pictures": pictures[version.id],
                "seen_at": moment(version.seen_at),
            }
            for version in versions
        ],
        "post": {
            "network_id": comment.post_network_id,
            "link": post_link(page, comment.post_network_id),
            "title": (post.title or None) if post else None,
            "text": post.text if post else None,
            "seen_at": moment(post.seen_at) if post and post.seen_at else None,
        },
        "reason": ruling.reason,
        "told_reason": told_reason(ruling.reason),
        "network": page.network if page else None,
        "page": page.name if page else None,
    }


def told_reason(reason: str) -> str:
    """The reason as the author reads it, a sentence: no markup, cut after a word if it is long."""
    words = shorten(unmarked(reason.replace("/", " "), len(reason)), MOST_TOLD)
    return words if words.endswith((".", "!", "?", "…")) or not words else f"{words}."


def statement_of(
    ruling: Ruling, *, number: int, previous: str, content: str, sealed_at: datetime
) -> dict[str, Any]:
    """The sealed statement; `content` is the digest of salt and content."""
    return {
        "organisation": ruling.organisation,
        "number": number,
        "clause": CLAUSE,
        "ground": ruling.ground.value if ruling.ground else None,
        "verdict": ruling.verdict.value,
        "times": {
            "written": moment(ruling.comment.written_at),
            "ruled": moment(ruling.made_at),
            "sealed": moment(sealed_at),
        },
        "actors": {"official": ruling.official},
        "ids": {
            "ruling": ruling.id,
            "question": ruling.question_id,
            "comment": ruling.comment_id,
            "version": ruling.version_id,
            "page": ruling.comment.page,
        },
        "content": content,
        "previous": previous,
    }


def moment(at: datetime) -> str:
    """A moment as statements write it."""
    return at.isoformat(timespec="microseconds")
