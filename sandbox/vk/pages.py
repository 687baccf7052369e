"""The wall for people: posts, comments, what was removed, who is blocked; one may play along."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sandbox.fields import ClosedError, UnknownObjectError
from sandbox.render import page
from sandbox.vk.records import Comment, Group, Post
from sandbox.vk.store import Store
from sandbox.world import World

REASONS = ("другое", "спам", "оскорбления", "нецензурная лексика", "не по теме (флуд)")


@dataclass(frozen=True)
class ShownComment:
    """A comment and the replies under it."""

    comment: Comment
    author: str
    own: bool
    removed: str
    replies: tuple["ShownComment", ...] = ()


@dataclass(frozen=True)
class ShownPost:
    """A post with everything under it."""

    post: Post
    count: int
    removed: str
    comments: tuple[ShownComment, ...]


def name_of(store: Store, actor: int | None) -> str:
    """A person or a community in words."""
    if actor is None or actor == 0:
        return "администратор страницы"
    if actor < 0:
        group = store.groups.get(-actor)
        return group.name if group else f"сообщество {-actor}"
    user = store.users.get(actor)
    return user.name() if user else f"пользователь {actor}"


def _removed(store: Store, by: int | None, as_author: bool) -> str:
    if as_author:
        return "удалён автором"
    if by in {None, 0}:
        return "удалён администратором страницы"
    return f"удалён администратором: {name_of(store, by)}"


def _comment(store: Store, comment: Comment, post: Post) -> ShownComment:
    removed = ""
    if comment.deleted_at is not None:
        removed = _removed(store, comment.deleted_by, comment.deleted_as == "author")
    below = store.under(post, comment.id) if comment.root is None else []
    author = name_of(store, comment.user_id)
    replies = tuple(_comment(store, one, post) for one in below)
    return ShownComment(comment, author, comment.user_id > 0, removed, replies)


def _post(store: Store, post: Post) -> ShownPost:
    removed = ""
    if post.deleted_at is not None:
        removed = _removed(store, post.deleted_by, False).replace("удалён", "удалена")
    comments = tuple(_comment(store, one, post) for one in store.under(post, None))
    return ShownPost(post, store.counted(post), removed, comments)


def _group(request: Request) -> tuple[World, Group]:
    world: World = request.app.state.world
    world.vk.publish_due(world.clock.unix())
    group = world.vk.groups.get(request.path_params["group"])
    if group is None:
        raise HTTPException(404)
    return world, group


def _show(world: World, group: Group, posts: list[Post], *, single: bool, notice: str) -> Response:
    store, now = world.vk, world.clock.unix()
    bans = [
        (name_of(store, ban.user_id), ban, REASONS[ban.reason], name_of(store, ban.admin_id))
        for ban in store.banned(group.group_id, now)
    ]
    shown = [_post(store, post) for post in posts]
    return page(
        "vk_wall.html",
        group=group,
        posts=shown,
        bans=bans,
        users=list(store.users.values()),
        single=single,
        notice=notice,
    )


async def wall(request: Request) -> Response:
    """The whole wall, newest first, removed posts in their places."""
    world, group = _group(request)
    posts = [one for one in world.vk.posts.values() if one.group_id == group.group_id]
    posts = [one for one in posts if not one.postponed]
    posts.sort(key=lambda post: (post.date, post.id), reverse=True)
    return _show(world, group, posts, single=False, notice="")


async def single(request: Request) -> Response:
    """One post."""
    world, group = _group(request)
    post = world.vk.posts.get((group.group_id, request.path_params["post"]))
    if post is None or post.postponed:
        raise HTTPException(404)
    notice = NOTICES.get(request.query_params.get("notice", ""), "")
    return _show(world, group, [post], single=True, notice=notice)


NOTICES = {
    "closed": "Комментарий не добавлен: автор заблокирован или комментарии закрыты.",
    "empty": "Комментарий не добавлен: текст пуст.",
    "gone": "Действие не выполнено: комментария уже нет.",
}


async def _form(request: Request) -> dict[str, str]:
    async with request.form() as form:
        return {key: value for key, value in form.items() if isinstance(value, str)}


def _back(request: Request, notice: str = "") -> Response:
    place = f"/vk/wall-{request.path_params['group']}_{request.path_params['post']}"
    return RedirectResponse(f"{place}?notice={notice}" if notice else place, 303)


async def write(request: Request) -> Response:
    """A visitor of the page writes a comment as any resident."""
    world, group = _group(request)
    form = await _form(request)
    post = world.vk.post(group.group_id, request.path_params["post"])
    author = int(form.get("user_id", "0") or 0)
    if post is None or author not in world.vk.users:
        return _back(request, "gone")
    if not form.get("text", "").strip():
        return _back(request, "empty")
    reply_to = int(form["reply_to"]) if form.get("reply_to", "").isdigit() else None
    try:
        world.vk.add_comment(post, author, form["text"], world.clock.unix(), reply_to)
    except ClosedError:
        return _back(request, "closed")
    except UnknownObjectError:
        return _back(request, "gone")
    return _back(request)


async def _own(request: Request) -> tuple[World, Comment | None, str]:
    world, group = _group(request)
    form = await _form(request)
    number = form.get("comment_id", "")
    comment = world.vk.comment(group.group_id, int(number)) if number.isdigit() else None
    return world, comment, form.get("text", "")


async def edit(request: Request) -> Response:
    """The author changes his comment."""
    world, comment, text = await _own(request)
    if comment is None or comment.user_id < 0:
        return _back(request, "gone")
    if not text.strip():
        return _back(request, "empty")
    world.vk.edit_comment(comment, text, world.clock.unix())
    return _back(request)


async def delete(request: Request) -> Response:
    """The author removes his comment."""
    world, comment, _ = await _own(request)
    if comment is None or comment.user_id < 0:
        return _back(request, "gone")
    world.vk.delete_comment(comment, comment.user_id, world.clock.unix())
    return _back(request)
