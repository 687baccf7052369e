"""wall.getComments, getComment, createComment, deleteComment, restoreComment (facts A7)."""

from typing import Any

from sandbox.fields import ClosedError, UnknownObjectError
from sandbox.vk.access import Call
from sandbox.vk.attachments import attached
from sandbox.vk.errors import VkError, invalid, missing
from sandbox.vk.objects import comment_object, people
from sandbox.vk.records import EDITOR, MODERATOR, Comment, Post


def _permissions(post: Post, call: Call) -> dict[str, Any]:
    opened = not post.comments_closed and call.store.group(post.group_id).wall not in {0, 3}
    may = opened and call.token.kind != "service"
    return {"can_post": may, "show_reply_button": may, "groups_can_post": opened}


def _level(post: Post, root: int | None, call: Call) -> list[Comment]:
    """What a page shows of one level: a removed comment only while it still has replies."""
    shown = []
    for comment in call.store.under(post, root):
        if comment.visible_from > call.now:
            continue
        replies = call.store.under(post, comment.id) if root is None else []
        if comment.deleted_at is None or any(one.deleted_at is None for one in replies):
            shown.append(comment)
    return shown


def _page(comments: list[Comment], call: Call) -> list[Comment]:
    """Sort, start_comment_id, offset and count."""
    order = call.params.text("sort", "asc")
    if order not in {"asc", "desc", "smart"}:
        raise invalid("sort is invalid")
    ordered = sorted(comments, key=lambda one: one.id, reverse=order == "desc")
    start = call.params.integer("start_comment_id", 0, minimum=0)
    offset = call.params.integer("offset", 0)
    if start:
        beyond = (one.id <= start if order == "desc" else one.id >= start for one in ordered)
        offset += next((i for i, found in enumerate(beyond) if found), len(ordered))
    elif offset < 0:
        raise invalid("offset should be greater or equal to 0")
    offset = max(offset, 0)
    count = min(call.params.integer("count", 10, minimum=0), 100)
    return ordered[offset : offset + count]


def get_comments(call: Call) -> dict[str, Any]:
    """wall.getComments: top comments with the beginnings of their threads, or one thread."""
    post = call.standing_post(call.params.community(), 212)
    root = call.params.optional("comment_id", minimum=0) or None
    asked = call.params.integer("thread_items_count", 0, minimum=0, maximum=10)
    preview = call.params.integer("preview_length", 0, minimum=0)
    with_likes = call.params.flag("need_likes")
    if root is not None:
        top = call.store.comments.get((post.group_id, root))
        if top is None or top.post_id != post.id:
            raise VkError(212)
        root = top.root or top.id
    level = _level(post, root, call)
    page = _page(level, call)
    items, authors = [], [-post.group_id]
    for comment in page:
        shown = comment_object(comment, call, preview=preview, with_likes=with_likes)
        authors.append(shown["from_id"])
        if root is None:
            replies = _level(post, comment.id, call)
            authors += [one.user_id for one in replies[:asked]]
            shown["thread"] = {
                "count": len(replies),
                "items": [
                    comment_object(one, call, preview=preview, with_likes=with_likes)
                    for one in replies[:asked]
                ],
                **_permissions(post, call),
            }
        items.append(shown)
    answer = {
        "count": call.store.counted(post) if root is None else len(level),
        "items": items,
        "current_level_count": len(level),
        **_permissions(post, call),
    }
    if call.params.flag("extended"):
        answer |= {**people(authors, call), "post_author_id": post.from_id}
    return answer


def get_comment(call: Call) -> dict[str, Any]:
    """wall.getComment; 15 for one that is gone without trace (facts A3: hidden or deleted)."""
    group_id = call.params.community()
    comment = call.store.comments.get((group_id, call.params.needed("comment_id", minimum=0)))
    post = None if comment is None else call.store.post(group_id, comment.post_id)
    if comment is None or post is None or comment not in _level(post, comment.root, call):
        raise VkError(15)
    shown = comment_object(comment, call, with_likes=True)
    answer = {"items": [shown], **_permissions(post, call)}
    if call.params.flag("extended"):
        authors = [-group_id, shown["from_id"]]
        answer |= {**people(authors, call), "post_author_id": post.from_id}
    return answer


def create_comment(call: Call) -> dict[str, Any]:
    """wall.createComment; the same guid gives the first result. 213: closed or banned."""
    group_id = call.params.community()
    guid = call.params.text("guid")
    key = ("wall.createComment", call.token.token, group_id, guid)
    if guid and key in call.store.guids:
        first = call.store.comments[group_id, call.store.guids[key]]
        return {"comment_id": first.id, "parents_stack": [first.root] if first.root else []}
    text = call.params.text("message")
    attachments = attached(call)
    if not text and not attachments:
        raise missing("message")
    if len(text) > call.store.limits.text:
        raise invalid("message is too long")
    post = call.standing_post(group_id, 213)
    author = call.actor
    as_group = call.params.integer("from_group", 0, minimum=0)
    if as_group or call.token.kind == "community":
        speaker = as_group or group_id
        call.require_level(speaker, EDITOR, VkError(15))
        author = -speaker
    reply_to = call.params.optional("reply_to_comment")
    try:
        comment = call.store.add_comment(
            post,
            author,
            text,
            call.now,
            reply_to,
            attachments=attachments,
            visible_from=call.now + call.store.limits.comment_visible_after,
        )
    except ClosedError as closed:
        raise VkError(213) from closed
    except UnknownObjectError as unknown:
        raise invalid("reply_to_comment is invalid") from unknown
    if guid:
        call.store.guids[key] = comment.id
    return {"comment_id": comment.id, "parents_stack": [comment.root] if comment.root else []}


def _named(call: Call) -> Comment:
    """The comment of the call, standing or not; 104 if there never was one."""
    group_id = call.params.community()
    comment = call.store.comments.get((group_id, call.params.needed("comment_id", minimum=0)))
    if comment is None:
        raise VkError(104)
    if comment.user_id != call.actor:
        call.require_level(group_id, MODERATOR, VkError(211))
    return comment


def delete_comment(call: Call) -> int:
    """wall.deleteComment; 211 if it is gone already (facts A3)."""
    comment = _named(call)
    if call.store.comment(comment.group_id, comment.id) is None:
        raise VkError(211)
    call.store.delete_comment(comment, call.actor, call.now)
    return 1


def restore_comment(call: Call) -> int:
    """wall.restoreComment: 243 if it stands; 211 if too old or removed by its author."""
    comment = _named(call)
    if comment.deleted_at is None:
        raise VkError(243)
    if comment.deleted_as == "author" and comment.user_id != call.actor:
        raise VkError(211)
    if call.now - comment.deleted_at > call.store.limits.restore_seconds:
        raise VkError(211)
    call.store.restore_comment(comment)
    return 1
