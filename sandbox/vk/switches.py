"""wall.pin, unpin, closeComments, openComments (facts A5, A6)."""

from sandbox.vk.access import Call
from sandbox.vk.errors import VkError
from sandbox.vk.records import EDITOR, Post
from sandbox.vk.wall import editable


def _standing(call: Call) -> Post:
    """The post of the call if it stands and the caller runs the page (210 otherwise)."""
    post = editable(call)
    if post.deleted_at is not None or call.level(post.group_id) < EDITOR:
        raise VkError(210)
    return post


def pin(call: Call) -> int:
    """wall.pin; the post pinned before is let go."""
    post = _standing(call)
    call.store.group(post.group_id).pinned = post.id
    return 1


def unpin(call: Call) -> int:
    """wall.unpin."""
    post = _standing(call)
    group = call.store.group(post.group_id)
    if group.pinned == post.id:
        group.pinned = None
    return 1


def close_comments(call: Call) -> int:
    """wall.closeComments."""
    _standing(call).comments_closed = True
    return 1


def open_comments(call: Call) -> int:
    """wall.openComments."""
    _standing(call).comments_closed = False
    return 1
