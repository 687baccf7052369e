"""The levers of what people do in OK by hand: residents write, the group's staff moderates."""

from typing import Any

from sandbox.fields import BadRequestError, Fields, UnknownObjectError
from sandbox.ok.api import now_ms
from sandbox.ok.controls import identity
from sandbox.ok.errors import OkError
from sandbox.ok.records import STAFF, Comment, Group, Photo, Topic
from sandbox.ok.uploads import PHOTO_IDS, stored_photo
from sandbox.world import World

Json = dict[str, Any]


def staff_of(group: Group) -> list[str]:
    """The people who serve the group, the most powerful first."""
    ranked = sorted(group.roles.items(), key=lambda one: ROLE_RANK.get(one[1], len(STAFF)))
    return [user_id for user_id, role in ranked if role in STAFF]


ROLE_RANK = {role: rank for rank, role in enumerate(STAFF)}


def moderator_of(body: Fields, group: Group) -> str:
    """Who acts for the group: the one named, else the most powerful."""
    staff = staff_of(group)
    if "moderator" in body:
        named = identity(body, "moderator")
        if named not in staff:
            raise BadRequestError(f"{named} does not serve group {group.group_id}")
        return named
    if not staff:
        raise BadRequestError(f"nobody serves group {group.group_id}: give somebody a role")
    return staff[0]


def add_topic(world: World, body: Fields) -> Json:
    """A topic made in the browser; `topic_id`, `created_ms` and `views` may be named."""
    group = world.ok.group(identity(body, "group_id"))
    moderator = moderator_of(body, group)
    as_group = body.flag("as_group", True)
    media: list[Json] = [{"type": "text", "text": body.text("text")}]
    if "link" in body:
        media.append({"type": "link", "url": body.text("link")})
    topic = world.ok.add_topic(
        group.group_id,
        f"group:{group.group_id}" if as_group else f"user:{moderator}",
        moderator,
        media,
        body.integer("created_ms", now_ms(world)),
        topic_id=identity(body, "topic_id") if "topic_id" in body else None,
        comments_off=body.flag("comments_off"),
        views=body.integer("views", 0),
        by_hand=True,
    )
    return {"topic_id": topic.id}


def patch_topic(world: World, body: Fields, topic_id: str) -> Json:
    """An edit in the browser, or more people who saw, liked or shared the topic."""
    topic = _topic(world, topic_id)
    if "text" in body:
        others = [one for one in topic.media if one["type"] != "text"]
        media = [{"type": "text", "text": body.text("text")}, *others]
        world.ok.edit_topic(topic, media, now_ms(world))
    topic.comments_off = body.flag("comments_off", topic.comments_off)
    topic.views = body.integer("views", topic.views)
    topic.likes = body.integer("likes", topic.likes)
    topic.reshares = body.integer("reshares", topic.reshares)
    return {"topic_id": topic.id}


def delete_topic(world: World, body: Fields, topic_id: str) -> Json:
    """A removal in the browser."""
    topic = _topic(world, topic_id)
    moderator = moderator_of(body, world.ok.group(topic.group_id))
    return {"restore_id": world.ok.delete_topic(topic, moderator, now_ms(world))}


def add_comment(world: World, body: Fields) -> Json:
    """A resident writes; with `as_group` one of the staff answers in the group's name.

    `picture`: a file in base64 that hangs on it.

    ClosedError (403) when comments are off or the writer is blocked.
    """
    topic = _topic(world, identity(body, "topic_id"))
    if body.flag("as_group"):
        writer = moderator_of(body, world.ok.group(topic.group_id))
        author = f"group:{topic.group_id}"
    else:
        writer = identity(body, "user_id")
        author = f"user:{writer}"
        if writer not in world.ok.people:
            raise UnknownObjectError(f"no person {writer}")
    now = body.integer("created_ms", now_ms(world))
    reply_to = body.optional_text("reply_to")
    photos = _photos(world, body, topic, writer)
    made = world.ok.add_comment(
        topic, author, writer, body.text("text"), now, reply_to=reply_to, photos=photos
    )
    return {"comment_id": made.id}


def _photos(world: World, body: Fields, topic: Topic, writer: str) -> tuple[str, ...]:
    if "picture" not in body:
        return ()
    try:
        image, media_type, (width, height) = stored_photo(body.file("picture"), world.ok.limits)
    except OkError as error:
        raise BadRequestError(str(error)) from error
    number = str(PHOTO_IDS + world.ok.number())
    world.ok.photos[number] = Photo(
        number, topic.group_id, writer, None, image, media_type, width, height
    )
    return (number,)


def delete_picture(world: World, body: Fields, comment_id: str) -> Json:
    """The files of a comment's pictures vanish; the comment still names them."""
    comment = _comment(world, comment_id)
    for number in comment.photos:
        world.ok.photos[number].image = b""
    return {"comment_id": comment.id}


def patch_comment(world: World, body: Fields, comment_id: str) -> Json:
    """The author changes his comment."""
    comment = _comment(world, comment_id)
    world.ok.edit_comment(comment, body.text("text"), now_ms(world))
    return {"comment_id": comment.id}


def delete_comment(world: World, body: Fields, comment_id: str) -> Json:
    """The author removes his comment, or with `moderator` one of the group's staff."""
    comment = _comment(world, comment_id)
    actor = comment.written_by
    if "moderator" in body:
        actor = moderator_of(body, world.ok.group(comment.group_id))
    world.ok.delete_comment(comment, actor, now_ms(world))
    return {"comment_id": comment.id}


def block(world: World, body: Fields) -> Json:
    """One of the group's staff puts a person on the black list."""
    group = world.ok.group(identity(body, "group_id"))
    moderator, person = moderator_of(body, group), identity(body, "user_id")
    world.ok.block(group, person, moderator, now_ms(world), body.text("reason", ""))
    return {"user_id": person}


def unblock(world: World, group_id: str, user_id: str) -> Json:
    """Take a person off the black list."""
    if world.ok.group(group_id).blocks.pop(user_id, None) is None:
        raise UnknownObjectError(f"{user_id} is not blocked in group {group_id}")
    return {"user_id": user_id}


def _topic(world: World, topic_id: str) -> Topic:
    world.ok.publish_due(now_ms(world))
    topic = world.ok.topic(topic_id)
    if topic is None:
        raise UnknownObjectError(f"no topic {topic_id}")
    return topic


def _comment(world: World, comment_id: str) -> Comment:
    comment = world.ok.comment(comment_id)
    if comment is None:
        raise UnknownObjectError(f"no comment {comment_id}")
    return comment
