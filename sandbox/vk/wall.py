"""wall.post, edit, delete, restore, get, getById (facts A6)."""

from typing import Any

from sandbox.vk.access import Call
from sandbox.vk.attachments import attached
from sandbox.vk.errors import VkError, invalid, missing
from sandbox.vk.objects import people, post_object
from sandbox.vk.records import EDITOR, MODERATOR, Post

DAY, YEAR = 24 * 3600, 366 * 24 * 3600


def _content(call: Call) -> tuple[str, tuple[str, ...]]:
    """The text and the attachments that will show, checked."""
    text = call.params.text("message")
    attachments = attached(call)
    if not text and not attachments:
        raise missing("message")
    if len(text) > call.store.limits.text:
        raise invalid("message is too long")
    return text, attachments


def check_quota(call: Call, group_id: int) -> None:
    """No more than so many posts within 24 hours through the API (facts A4)."""
    recent = [
        post
        for post in call.store.posts.values()
        if post.group_id == group_id and not post.by_hand and post.date > call.now - DAY
    ]
    if len(recent) >= call.store.limits.posts_per_day:
        raise VkError(214, f"you can only add {call.store.limits.posts_per_day} posts a day")


def _author(call: Call, group_id: int) -> int:
    """Who the post will be from: the community, or a resident where the wall is open to all."""
    if call.token.kind == "community":
        call.require_level(group_id, EDITOR, VkError(15))
        return -group_id
    if call.params.flag("from_group"):
        call.require_level(group_id, EDITOR, VkError(214))
        return -group_id
    store = call.store
    barred = store.ban(group_id, call.actor, call.now) is not None
    if call.level(group_id) < EDITOR and (store.group(group_id).wall != 1 or barred):
        raise VkError(214)
    return call.actor


def _when(call: Call, group_id: int) -> int:
    """The time of a postponed post, 0 for one that goes out at once (214 otherwise)."""
    when = call.params.integer("publish_date", 0, minimum=0)
    if when and when <= call.now:
        raise VkError(214, "publish_date is in the past")
    if when > call.now + YEAR:
        raise VkError(214, "cannot postpone post")
    same = (p for p in call.store.posts.values() if p.postponed and p.group_id == group_id)
    if when and any(one.date == when and one.deleted_at is None for one in same):
        raise VkError(214, "a post is already scheduled for this time")
    return when


def post(call: Call) -> dict[str, Any]:
    """wall.post. The same guid with the same token on the same wall gives the first result."""
    group_id = call.params.community()
    guid = call.params.text("guid")
    key = ("wall.post", call.token.token, group_id, guid)
    if guid and key in call.store.guids:
        return {"post_id": call.store.guids[key]}
    if group_id not in call.store.groups:
        raise VkError(15)
    text, attachments = _content(call)
    author = _author(call, group_id)
    check_quota(call, group_id)
    when = _when(call, group_id)
    new = Post(
        id=call.store.next_id(group_id),
        group_id=group_id,
        from_id=author,
        created_by=call.actor,
        date=when or call.now,
        text=text,
        attachments=attachments,
        guid=guid or None,
        copyright=call.params.text("copyright"),
        comments_closed=call.params.flag("close_comments"),
        visible_from=(when or call.now) + call.store.limits.post_visible_after,
        postponed=bool(when),
    )
    call.store.add_post(new)
    if guid:
        call.store.guids[key] = new.id
    return {"post_id": new.id}


def editable(call: Call) -> Post:
    """The post of the call, standing or not, if the caller may do with it as he likes.

    104: there never was one; 210: it is not his (a moderator's reach ends at residents' entries).
    """
    group_id = call.params.community()
    found = call.store.posts.get((group_id, call.params.needed("post_id", minimum=0)))
    if found is None:
        raise VkError(104)
    needed = MODERATOR if found.from_id > 0 else EDITOR
    if call.level(group_id) < needed and found.from_id != call.actor:
        raise VkError(210)
    return found


def edit(call: Call) -> dict[str, Any]:
    """wall.edit. Attachments that are not sent again are dropped (facts A6).

    Nobody edits another person's entry.
    """
    found = editable(call)
    foreign = found.from_id > 0 and found.from_id != call.actor
    if foreign or found.deleted_at is not None:
        raise VkError(210)
    text, found.attachments = _content(call)
    call.store.edit_post(found, text, call.now)
    if "close_comments" in call.params:
        found.comments_closed = call.params.flag("close_comments")
    return {"post_id": found.id}


def delete(call: Call) -> int:
    """wall.delete; a post that is gone already is «not found» (facts A3: 104)."""
    found = editable(call)
    if found.deleted_at is not None:
        raise VkError(104)
    found.deleted_at, found.deleted_by = call.now, call.actor
    return 1


def restore(call: Call) -> int:
    """wall.restore."""
    found = editable(call)
    found.deleted_at = found.deleted_by = None
    return 1


def get(call: Call) -> dict[str, Any]:
    """wall.get by owner_id (works though the schema lost it, facts A6) or domain."""
    if "owner_id" in call.params:
        group = call.store.groups.get(call.params.community())
    else:
        group = call.store.named(call.params.needed_text("domain"))
    if group is None:
        raise VkError(15)
    wanted = call.params.text("filter", "all")
    posts = call.store.wall(group.group_id, call.now)
    if wanted in {"postponed", "suggests"}:
        call.require_level(group.group_id, EDITOR, VkError(15))
        standing = (p for p in call.store.posts.values() if p.group_id == group.group_id)
        posts = [p for p in standing if p.postponed and p.deleted_at is None]
        posts = posts if wanted == "postponed" else []
    elif wanted == "owner":
        posts = [one for one in posts if one.from_id < 0]
    elif wanted == "others":
        posts = [one for one in posts if one.from_id > 0]
    offset = call.params.integer("offset", 0, minimum=0)
    count = min(call.params.integer("count", 20, minimum=0), 100)
    page = posts[offset : offset + count]
    answer = {"count": len(posts), "items": [post_object(one, call) for one in page]}
    if call.params.flag("extended"):
        answer |= people([-group.group_id, *(one.from_id for one in page)], call)
    return answer


def get_by_id(call: Call) -> Any:
    """wall.getById; posts that do not stand are left out. A bare list before 5.199."""
    if "posts" not in call.params:
        raise missing("posts")
    found = []
    for name in call.params.listed("posts"):
        owner, _, rest = name.partition("_")
        number = rest.split("_")[0]
        if not (owner.lstrip("-").isdigit() and number.isdigit()):
            raise invalid("posts is invalid")
        one = call.store.post(-int(owner), int(number))
        if one is not None:
            found.append(one)
    items = [post_object(one, call) for one in found]
    if call.params.flag("extended"):
        owners = [owner for one in found for owner in (-one.group_id, one.from_id)]
        return {"items": items, **people(owners, call)}
    return {"items": items} if call.version >= (5, 199) else items
