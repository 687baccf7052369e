"""What people do in the browser: posts by hand, residents' words, pictures, discussions."""

from typing import Any

from sandbox.fields import BadRequestError, ClosedError, Fields, UnknownObjectError
from sandbox.vk.media import Doc, Medium, Photo, Poll, Video, ending
from sandbox.vk.pictures import drawn, measured
from sandbox.vk.records import Comment, Post, Remark
from sandbox.world import World

Json = dict[str, Any]


def add_post(world: World, body: Fields) -> Json:
    """A post made in the browser by an administrator, or with `user_id` by a resident.

    Raises ClosedError where a resident may not write on the wall.
    """
    group = world.vk.group(body.integer("group_id"))
    now = world.clock.unix()
    author = body.optional_integer("user_id")
    if author is not None:
        _person(world, author)
        if group.wall != 1 or world.vk.ban(group.group_id, author, now):
            raise ClosedError("the wall is closed to this person")
    post = Post(
        id=world.vk.next_id(group.group_id),
        group_id=group.group_id,
        from_id=-group.group_id if author is None else author,
        created_by=author or 0,
        date=body.integer("date", now),
        text=body.text("text"),
        attachments=_attached(world, body),
        by_hand=True,
        comments_closed=body.flag("comments_closed"),
    )
    return {"post_id": world.vk.add_post(post).id}


def patch_post(world: World, body: Fields, group_id: int, post_id: int) -> Json:
    """An edit in the browser; with `views` or `likes` only these counters move."""
    post = _post(world, group_id, post_id)
    post.views = body.integer("views", post.views)
    post.likes = body.integer("likes", post.likes)
    if "text" in body:
        world.vk.edit_post(post, body.text("text"), world.clock.unix())
    if "attachments" in body:
        post.attachments = _attached(world, body)
    if "pinned" in body:
        group = world.vk.group(group_id)
        group.pinned = post.id if body.flag("pinned") else None
    post.comments_closed = body.flag("comments_closed", post.comments_closed)
    return {"post_id": post.id}


def delete_post(world: World, group_id: int, post_id: int) -> Json:
    """A removal in the browser by an unnamed administrator."""
    post = _post(world, group_id, post_id)
    post.deleted_at, post.deleted_by = world.clock.unix(), 0
    return {"post_id": post.id}


def add_comment(world: World, body: Fields) -> Json:
    """A resident writes; ClosedError (403) when that is impossible, with the reason."""
    post = _post(world, body.integer("group_id"), body.integer("post_id"))
    author = _person(world, body.integer("user_id"))
    reply_to = body.optional_integer("reply_to")
    now = world.clock.unix()
    comment = world.vk.add_comment(
        post, author, body.text("text"), now, reply_to, attachments=_attached(world, body)
    )
    return {"comment_id": comment.id}


def patch_comment(world: World, body: Fields, group_id: int, comment_id: int) -> Json:
    """The author changes his comment."""
    comment = _comment(world, group_id, comment_id)
    world.vk.edit_comment(comment, body.text("text"), world.clock.unix())
    return {"comment_id": comment.id}


def delete_comment(world: World, group_id: int, comment_id: int) -> Json:
    """The author removes his comment."""
    comment = _comment(world, group_id, comment_id)
    world.vk.delete_comment(comment, comment.user_id, world.clock.unix())
    return {"comment_id": comment.id}


def add_medium(world: World, body: Fields) -> Json:
    """A picture, document, video or poll made in the browser; answers its attachment name.

    `data` is the file in base64; a picture without it is drawn.
    """
    kind, owner = body.choice("kind", ("photo", "doc", "video", "poll")), body.integer("owner_id")
    shelf, now = world.vk.media, world.clock.unix()
    number = body.optional_integer("id")
    number = shelf.next_id(owner) if number is None else number
    text, data = body.text("text", ""), body.file("data")
    medium: Medium
    if kind == "photo":
        medium = photo(owner, number, now, data or drawn(number), text)
    elif kind == "doc":
        medium = Doc(owner, number, now, data, text, ending(text))
    elif kind == "video":
        medium = Video(owner, number, now, text, data=data or b"\0")
    else:
        medium = Poll(owner, number, now, 0, text, body.texts("answers", ("Да", "Нет")))
    return {"name": shelf.put(medium).name}


def delete_file(world: World, name: str) -> Json:
    """The file of a medium vanishes from VK's servers; what it hangs on still names it."""
    medium = world.vk.media.get(name)
    if medium is None:
        raise UnknownObjectError(f"no medium {name}")
    world.vk.media.vanished.add(medium.name)
    return {"name": medium.name}


def photo(owner_id: int, number: int, now: int, data: bytes, text: str = "") -> Photo:
    """A picture as the browser uploads it, or BadRequestError."""
    sides = measured(data)
    if sides is None:
        raise BadRequestError("data is no picture that VK takes")
    return Photo(owner_id, number, now, data, sides, max(owner_id, 0), text)


def add_topic(world: World, body: Fields) -> Json:
    """Somebody opens a discussion with its first words."""
    group = world.vk.group(body.integer("group_id"))
    author = _person(world, body.integer("user_id", -group.group_id))
    now = world.clock.unix()
    remarks = world.vk.remarks
    topic = remarks.add_topic(group.group_id, body.text("title"), author, now)
    remarks.add(group.group_id, f"topic{topic.id}", author, body.text("text"), now)
    return {"topic_id": topic.id}


def add_remark(world: World, body: Fields) -> Json:
    """Somebody writes in a discussion (topic_id) or under a medium (photo, video: its name)."""
    group_id = world.vk.group(body.integer("group_id")).group_id
    author, now = _person(world, body.integer("user_id")), world.clock.unix()
    if world.vk.ban(group_id, author, now) is not None:
        raise ClosedError("the author is banned from the community")
    if "photo" in body or "video" in body:
        place = body.text("photo", "") or body.text("video")
        if not isinstance(world.vk.media.get(place), Photo | Video):
            raise UnknownObjectError(f"no picture or video {place}")
    else:
        topic = world.vk.remarks.topics.get((group_id, body.integer("topic_id")))
        if topic is None:
            raise UnknownObjectError("no such discussion")
        place = f"topic{topic.id}"
    remark = world.vk.remarks.add(group_id, place, author, body.text("text"), now)
    return {"comment_id": remark.id}


def delete_remark(world: World, group_id: int, remark_id: int) -> Json:
    """The author removes what he wrote in a discussion or under a picture."""
    remark: Remark | None = world.vk.remarks.all.get((group_id, remark_id))
    if remark is None or remark.deleted_at is not None:
        raise UnknownObjectError(f"no remark {remark_id} in the community {group_id}")
    world.vk.remarks.delete(remark, remark.user_id, world.clock.unix())
    return {"comment_id": remark.id}


def _attached(world: World, body: Fields) -> tuple[str, ...]:
    names = body.texts("attachments")
    for name in names:
        if not name.startswith(("http://", "https://")) and world.vk.media.get(name) is None:
            raise UnknownObjectError(f"no medium {name}")
    return names


def _person(world: World, author: int) -> int:
    if author not in world.vk.users and -author not in world.vk.groups:
        raise UnknownObjectError(f"no person {author}")
    return author


def _post(world: World, group_id: int, post_id: int) -> Post:
    world.vk.catch_up(world.clock.unix())
    post = world.vk.post(group_id, post_id)
    if post is None:
        raise UnknownObjectError(f"no post {post_id} on the wall of {group_id}")
    return post


def _comment(world: World, group_id: int, comment_id: int) -> Comment:
    comment = world.vk.comment(group_id, comment_id)
    if comment is None:
        raise UnknownObjectError(f"no comment {comment_id} on the wall of {group_id}")
    return comment
