"""The wall for people: posts, comments, what was removed, who is blocked; one may play along."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sandbox.render import page
from sandbox.vk.records import Group, Post
from sandbox.vk.views import REASONS, name_of, shown_post
from sandbox.world import World

NOTICES = {
    "closed": "Не добавлено: автор заблокирован или писать здесь нельзя.",
    "empty": "Не добавлено: текст пуст.",
    "gone": "Действие не выполнено: этого на странице уже нет.",
    "picture": "Не опубликовано: файл не картинка JPG, PNG или GIF, или он слишком велик.",
}


def place(request: Request) -> tuple[World, Group]:
    """The world and the community of the address, brought up to the minute; 404 without it."""
    world: World = request.app.state.world
    world.vk.catch_up(world.clock.unix())
    group = world.vk.groups.get(request.path_params["group"])
    if group is None:
        raise HTTPException(404)
    return world, group


def notice_of(request: Request) -> str:
    """The sentence an act left for the page it returns to."""
    return NOTICES.get(request.query_params.get("notice", ""), "")


def back(path: str, notice: str = "") -> Response:
    """Return to a page, with a sentence if there is one."""
    return RedirectResponse(f"{path}?notice={notice}" if notice else path, 303)


def _show(request: Request, world: World, group: Group, posts: list[Post]) -> Response:
    store, now = world.vk, world.clock.unix()
    bans = [
        (name_of(store, ban.user_id), ban, REASONS[ban.reason], name_of(store, ban.admin_id))
        for ban in store.banned(group.group_id, now)
    ]
    remarks = store.remarks
    topics = [
        (topic, len(remarks.standing(group.group_id, f"topic{topic.id}")))
        for topic in remarks.topics.values()
        if topic.group_id == group.group_id
    ]
    return page(
        "vk_wall.html",
        group=group,
        posts=[shown_post(store, post) for post in posts],
        bans=bans,
        topics=topics,
        users=list(store.users.values()),
        reasons=REASONS,
        single="post" in request.path_params,
        notice=notice_of(request),
    )


async def wall(request: Request) -> Response:
    """The whole wall, the pinned post and then the newest first, removed posts in their places."""
    world, group = place(request)
    posts = [one for one in world.vk.posts.values() if one.group_id == group.group_id]
    posts = [one for one in posts if not one.postponed]
    posts.sort(key=lambda post: (post.id == group.pinned, post.date, post.id), reverse=True)
    return _show(request, world, group, posts)


async def single(request: Request) -> Response:
    """One post."""
    world, group = place(request)
    post = world.vk.posts.get((group.group_id, request.path_params["post"]))
    if post is None or post.postponed:
        raise HTTPException(404)
    return _show(request, world, group, [post])
