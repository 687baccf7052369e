"""What came with a form of the pages."""

import re
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.requests import Request

from sandbox.fields import UnknownObjectError
from sandbox.vk.pages import place
from sandbox.vk.records import Comment, Group, Post
from sandbox.vk.store import Store
from sandbox.world import World


def whole(text: str) -> int:
    """The number a form sent, 0 if it is none."""
    return int(text) if re.fullmatch(r"-?\d{1,18}", text) else 0


@dataclass(frozen=True)
class Form:
    """What was pressed: on which page, at which post if any, and what was filled in."""

    world: World
    group: Group
    post: Post | None
    values: dict[str, str]
    files: dict[str, tuple[str, bytes]]

    @property
    def store(self) -> Store:
        """VK's state."""
        return self.world.vk

    @property
    def now(self) -> int:
        """The sandbox's time."""
        return self.world.clock.unix()

    def number(self, name: str) -> int:
        """A whole number, 0 if it is not one."""
        return whole(self.values.get(name, ""))

    def text(self) -> str:
        """The text, «» if there is nothing but spaces."""
        text = self.values.get("text", "")
        return text if text.strip() else ""

    def standing(self) -> Post:
        """The post, if it stands."""
        if self.post is None or self.post.deleted_at is not None:
            raise UnknownObjectError("the post is gone")
        return self.post

    def comment(self) -> Comment:
        """The comment, removed or not."""
        comment = self.store.comments.get((self.group.group_id, self.number("comment_id")))
        if comment is None:
            raise UnknownObjectError("no such comment")
        return comment

    def residents_comment(self) -> Comment:
        """The comment, if it stands and a resident wrote it."""
        comment = self.comment()
        if comment.user_id < 0 or self.store.comment(comment.group_id, comment.id) is None:
            raise UnknownObjectError("no such comment of a resident")
        return comment


async def filled_in(request: Request) -> Form:
    """What came with a form."""
    world, group = place(request)
    async with request.form() as form:
        values = {key: one for key, one in form.items() if isinstance(one, str)}
        files = {
            key: (one.filename, await one.read())
            for key, one in form.items()
            if isinstance(one, UploadFile) and one.filename
        }
    post = world.vk.posts.get((group.group_id, request.path_params.get("post", 0)))
    return Form(world, group, post, values, files)
