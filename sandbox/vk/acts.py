"""What may be pressed at a post: by a resident, and by an administrator of the page.

The administrator is nobody in particular: whoever sat at the computer.
"""

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sandbox.fields import BadRequestError, ClosedError, UnknownObjectError
from sandbox.vk import page_acts
from sandbox.vk.forms import Form, filled_in
from sandbox.vk.pages import back
from sandbox.vk.records import Ban

DAY = 24 * 3600
Act = Callable[[Form], str | None]


def _write(form: Form) -> str | None:
    post, author = form.standing(), form.number("user_id")
    if author not in form.store.users:
        return "gone"
    if not form.text():
        return "empty"
    form.store.add_comment(post, author, form.text(), form.now, form.number("reply_to") or None)
    return None


def _edit(form: Form) -> str | None:
    comment = form.residents_comment()
    if not form.text():
        return "empty"
    form.store.edit_comment(comment, form.text(), form.now)
    return None


def _delete(form: Form) -> None:
    comment = form.residents_comment()
    form.store.delete_comment(comment, comment.user_id, form.now)


def _remove_comment(form: Form) -> None:
    comment = form.comment()
    if comment.deleted_at is None:
        form.store.delete_comment(comment, 0, form.now)


def _restore_comment(form: Form) -> None:
    comment = form.comment()
    if comment.deleted_at is not None:
        form.store.restore_comment(comment)


def _block(form: Form) -> str | None:
    author = form.number("user_id")
    if author not in form.store.users or form.store.level(form.group.group_id, author):
        return "gone"
    days, reason = form.number("days"), form.number("reason")
    ban = Ban(
        user_id=author,
        admin_id=0,
        date=form.now,
        end_date=form.now + days * DAY if days > 0 else 0,
        reason=reason if 0 <= reason <= 4 else 0,
        comment=form.values.get("comment", ""),
        comment_visible=False,
    )
    form.store.put_ban(form.group.group_id, ban)
    return None


def _change_post(form: Form) -> str | None:
    if not form.text():
        return "empty"
    form.store.edit_post(form.standing(), form.text(), form.now)
    return None


def _remove_post(form: Form) -> None:
    post = form.standing()
    post.deleted_at, post.deleted_by = form.now, 0


def _restore_post(form: Form) -> None:
    if form.post is not None:
        form.post.deleted_at = form.post.deleted_by = None


def _pin(form: Form) -> None:
    form.group.pinned = form.standing().id


def _unpin(form: Form) -> None:
    form.group.pinned = None


def _close(form: Form) -> None:
    form.standing().comments_closed = True


def _open(form: Form) -> None:
    form.standing().comments_closed = False


ON_POST: dict[str, Act] = {
    "comment": _write,
    "edit": _edit,
    "delete": _delete,
    "remove_comment": _remove_comment,
    "restore_comment": _restore_comment,
    "block": _block,
    "change_post": _change_post,
    "remove_post": _remove_post,
    "restore_post": _restore_post,
    "pin": _pin,
    "unpin": _unpin,
    "close": _close,
    "open": _open,
}
ON_PAGE: dict[str, Act] = {
    "publish": page_acts.publish,
    "describe": page_acts.describe,
    "unblock": page_acts.unblock,
}


async def _perform(request: Request, acts: dict[str, Act], path: str) -> Response:
    act = acts.get(request.path_params["act"])
    if act is None:
        raise HTTPException(404)
    form = await filled_in(request)
    try:
        return back(path, act(form) or "")
    except ClosedError:
        return back(path, "closed")
    except UnknownObjectError:
        return back(path, "gone")
    except BadRequestError:
        return back(path, "picture")


async def on_post(request: Request) -> Response:
    """Something was pressed at a post."""
    group, post = request.path_params["group"], request.path_params["post"]
    return await _perform(request, ON_POST, f"/vk/wall-{group}_{post}")


async def on_page(request: Request) -> Response:
    """Something was pressed at the head or the side of the page."""
    return await _perform(request, ON_PAGE, f"/vk/club{request.path_params['group']}")
