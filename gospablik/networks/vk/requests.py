"""What we ask VK of posts, comments and authors, as values; files and the rest stand beside.

Nothing here touches a socket, and no key is ever a parameter. Every parameter is checked against
VK's official schema in the tests; what the schema lacks stands in tests/contract/deviations.toml
with its source.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gospablik.clock import require_aware
from gospablik.networks.vk.routes import WITH_MEDIA

VERSION = "5.199"
PAGE_SIZE = 100
THREAD_SIZE = 10
BANS_SIZE = 200


@dataclass(frozen=True, slots=True)
class Request:
    """A method of VK and its parameters, already as text, without key and version.

    `route`: the line of ROUTES, if it is not the method's own.
    """

    method: str
    params: Mapping[str, str]
    route: str = ""

    def form(self) -> dict[str, str]:
        """The form body: the parameters and the version that every call must name."""
        return {**self.params, "v": VERSION}


# -- posts


def posts(group_id: int, *, offset: int, count: int = PAGE_SIZE, own: bool = True) -> Request:
    """A sheet of the wall, newest first after the pinned post: the community's, or the others'.

    Those of others come with their authors' names.
    """
    params = {
        "owner_id": str(-group_id),
        "filter": "owner" if own else "others",
        "count": str(count),
        "offset": str(offset),
    }
    return Request("wall.get", params if own else {**params, "extended": "1"})


def post(group_id: int, post_id: int) -> Request:
    """One post."""
    return Request("wall.getById", {"posts": f"-{group_id}_{post_id}"})


def publish(group_id: int, text: str, attached: Sequence[str] = (), *, key: str) -> Request:
    """A post in the community's name. `key` lets VK drop a double of the same action.

    `attached` as VK names it: photo1_2, doc1_2, video1_2, one web address.
    """
    params = {"owner_id": str(-group_id), "from_group": "1", "message": text, "guid": key}
    if attached:
        params["attachments"] = ",".join(attached)
    seen = any(name.startswith(("photo", "video")) for name in attached)
    return Request("wall.post", params, WITH_MEDIA if seen else "")


def edit_post(group_id: int, post_id: int, text: str, attached: Sequence[str]) -> Request:
    """Another text of a post. Whatever is not in `attached` comes off (shared facts A6)."""
    params = {"owner_id": str(-group_id), "post_id": str(post_id), "message": text}
    if attached:
        params["attachments"] = ",".join(attached)
    return Request("wall.edit", params)


def delete_post(group_id: int, post_id: int) -> Request:
    """Take a post off the wall."""
    return Request("wall.delete", {"owner_id": str(-group_id), "post_id": str(post_id)})


def pin_post(group_id: int, post_id: int) -> Request:
    """Put a post on top of the wall."""
    return Request("wall.pin", {"owner_id": str(-group_id), "post_id": str(post_id)})


def repost(group_id: int, source: str, text: str) -> Request:
    """Another page's post (wall-1_2) on our wall. VK takes no key against doubles here."""
    return Request("wall.repost", {"object": source, "message": text, "group_id": str(group_id)})


# -- comments


def comments(
    group_id: int,
    post_id: int,
    *,
    offset: int,
    thread: int | None = None,
    newest: bool = False,
    count: int = PAGE_SIZE,
) -> Request:
    """A sheet of comments, oldest or newest first: under the post, or in one comment's thread."""
    params = {
        "owner_id": str(-group_id),
        "post_id": str(post_id),
        "sort": "desc" if newest else "asc",
        "count": str(count),
        "offset": str(offset),
        "preview_length": "0",
        "extended": "1",
    }
    if thread is None:
        params["thread_items_count"] = str(THREAD_SIZE)
    else:
        params["comment_id"] = str(thread)
    return Request("wall.getComments", params)


def reply(
    group_id: int, post_id: int, text: str, *, key: str, answered: int | None = None
) -> Request:
    """A comment in the community's name. Here `from_group` is the community's id, not a flag.

    `answered`: the comment in whose thread it stands.
    """
    params = {
        "owner_id": str(-group_id),
        "post_id": str(post_id),
        "from_group": str(group_id),
        "message": text,
        "guid": key,
    }
    if answered is not None:
        params["reply_to_comment"] = str(answered)
    return Request("wall.createComment", params)


def delete_comment(group_id: int, comment_id: int) -> Request:
    """Take a comment off the wall."""
    return Request(
        "wall.deleteComment", {"owner_id": str(-group_id), "comment_id": str(comment_id)}
    )


def restore_comment(group_id: int, comment_id: int) -> Request:
    """Put a removed comment back."""
    return Request(
        "wall.restoreComment", {"owner_id": str(-group_id), "comment_id": str(comment_id)}
    )


# -- authors


def ban(group_id: int, author: int, *, until: datetime | None, comment: str) -> Request:
    """Put an author on the black list until that moment (aware); None: for ever.

    Reason 0 is "other": VK's own list of reasons is not the regulation's, the clause is in
    `comment`, which the author is shown.
    """
    return Request(
        "groups.ban",
        {
            "group_id": str(group_id),
            "owner_id": str(author),
            **({"end_date": str(int(require_aware(until).timestamp()))} if until else {}),
            "reason": "0",
            "comment": comment,
            "comment_visible": "1",
        },
    )


def unban(group_id: int, author: int) -> Request:
    """Take an author off the black list."""
    return Request("groups.unban", {"group_id": str(group_id), "owner_id": str(author)})


def banned(group_id: int, author: int) -> Request:
    """The black list's entry of one author; VK answers 104 if there is none."""
    return Request("groups.getBanned", {"group_id": str(group_id), "owner_id": str(author)})


def black_list(group_id: int, *, offset: int, count: int = BANS_SIZE) -> Request:
    """A sheet of the black list."""
    return Request(
        "groups.getBanned",
        {"group_id": str(group_id), "offset": str(offset), "count": str(count)},
    )
