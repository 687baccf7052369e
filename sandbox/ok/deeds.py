"""What one does on the pages by pressing: as a resident, or as the group's first moderator."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sandbox.fields import BadRequestError, ClosedError, Fields, UnknownObjectError
from sandbox.ok import acts
from sandbox.ok.pages import group_of
from sandbox.world import World

Form = dict[str, str]
Deed = Callable[[World, Form, dict[str, str]], str]


class _EmptyError(Exception):
    """Nothing was written into the form."""


def page_of(deed: Deed) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of a form: does the deed, then leads to where the deed says.

    The deed gets the form and {"group", and under a topic "topic"} of the address.
    """

    async def endpoint(request: Request) -> Response:
        world, _ = group_of(request)
        at = {key: str(value) for key, value in request.path_params.items()}
        async with request.form() as sent:
            form = {key: value for key, value in sent.items() if isinstance(value, str)}
        try:
            return RedirectResponse(deed(world, form, at), 303)
        except _EmptyError:
            notice = "empty"
        except ClosedError:
            notice = "staff" if "block" in form else "closed"
        except UnknownObjectError:
            notice = "gone"
        except BadRequestError:
            notice = "nobody"
        return RedirectResponse(f"{_back(at)}?notice={notice}", 303)

    return endpoint


def _back(at: dict[str, str]) -> str:
    group = f"/ok/group/{at['group']}"
    return f"{group}/topic/{at['topic']}" if "topic" in at else group


def _text(form: Form) -> str:
    if not form.get("text", "").strip():
        raise _EmptyError
    return form["text"].replace("\r\n", "\n")


def _body(**members: Any) -> Fields:
    return Fields({key: value for key, value in members.items() if value not in {None, ""}})


def publish(world: World, form: Form, at: dict[str, str]) -> str:
    """A new topic in the group's name."""
    link = form.get("link", "").strip()
    acts.add_topic(world, _body(group_id=at["group"], text=_text(form), link=link))
    return _back(at)


def describe(world: World, form: Form, at: dict[str, str]) -> str:
    """Another description of the group; it may be empty."""
    world.ok.group(at["group"]).description = form.get("text", "").replace("\r\n", "\n")
    return _back(at)


def block(world: World, form: Form, at: dict[str, str]) -> str:
    """On the black list, whether or not anything that the person wrote still stands."""
    person, reason = form.get("user_id", ""), form.get("reason", "")
    acts.block(world, _body(group_id=at["group"], user_id=person, reason=reason))
    return _back(at)


def unblock(world: World, form: Form, at: dict[str, str]) -> str:
    """Off the black list."""
    acts.unblock(world, at["group"], form.get("user_id", ""))
    return _back(at)


def edit_topic(world: World, form: Form, at: dict[str, str]) -> str:
    """Other words in the topic."""
    acts.patch_topic(world, _body(text=_text(form)), at["topic"])
    return _back(at)


def delete_topic(world: World, form: Form, at: dict[str, str]) -> str:
    """The topic away."""
    acts.delete_topic(world, _body(), at["topic"])
    return _back(at)


def write(world: World, form: Form, at: dict[str, str]) -> str:
    """A comment of a resident, or («group» for the person) in the group's name."""
    writer, reply_to = form.get("user_id", ""), form.get("reply_to")
    named = {"as_group": True} if writer == "group" else {"user_id": writer}
    body = _body(topic_id=at["topic"], text=_text(form), reply_to=reply_to, **named)
    acts.add_comment(world, body)
    return _back(at)


def remove(world: World, form: Form, at: dict[str, str]) -> str:
    """A comment away; with «block» its author goes on the black list first."""
    comment = world.ok.comment(form.get("comment_id", ""))
    if comment is None:
        raise UnknownObjectError("no such comment")
    moderator = acts.moderator_of(_body(), world.ok.group(at["group"]))
    if "block" in form:
        acts.block(world, _body(group_id=at["group"], user_id=comment.written_by))
    if form.get("keep") != "1":
        acts.delete_comment(world, _body(moderator=moderator), comment.id)
    return _back(at)
