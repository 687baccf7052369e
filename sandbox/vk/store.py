"""All of VK's state, and the rules that hold whoever acts: a method, a control or a page."""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from sandbox.fields import ClosedError, UnknownObjectError
from sandbox.vk.events import Events
from sandbox.vk.limits import Limits, Quotas, Rates
from sandbox.vk.media import Shelf
from sandbox.vk.records import Ban, Comment, Group, Post, Token, User, Version
from sandbox.vk.remarks import Remarks
from sandbox.vk.uploads import Desk


class Store:
    """Communities with their walls. Posts and comments of a wall share one count of ids."""

    def __init__(self) -> None:
        self.groups: dict[int, Group] = {}
        self.users: dict[int, User] = {}
        self.tokens: dict[str, Token] = {}
        self.posts: dict[tuple[int, int], Post] = {}
        self.comments: dict[tuple[int, int], Comment] = {}
        self.bans: dict[int, dict[int, Ban]] = defaultdict(dict)
        self.guids: dict[tuple[str, str, int, str], int] = {}
        self.limits = Limits()
        self.rates = Rates()
        self.quotas = Quotas()
        self.media = Shelf()
        self.desk = Desk()
        self.events = Events()
        self.remarks = Remarks(self.events)
        self._levels: dict[tuple[int, int, int | None], list[Comment]] = defaultdict(list)
        self._under: dict[tuple[int, int], list[Comment]] = defaultdict(list)
        self._ids: dict[int, Iterator[int]] = defaultdict(lambda: itertools.count(1))

    # -- finding

    def group(self, group_id: int) -> Group:
        """The community, or UnknownObjectError."""
        if group_id not in self.groups:
            raise UnknownObjectError(f"no community {group_id}")
        return self.groups[group_id]

    def named(self, name: str) -> Group | None:
        """The community with this id or screen name."""
        for group in self.groups.values():
            if name in {str(group.group_id), group.screen_name, f"club{group.group_id}"}:
                return group
        return None

    def post(self, group_id: int, post_id: int) -> Post | None:
        """The post if it stands on the wall."""
        post = self.posts.get((group_id, post_id))
        return None if post is None or post.deleted_at is not None or post.postponed else post

    def comment(self, group_id: int, comment_id: int) -> Comment | None:
        """The comment if it stands under a standing post."""
        comment = self.comments.get((group_id, comment_id))
        if comment is None or comment.deleted_at is not None:
            return None
        return comment if self.post(group_id, comment.post_id) else None

    def wall(self, group_id: int, now: int) -> list[Post]:
        """The posts that a list shows now: the pinned one first, then the newest."""
        pinned = self.group(group_id).pinned
        posts = (post for post in self.posts.values() if post.group_id == group_id)
        standing = [post for post in posts if post.deleted_at is None and not post.postponed]
        listed = [post for post in standing if post.visible_from <= now]
        return sorted(listed, key=lambda one: (one.id == pinned, one.date, one.id), reverse=True)

    def under(self, post: Post, root: int | None) -> list[Comment]:
        """The comments of one level, oldest first, removed ones too."""
        return list(self._levels.get((post.group_id, post.id, root), ()))

    def counted(self, post: Post) -> int:
        """How many comments stand under the post, replies included."""
        below = self._under.get((post.group_id, post.id), ())
        return sum(comment.deleted_at is None for comment in below)

    def ban(self, group_id: int, user_id: int, now: int) -> Ban | None:
        """The ban that holds now."""
        ban = self.bans[group_id].get(user_id)
        return ban if ban is not None and (ban.end_date == 0 or ban.end_date > now) else None

    def banned(self, group_id: int, now: int) -> list[Ban]:
        """The bans that hold now, newest first."""
        bans = [ban for ban in self.bans[group_id].values() if self.ban(group_id, ban.user_id, now)]
        return sorted(bans, key=lambda ban: ban.date, reverse=True)

    def level(self, group_id: int, user_id: int) -> int:
        """The person's role in the community, 0 for an ordinary visitor."""
        mine = (token for token in self.tokens.values() if token.user_id == user_id)
        by_token = max((token.levels.get(group_id, 0) for token in mine), default=0)
        return max(by_token, self.appointed(group_id, user_id))

    def appointed(self, group_id: int, user_id: int) -> int:
        """The role given to the person by hand."""
        group = self.groups.get(group_id)
        return 0 if group is None else group.managers.get(user_id, 0)

    def copies(self, post: Post) -> list[Post]:
        """The reposts of this post that stand."""
        name = (post.group_id, post.id)
        return [p for p in self.posts.values() if p.copy_of == name and p.deleted_at is None]

    # -- doing

    def next_id(self, group_id: int) -> int:
        """The next id on this wall."""
        return next(self._ids[group_id])

    def add_post(self, post: Post) -> Post:
        """Put the post on its wall."""
        post.versions.append(Version(post.text, post.date))
        self.posts[post.group_id, post.id] = post
        if not post.postponed:
            self.events.add(post.group_id, "wall_post_new", post)
        return post

    def edit_post(self, post: Post, text: str, now: int) -> None:
        """Change the text; VK marks an edited post."""
        post.text, post.edited = text, now
        post.versions.append(Version(text, now))

    def catch_up(self, now: int) -> None:
        """What time alone does: postponed posts come out, bans run out."""
        self._publish_due(now)
        for group_id, bans in self.bans.items():
            for ban in [one for one in bans.values() if 0 < one.end_date <= now]:
                del bans[ban.user_id]
                self._tell_ban("user_unblock", group_id, ban)

    def _publish_due(self, now: int) -> None:
        """Put out the postponed posts whose time has come, under new ids (facts A6)."""
        due = [p for p in self.posts.values() if p.postponed and p.deleted_at is None]
        for post in sorted(due, key=lambda post: post.date):
            if post.date <= now:
                del self.posts[post.group_id, post.id]
                post.postponed, post.postponed_id = False, post.id
                post.id = self.next_id(post.group_id)
                self.posts[post.group_id, post.id] = post
                self.events.add(post.group_id, "wall_post_new", post)

    def add_comment(
        self,
        post: Post,
        author: int,
        text: str,
        now: int,
        reply_to: int | None = None,
        *,
        attachments: tuple[str, ...] = (),
        visible_from: int = 0,
    ) -> Comment:
        """Write a comment, or ClosedError when comments are off or the author is banned."""
        if post.comments_closed or self.group(post.group_id).wall in {0, 3}:
            raise ClosedError("commenting is closed")
        if self.ban(post.group_id, author, now) is not None:
            raise ClosedError("the author is banned from the community")
        root = None
        if reply_to is not None:
            parent = self.comment(post.group_id, reply_to)
            if parent is None or parent.post_id != post.id:
                raise UnknownObjectError(f"no comment {reply_to} under post {post.id}")
            root = parent.root or parent.id
        comment = Comment(
            self.next_id(post.group_id),
            post.group_id,
            post.id,
            author,
            text,
            now,
            reply_to,
            root,
            attachments,
            visible_from,
        )
        comment.versions.append(Version(text, now))
        self.comments[post.group_id, comment.id] = comment
        self._levels[post.group_id, post.id, root].append(comment)
        self._under[post.group_id, post.id].append(comment)
        self._tell("new", comment)
        return comment

    def edit_comment(self, comment: Comment, text: str, now: int) -> None:
        """Change the text; the schema has no mark for an edited comment."""
        comment.text = text
        comment.versions.append(Version(text, now))
        self._tell("edit", comment)

    def delete_comment(self, comment: Comment, actor: int, now: int) -> None:
        """Take the comment off the page; its thread stays."""
        comment.deleted_at, comment.deleted_by = now, actor
        comment.deleted_as = "author" if actor == comment.user_id else "admin"
        self._tell("delete", comment)

    def restore_comment(self, comment: Comment) -> None:
        """Put the comment back."""
        comment.deleted_at = comment.deleted_by = comment.deleted_as = None
        self._tell("restore", comment)

    def put_ban(self, group_id: int, ban: Ban) -> None:
        """Put a person or a community on the black list."""
        self.bans[group_id][ban.user_id] = ban
        self._tell_ban("user_block", group_id, ban)

    def lift_ban(self, group_id: int, user_id: int, admin: int) -> None:
        """Take the person off the black list."""
        ban = replace(self.bans[group_id].pop(user_id), admin_id=admin, end_date=0)
        self._tell_ban("user_unblock", group_id, ban)

    def _tell_ban(self, kind: str, group_id: int, ban: Ban) -> None:
        """Of a community on the black list no event tells: the schema's user_id is a person's."""
        if ban.user_id > 0:
            self.events.add(group_id, kind, ban)

    def _tell(self, act: str, comment: Comment) -> None:
        self.events.add(comment.group_id, f"wall_reply_{act}", comment)
