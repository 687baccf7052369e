"""Channels for people: posts, comments, what was removed; one may keep order or play a resident."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sandbox.fields import ClosedError, Fields, UnknownObjectError
from sandbox.max import controls, deeds
from sandbox.max.markup import shown
from sandbox.max.records import Chat, Message, User
from sandbox.max.store import Store
from sandbox.render import page
from sandbox.world import World

NOTICES = {
    "closed": "Комментарий не добавлен: автор заблокирован или комментарии выключены.",
    "empty": "Ничего не сделано: текст пуст. Напишите текст и отправьте ещё раз.",
    "gone": "Действие не выполнено: того, что вы выбрали, уже нет.",
}


@dataclass(frozen=True)
class Shown:
    """A post or a comment with everything a page says of it."""

    message: Message
    html: str
    author: str
    removed: str
    pictures: tuple[int, ...] = ()
    files: tuple[tuple[int, str], ...] = ()
    comments: int = 0
    answered: str = ""
    blocked: bool = False
    person: bool = False


def name_of(store: Store, actor: int | None) -> str:
    """A person or a bot in words."""
    user = None if actor is None else store.users.get(actor)
    if user is None:
        return "администратор канала"
    return f"бот «{user.name()}»" if user.is_bot else user.name()


def _removed(store: Store, message: Message) -> str:
    if message.deleted_at is None:
        return ""
    if message.post is not None and message.deleted_by == message.author:
        return "удалён автором"
    return f"удалён администратором: {name_of(store, message.deleted_by)}"


def _post(store: Store, post: Message) -> Shown:
    uploads = [one.upload for one in post.attachments if one.upload is not None]
    return Shown(
        post,
        shown(post.text, post.markup),
        name_of(store, post.author),
        _removed(store, post),
        tuple(one.number for one in uploads if one.kind == "image"),
        tuple((one.number, one.name) for one in uploads if one.kind != "image"),
        store.counted(post),
    )


def _comment(store: Store, chat: Chat, comment: Message) -> Shown:
    answered = None if comment.link is None else store.messages[comment.link[1]]
    return Shown(
        comment,
        shown(comment.text, comment.markup),
        name_of(store, comment.author),
        _removed(store, comment),
        answered="" if answered is None else name_of(store, answered.author),
        blocked=comment.author in chat.blocks,
        person=comment.author not in chat.admins,
    )


def _found(request: Request) -> tuple[World, Chat]:
    world: World = request.app.state.world
    chat = world.max.named(request.path_params["name"])
    if chat is None:
        raise HTTPException(404)
    return world, chat


def _show(request: Request, posts: list[Message], *, single: bool) -> Response:
    world, chat = _found(request)
    store = world.max
    pinned = None if chat.pinned is None else store.post(chat.pinned)
    comments = reversed(store.under(posts[0])) if single else []
    return page(
        "max_channel.html",
        chat=chat,
        posts=[_post(store, one) for one in posts],
        pinned=None if pinned is None else _post(store, pinned),
        comments=[_comment(store, chat, one) for one in comments],
        blocks=[(one, name_of(store, one.user_id)) for one in chat.blocks.values()],
        residents=_residents(store, chat),
        owner=name_of(store, chat.owner_id),
        single=single,
        notice=NOTICES.get(request.query_params.get("notice", ""), ""),
    )


def _residents(store: Store, chat: Chat) -> list[User]:
    people = (user for user in store.users.values() if not user.is_bot)
    return [user for user in people if user.user_id not in chat.admins]


async def channel(request: Request) -> Response:
    """The whole channel, newest first, removed posts in their places."""
    world, chat = _found(request)
    return _show(request, world.max.posts(chat.chat_id), single=False)


async def single(request: Request) -> Response:
    """One post with its comments, oldest first."""
    world, chat = _found(request)
    post = world.max.messages.get(request.path_params["mid"])
    if post is None or post.post is not None or post.chat_id != chat.chat_id:
        raise HTTPException(404)
    return _show(request, [post], single=True)


Form = dict[str, str]


def _block(world: World, chat: Chat, form: Form) -> None:
    comment = world.max.messages.get(form.get("id", ""))
    if comment is None:
        raise UnknownObjectError("no such comment")
    deeds.block(world, Fields({"chat_id": chat.chat_id, "user_id": comment.author}))


def _write(world: World, chat: Chat, form: Form) -> None:
    body = {"post": form.get("post"), "user_id": int(form["user_id"]), "text": form["text"]}
    deeds.add_comment(world, Fields(body | {"reply_to": form.get("id") or None}))


def _remove_comment(world: World, chat: Chat, form: Form) -> None:
    deeds.delete_comment(world, Fields({"by": chat.owner_id}), form["id"])


NEEDS_TEXT = {"publish", "edit", "comment"}
DEEDS: dict[str, Callable[[World, Chat, Form], object]] = {
    "publish": lambda w, c, f: deeds.add_post(w, Fields({"chat_id": c.chat_id, "text": f["text"]})),
    "edit": lambda w, c, f: deeds.patch_post(w, Fields({"text": f["text"]}), f["post"]),
    "delete": lambda w, c, f: deeds.delete_post(w, Fields({}), f["post"]),
    "describe": lambda w, c, f: controls.patch_channel(
        w, Fields({"description": f.get("text", "")}), c.chat_id
    ),
    "comment": _write,
    "remove": _remove_comment,
    "block": _block,
    "unblock": lambda w, c, f: deeds.unblock(w, c.chat_id, int(f["user_id"])),
}
"""What can be pressed: the owner's deeds, and (comment) a resident's."""


async def press(request: Request) -> Response:
    """Do what was pressed and go back to where it was; what went wrong is told there."""
    world, chat = _found(request)
    name = request.path_params["deed"]
    if name not in DEEDS:
        raise HTTPException(404)
    async with request.form() as sent:
        texts = {key: value for key, value in sent.items() if isinstance(value, str)}
    form = {key: value.replace("\r\n", "\n") for key, value in texts.items()}
    notice = ""
    if name in NEEDS_TEXT and not form.get("text", "").strip():
        notice = "empty"
    else:
        try:
            DEEDS[name](world, chat, form)
        except ClosedError:
            notice = "closed"
        except (UnknownObjectError, KeyError, ValueError):
            notice = "gone"
    place = f"/max/web/{chat.name()}"
    if form.get("post") in world.max.messages:
        place += f"/{form['post']}"
    return RedirectResponse(f"{place}?notice={notice}" if notice else place, 303)
