"""Our records as OK's JSON objects (facts B5, B7)."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sandbox.ok.records import STAFF, WRITERS, Comment, Group, Person, Photo, Topic
from sandbox.ok.store import Store

MOSCOW = timezone(timedelta(hours=3))
Json = dict[str, Any]
MEMBER = {"ADMIN": "ADMIN", "ACTIVE": "ACTIVE", "PASSIVE": "PASSIVE"}
TOPIC_DEFAULT = ("id", "created_ms", "author_ref", "owner_ref", "media")
COMMENT_DEFAULT = ("id", "author_id", "text", "date", "type", "like_count", "attachments")
TOGETHER = {"date": ("date", "date_ms")}


def moscow(moment_ms: int) -> str:
    """The time as OK writes it: Moscow's, without saying so."""
    moment = datetime.fromtimestamp(moment_ms / 1000, UTC)
    return moment.astimezone(MOSCOW).strftime("%Y-%m-%d %H:%M:%S")


def chosen(full: Json, asked: tuple[str, ...], kind: str, default: tuple[str, ...] = ()) -> Json:
    """Of the whole object what `fields` names: «kind.NAME», «NAME» or «*»; else the default."""
    names: set[str] = set()
    for one in asked:
        head, dot, tail = one.lower().rpartition(".")
        if not dot or head == kind:
            names.add("media" if tail.startswith("media_") else tail)
    if "*" in names or not (names or default):
        return full
    wanted = names or set(default)
    members = {name for one in wanted for name in TOGETHER.get(one, (one,))}
    return {name: value for name, value in full.items() if name in members}


def person_object(person: Person) -> Json:
    """What users.getCurrentUser tells."""
    return {
        "uid": person.user_id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "name": person.name(),
        "locale": "ru",
    }


def group_object(group: Group) -> Json:
    """All that group.getInfo may tell (facts B7; that gos_org is a boolean is a guess)."""
    return {
        "uid": group.group_id,
        "name": group.name,
        "description": group.description,
        "shortname": group.shortname,
        "members_count": group.members_count,
        "status": group.status,
        "homepage_url": group.homepage_url,
        "phone": group.phone,
        "address": group.address,
        "gos_org": group.gos_org,
        "rkn_mark": group.rkn_mark,
        "premium": group.premium,
        "who_can_comment": group.who_can_comment,
        "blocked": False,
    }


def membership_object(group: Group, user_id: str) -> Json | None:
    """What group.getUserGroupsByIds tells of a person; None for one who never was a member."""
    shown: Json = {"groupId": group.group_id, "userId": user_id}
    block, role = group.blocks.get(user_id), group.roles.get(user_id)
    if block is not None:
        return shown | {"status": "BLOCKED", "block_reason": block.reason}
    if role is None:
        return None
    if role in MEMBER:
        return shown | {"status": MEMBER[role]}
    return shown | {"status": "MODERATOR", "role": role}


def _block(block: Json) -> Json:
    if block["type"] == "photo":
        return {"type": "photo", "photo_refs": [f"group_photo:{one}" for one in block["photos"]]}
    if block["type"] == "movie":
        return {"type": "movie", "movie_refs": [f"movie:{one}" for one in block["movies"]]}
    return block


def topic_object(topic: Topic, store: Store, now: int, role: str, limit: int | None) -> Json:
    """A topic whole; `limit` cuts the number of its blocks, `role` is the caller's in the group."""
    owner = f"group:{topic.group_id}"
    media = [_block(one) for one in topic.media]
    shown: Json = {
        "id": topic.id,
        "created_ms": topic.created_ms,
        "author_ref": topic.author_ref,
        "owner_ref": owner,
        "media": media[:limit],
        "has_more": limit is not None and len(media) > limit,
        "is_commenting_denied": topic.comments_off,
        "topic_comment_allowed": not topic.comments_off,
        "topic_switch_comments_allowed": role in WRITERS,
        "is_on_behalf_of_group": topic.author_ref == owner,
        "is_hidden_post": topic.hidden,
        "is_sticky": topic.pinned,
        "on_moderation": False,
        "edit_allowed": role in WRITERS,
        "views_count": topic.views,
        "discussion_summary": {
            "discussion_id": topic.id,
            "discussion_type": "GROUP_TOPIC",
            "comments_count": len(store.discussion(topic.id, now)),
        },
        "like_summary": {"count": topic.likes},
        "reshare_summary": {"count": topic.reshares},
    }
    if role in STAFF:
        shown["delete_id"] = topic.delete_id
    if topic.publish_ms is not None:
        shown |= {"is_unpublished_post": True, "publication_date_ms": topic.publish_ms}
    return shown


def comment_object(comment: Comment, store: Store, host: str) -> Json:
    """A comment whole."""
    shown: Json = {
        "id": comment.id,
        "author_id": comment.author_ref.partition(":")[2],
        "author_name": store.name_of(comment.author_ref),
        "author_ref": comment.author_ref,
        "text": comment.text,
        "date": moscow(comment.created_ms),
        "date_ms": comment.created_ms,
        "type": "ACTIVE_MESSAGE",
        "like_count": 0,
        "attachments": [_attached(store.photos[one], host) for one in comment.photos],
    }
    if not store.behaviour.date_ms:
        del shown["date_ms"]
    if comment.reply_to is not None:
        addressee = store.comments[comment.reply_to].author_ref
        shown |= {
            "reply_to_comment_id": comment.reply_to,
            "reply_to_id": addressee.partition(":")[2],
            "reply_to_name": store.name_of(addressee),
        }
    return shown


def _attached(photo: Photo, host: str) -> Json:
    """A photograph under a comment. Facts B5 have the list alone: the names are OK's photo's."""
    address = f"{host}/ok/photo/{photo.photo_id}"
    return {
        "type": "PHOTO",
        "id": photo.photo_id,
        "photo": {"id": photo.photo_id, "pic128x128": address, "pic_max": address},
    }


def discussion_object(topic: Topic, store: Store, now: int, person: str) -> Json:
    """A discussion of discussions.getList, with the count of what this person has not read."""
    comments = store.discussion(topic.id, now)
    seen = store.read.get((person, topic.id), 0)
    last = comments[-1].created_ms if comments else topic.created_ms
    return {
        "object_id": topic.id,
        "object_type": "GROUP_TOPIC",
        "title": topic.text[:100],
        "message": topic.text,
        "owner_uid": topic.author_ref.partition(":")[2],
        "creation_date": moscow(topic.created_ms),
        "last_activity_date": moscow(last),
        "total_comments_count": len(comments),
        "new_comments_count": sum(one.serial > seen for one in comments),
        "like_count": 0,
        "ref_objects": [{"type": "GROUP", "id": topic.group_id}],
    }
