"""Files themselves, the page of a picture, the page of a discussion."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sandbox.render import page, safe
from sandbox.vk.forms import whole
from sandbox.vk.media import Doc, Photo, Video
from sandbox.vk.media_objects import file_path
from sandbox.vk.pages import back, notice_of
from sandbox.vk.pictures import MIME
from sandbox.vk.records import Group
from sandbox.vk.views import shown_remark
from sandbox.world import World


async def file(request: Request) -> Response:
    """The bytes of a picture, to be looked at; of a document or video, to be kept."""
    world: World = request.app.state.world
    name = request.path_params["name"].partition(".")[0]
    medium = world.vk.media.get(name)
    if name in world.vk.media.vanished:
        raise HTTPException(404)
    if isinstance(medium, Photo):
        return safe(Response(medium.data, media_type=MIME[medium.sides.ext]))
    if not isinstance(medium, Doc | Video):
        raise HTTPException(404)
    answer = safe(Response(medium.data, media_type="application/octet-stream"))
    answer.headers["content-disposition"] = (
        f'attachment; filename="{file_path(medium).rpartition("/")[2]}"'
    )
    return answer


def _topic(world: World, request: Request) -> tuple[Group, str, str]:
    group_id, number = request.path_params["group"], request.path_params["topic"]
    topic = world.vk.remarks.topics.get((group_id, number))
    if topic is None or group_id not in world.vk.groups:
        raise HTTPException(404)
    return world.vk.groups[group_id], f"topic{number}", topic.title


def _show(request: Request, group: Group, place: str, *, title: str, picture: str = "") -> Response:
    store = request.app.state.world.vk
    return page(
        "vk_remarks.html",
        group=group,
        title=title,
        picture=picture,
        path=request.url.path,
        remarks=[shown_remark(store, one) for one in store.remarks.at(group.group_id, place)],
        users=list(store.users.values()),
        notice=notice_of(request),
    )


async def topic(request: Request) -> Response:
    """One discussion."""
    group, place, title = _topic(request.app.state.world, request)
    return _show(request, group, place, title=title)


def _photo(world: World, request: Request) -> tuple[Group, Photo]:
    found = world.vk.media.get(f"photo{request.path_params['rest']}")
    if not isinstance(found, Photo) or -found.owner_id not in world.vk.groups:
        raise HTTPException(404)
    return world.vk.groups[-found.owner_id], found


async def photo(request: Request) -> Response:
    """One picture of a community, with what is written under it."""
    group, found = _photo(request.app.state.world, request)
    title = found.text or "Фотография"
    return _show(request, group, found.name, title=title, picture=file_path(found))


async def on_topic(request: Request) -> Response:
    """Something was pressed in a discussion."""
    group, place, _ = _topic(request.app.state.world, request)
    return await _act(request, group, place)


async def on_photo(request: Request) -> Response:
    """Something was pressed under a picture."""
    group, found = _photo(request.app.state.world, request)
    return await _act(request, group, found.name)


async def _act(request: Request, group: Group, place: str) -> Response:
    """A resident writes, or an administrator (nobody in particular) removes or restores."""
    world: World = request.app.state.world
    path = request.url.path.rpartition("/")[0]
    now = world.clock.unix()
    async with request.form() as form:
        values = {key: one for key, one in form.items() if isinstance(one, str)}
    act = request.path_params["act"]
    if act == "write":
        author = whole(values.get("user_id", ""))
        if not values.get("text", "").strip():
            return back(path, "empty")
        if author not in world.vk.users or world.vk.ban(group.group_id, author, now):
            return back(path, "closed")
        world.vk.remarks.add(group.group_id, place, author, values["text"], now)
        return back(path)
    remark = world.vk.remarks.all.get((group.group_id, whole(values.get("comment_id", ""))))
    if remark is None or remark.place != place:
        return back(path, "gone")
    if act == "remove" and remark.deleted_at is None:
        world.vk.remarks.delete(remark, 0, now)
    if act == "restore" and remark.deleted_at is not None:
        world.vk.remarks.restore(remark)
    return back(path)
