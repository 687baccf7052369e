"""All of OK's state, and the rules that hold whoever acts: a method, a control or a page."""

import base64
import itertools
import secrets
from collections import defaultdict
from typing import Any

from sandbox.fields import ClosedError, UnknownObjectError
from sandbox.ok.behaviour import Behaviour
from sandbox.ok.limits import Limits, Windows
from sandbox.ok.records import (
    STAFF,
    Application,
    Block,
    Comment,
    Group,
    Person,
    Photo,
    Token,
    Topic,
    Upload,
    Version,
    Video,
    text_of,
)

TOPIC_IDS, COMMENT_IDS = 155_013_581_000_000, 1_279_494_864_000


class Store:
    """Applications, people, groups with their topics. `now` is always milliseconds since 1970."""

    def __init__(self) -> None:
        self.applications: dict[str, Application] = {}
        self.people: dict[str, Person] = {}
        self.tokens: dict[str, Token] = {}
        self.groups: dict[str, Group] = {}
        self.topics: dict[str, Topic] = {}
        self.comments: dict[str, Comment] = {}
        self.photos: dict[str, Photo] = {}
        self.videos: dict[str, Video] = {}
        self.uploads: dict[str, Upload] = {}
        self.read: dict[tuple[str, str], int] = {}
        self.limits = Limits()
        self.windows = Windows()
        self.behaviour = Behaviour()
        self._below: dict[str, list[Comment]] = defaultdict(list)
        self._numbers = itertools.count(1)

    # -- finding

    def group(self, group_id: str) -> Group:
        """The group, or UnknownObjectError."""
        if group_id not in self.groups:
            raise UnknownObjectError(f"no group {group_id}")
        return self.groups[group_id]

    def topic(self, topic_id: str) -> Topic | None:
        """The topic if it stands; one that waits to be published stands too."""
        topic = self.topics.get(topic_id)
        return None if topic is None or topic.deleted_ms is not None else topic

    def comment(self, comment_id: str) -> Comment | None:
        """The comment if it stands under a standing topic."""
        comment = self.comments.get(comment_id)
        if comment is None or comment.deleted_ms is not None:
            return None
        return comment if self.topic(comment.topic_id) else None

    def feed(self, group_id: str, now: int) -> list[Topic]:
        """What a listing of the group shows, newest first."""
        seen = [
            topic
            for topic in self.topics.values()
            if topic.group_id == group_id
            and topic.deleted_ms is None
            and topic.publish_ms is None
            and not topic.hidden
            and topic.visible_ms <= now
        ]
        return sorted(seen, key=lambda topic: (topic.created_ms, topic.id), reverse=True)

    def under(self, topic_id: str) -> list[Comment]:
        """All comments of the topic, oldest first, removed ones too."""
        return list(self._below.get(topic_id, ()))

    def discussion(self, topic_id: str, now: int) -> list[Comment]:
        """What a listing of the topic's comments shows, oldest first."""
        return [
            one for one in self.under(topic_id) if one.deleted_ms is None and one.visible_ms <= now
        ]

    def name_of(self, reference: str) -> str:
        """The name behind «user:<id>» or «group:<id>»."""
        kind, _, number = reference.partition(":")
        if kind == "group":
            return self.groups[number].name if number in self.groups else f"Группа {number}"
        return self.people[number].name() if number in self.people else f"Пользователь {number}"

    # -- doing

    def number(self) -> int:
        """A number that no other object has."""
        return next(self._numbers)

    def add_topic(
        self,
        group_id: str,
        author_ref: str,
        created_by: str,
        media: list[dict[str, Any]],
        now: int,
        *,
        topic_id: str | None = None,
        **more: Any,
    ) -> Topic:
        """Put a topic into the group; `more` are further members of Topic."""
        topic = Topic(
            id=topic_id or str(TOPIC_IDS + self.number()),
            group_id=group_id,
            author_ref=author_ref,
            created_by=created_by,
            created_ms=now,
            visible_ms=now + int(self.behaviour.topics_seen_after * 1000),
            media=media,
            delete_id=secrets.token_urlsafe(9),
            pin_id=secrets.token_urlsafe(9),
            versions=[Version(text_of(media), now)],
            **more,
        )
        self.topics[topic.id] = topic
        return topic

    def edit_topic(self, topic: Topic, media: list[dict[str, Any]], now: int) -> None:
        """Put other content in the topic's place."""
        topic.media, topic.edited_ms = media, now
        topic.versions.append(Version(topic.text, now))

    def delete_topic(self, topic: Topic, actor: str, now: int) -> str:
        """Take the topic away; what undoes it."""
        topic.deleted_ms, topic.deleted_by = now, actor
        topic.restore_id = secrets.token_urlsafe(9)
        return topic.restore_id

    def publish_due(self, now: int) -> None:
        """Put out the topics whose time has come, under new ids (facts B5)."""
        due = [one for one in self.topics.values() if one.publish_ms is not None]
        for topic in sorted(due, key=lambda one: one.publish_ms or 0):
            when = topic.publish_ms or 0
            if topic.deleted_ms is None and when <= now:
                del self.topics[topic.id]
                topic.waited_as, topic.id = topic.id, str(TOPIC_IDS + self.number())
                topic.visible_ms += when - topic.created_ms
                topic.created_ms, topic.publish_ms = when, None
                self.topics[topic.id] = topic

    def add_comment(
        self,
        topic: Topic,
        author_ref: str,
        written_by: str,
        text: str,
        now: int,
        *,
        reply_to: str | None = None,
        photos: tuple[str, ...] = (),
    ) -> Comment:
        """Write a comment, or ClosedError when comments are off or the writer is blocked."""
        if topic.comments_off or topic.publish_ms is not None:
            raise ClosedError("commenting is closed")
        if written_by in self.group(topic.group_id).blocks:
            raise ClosedError("the author is blocked in the group")
        if reply_to is not None:
            parent = self.comment(reply_to)
            if parent is None or parent.topic_id != topic.id:
                raise UnknownObjectError(f"no comment {reply_to} under topic {topic.id}")
        serial = self.number()
        plain = f"{COMMENT_IDS + serial}:-{serial * 7919 % 32768}:{COMMENT_IDS + serial * 3}"
        comment = Comment(
            id=base64.b64encode(plain.encode()).decode(),
            serial=serial,
            group_id=topic.group_id,
            topic_id=topic.id,
            author_ref=author_ref,
            written_by=written_by,
            text=text,
            created_ms=now,
            visible_ms=now + int(self.behaviour.comments_seen_after * 1000),
            reply_to=reply_to,
            photos=photos,
            versions=[Version(text, now)],
        )
        self.comments[comment.id] = comment
        self._below[topic.id].append(comment)
        topic.views += 1
        return comment

    def edit_comment(self, comment: Comment, text: str, now: int) -> None:
        """Change the text; no mark of it is known."""
        comment.text = text
        comment.versions.append(Version(text, now))

    def delete_comment(self, comment: Comment, actor: str, now: int) -> None:
        """Take the comment off the page; the replies stay."""
        comment.deleted_ms, comment.deleted_by = now, actor
        comment.deleted_as = "author" if actor == comment.written_by else "moderator"

    def block(self, group: Group, user_id: str, actor: str, now: int, reason: str = "") -> Block:
        """Put a person on the black list, or ClosedError for one of the group's own staff."""
        if user_id not in self.people:
            raise UnknownObjectError(f"no person {user_id}")
        if group.roles.get(user_id) in STAFF:
            raise ClosedError("one of the group's own staff cannot be blocked")
        group.blocks[user_id] = Block(user_id, actor, now, reason)
        return group.blocks[user_id]
