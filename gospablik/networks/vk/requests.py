"""What we ask VK, as values. Nothing here touches a socket, and no key is ever a parameter.

Every parameter is checked against VK's official schema in the tests; what the schema lacks stands
in tests/gospablik/networks/vk_deviations.toml with its source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gospablik.clock import require_aware

VERSION = "5.199"
PAGE_SIZE = 100
THREAD_SIZE = 10


@dataclass(frozen=True, slots=True)
class Request:
    """A method of VK and its parameters, already as text, without key and version."""

    method: str
    params: Mapping[str, str]

    def form(self) -> dict[str, str]:
        """The form body: the parameters and the version that every call must name."""
        return {**self.params, "v": VERSION}


def page_info(group_id: int) -> Request:
    """What the community says of itself."""
    fields = "description,status,verified,site"
    return Request("groups.getById", {"group_id": str(group_id), "fields": fields})


def posts(group_id: int, *, offset: int) -> Request:
    """A sheet of the community's own posts, newest first after the pinned one."""
    return Request(
        "wall.get",
        {
            "owner_id": str(-group_id),
            "filter": "owner",
            "count": str(PAGE_SIZE),
            "offset": str(offset),
        },
    )


def post(group_id: int, post_id: int) -> Request:
    """One post."""
    return Request("wall.getById", {"posts": f"-{group_id}_{post_id}"})


def comments(group_id: int, post_id: int, *, offset: int, thread: int | None = None) -> Request:
    """A sheet of comments, oldest first: under the post, or in the thread of one comment."""
    params = {
        "owner_id": str(-group_id),
        "post_id": str(post_id),
        "sort": "asc",
        "count": str(PAGE_SIZE),
        "offset": str(offset),
        "preview_length": "0",
        "extended": "1",
    }
    if thread is None:
        params["thread_items_count"] = str(THREAD_SIZE)
    else:
        params["comment_id"] = str(thread)
    return Request("wall.getComments", params)


def publish(group_id: int, text: str, *, key: str) -> Request:
    """A post in the community's name. `key` lets VK drop a double of the same action."""
    return Request(
        "wall.post",
        {"owner_id": str(-group_id), "from_group": "1", "message": text, "guid": key},
    )


def reply(group_id: int, post_id: int, text: str, *, key: str) -> Request:
    """A comment in the community's name. Here `from_group` is the community's id, not a flag."""
    return Request(
        "wall.createComment",
        {
            "owner_id": str(-group_id),
            "post_id": str(post_id),
            "from_group": str(group_id),
            "message": text,
            "guid": key,
        },
    )


def delete_comment(group_id: int, comment_id: int) -> Request:
    """Take a comment off the wall."""
    return Request(
        "wall.deleteComment", {"owner_id": str(-group_id), "comment_id": str(comment_id)}
    )


def ban(group_id: int, author: int, *, until: datetime, comment: str) -> Request:
    """Put an author on the black list until that moment (aware).

    Reason 0 is "other": VK's own list of reasons is not the regulation's, the clause is in
    `comment`, which the author is shown.
    """
    return Request(
        "groups.ban",
        {
            "group_id": str(group_id),
            "owner_id": str(author),
            "end_date": str(int(require_aware(until).timestamp())),
            "reason": "0",
            "comment": comment,
            "comment_visible": "1",
        },
    )


def banned(group_id: int, author: int) -> Request:
    """The black list's entry of one author; VK answers 104 if there is none."""
    return Request("groups.getBanned", {"group_id": str(group_id), "owner_id": str(author)})
