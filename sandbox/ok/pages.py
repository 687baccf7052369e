"""The group for people: topics, comments, what was removed, who is blocked."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sandbox.ok.acts import staff_of
from sandbox.ok.api import now_ms
from sandbox.ok.records import Comment, Group, Topic
from sandbox.ok.store import Store
from sandbox.render import page
from sandbox.world import World

NOTICES = {
    "closed": "Комментарий не добавлен: автор заблокирован или комментарии закрыты.",
    "empty": "Ничего не сохранено: текст пуст.",
    "gone": "Действие не выполнено: комментария или темы уже нет.",
    "staff": "Не заблокирован: это сотрудник группы.",
    "nobody": "Действие не выполнено: у группы нет ни администратора, ни модератора.",
}


@dataclass(frozen=True)
class ShownComment:
    """A comment with what a page says about it; `blockable` is the person to block, or ''."""

    comment: Comment
    author: str
    by_group: bool
    addressee: str
    removed: str
    blockable: str


@dataclass(frozen=True)
class ShownTopic:
    """A topic with everything under it."""

    topic: Topic
    author: str
    author_ref: str
    pressed_by: str
    removed: str
    count: int
    comments: tuple[ShownComment, ...]


def group_of(request: Request) -> tuple[World, Group]:
    """The group of the address, or 404."""
    world: World = request.app.state.world
    world.ok.publish_due(now_ms(world))
    group = world.ok.groups.get(request.path_params["group"])
    if group is None:
        raise HTTPException(404)
    return world, group


def _removed(store: Store, by: str | None, as_author: bool) -> str:
    if as_author:
        return "удалён автором"
    return f"удалён модератором: {store.name_of(f'user:{by}')}"


def _comment(store: Store, group: Group, comment: Comment) -> ShownComment:
    removed = ""
    if comment.deleted_ms is not None:
        removed = _removed(store, comment.deleted_by, comment.deleted_as == "author")
    parent = store.comments.get(comment.reply_to or "")
    kind, _, person = comment.author_ref.partition(":")
    free = kind == "user" and person not in group.blocks and person not in staff_of(group)
    return ShownComment(
        comment,
        store.name_of(comment.author_ref),
        kind == "group",
        "" if parent is None else store.name_of(parent.author_ref),
        removed,
        person if free else "",
    )


def _topic(store: Store, group: Group, topic: Topic) -> ShownTopic:
    removed = ""
    if topic.deleted_ms is not None:
        removed = _removed(store, topic.deleted_by, False).replace("удалён", "удалена")
    comments = tuple(_comment(store, group, one) for one in store.under(topic.id))
    return ShownTopic(
        topic,
        store.name_of(topic.author_ref),
        topic.author_ref,
        store.name_of(f"user:{topic.created_by}"),
        removed,
        sum(not one.removed for one in comments),
        comments,
    )


def _show(request: Request, topics: list[Topic], *, single: bool) -> Response:
    world, group = group_of(request)
    store = world.ok
    staff = staff_of(group)
    blocks = [
        (one, store.name_of(f"user:{one.user_id}"), store.name_of(f"user:{one.blocked_by}"))
        for one in group.blocks.values()
    ]
    return page(
        "ok_group.html",
        group=group,
        topics=[_topic(store, group, one) for one in topics],
        photos=store.photos,
        videos=store.videos,
        blocks=blocks,
        residents=[one for one in store.people.values() if one.user_id not in staff],
        moderator=store.name_of(f"user:{staff[0]}") if staff else "",
        single=single,
        notice=NOTICES.get(request.query_params.get("notice", ""), ""),
    )


async def feed(request: Request) -> Response:
    """The whole feed: what waits to be published, what is pinned, then the newest."""
    world, group = group_of(request)
    topics = [one for one in world.ok.topics.values() if one.group_id == group.group_id]
    topics.sort(key=lambda one: (one.publish_ms or 0, one.pinned, one.created_ms), reverse=True)
    return _show(request, topics, single=False)


async def single(request: Request) -> Response:
    """One topic."""
    world, group = group_of(request)
    topic = world.ok.topics.get(request.path_params["topic"])
    if topic is None or topic.group_id != group.group_id:
        raise HTTPException(404)
    return _show(request, [topic], single=True)
