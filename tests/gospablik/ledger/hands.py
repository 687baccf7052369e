"""What people do on the demo's four pages in the sandbox: residents write, administrators press."""

from collections.abc import Mapping

import httpx

from office.demo.other_networks import Max, Ok, Telegram
from office.demo.story import GROUP
from tests.gospablik.ledger.four_pages import MAX, OK, TELEGRAM, VK

Form = tuple[str, Mapping[str, str | int]]
"""Where it is sent to, and what stands in it."""


def control(sandbox: str, path: str, **body: object) -> dict[str, object]:
    """Press a knob of the sandbox."""
    answer = httpx.post(f"{sandbox}/control/{path}", json=body).raise_for_status()
    return dict(answer.json()) if answer.content else {}


def write(sandbox: str, key: str, post: str, user: int, text: str) -> str:
    """A resident's comment under a post; its number."""
    number = int(post) if post.isdigit() else post
    places: Mapping[str, Form] = {
        VK: ("vk/comments", {"group_id": GROUP, "post_id": number}),
        OK: ("ok/comments", {"topic_id": number}),
        TELEGRAM: ("telegram/comments", {"chat_id": Telegram.CHANNEL, "post_id": number}),
        MAX: ("max/comments", {"post": number}),
    }
    path, place = places[key]
    told = control(sandbox, path, **place, user_id=user, text=text)
    return str(next(told[name] for name in ("comment_id", "message_id", "mid") if name in told))


def remove(sandbox: str, key: str, post: str, comment: str) -> None:
    """An administrator takes a comment off, in the browser."""
    group = str(Telegram.DISCUSSION).removeprefix("-100")
    forms: Mapping[str, Form] = {
        VK: (f"vk/wall-{GROUP}_{post}/remove_comment", {"comment_id": comment}),
        OK: (f"ok/group/{Ok.GROUP}/topic/{post}/remove", {"comment_id": comment}),
        TELEGRAM: (f"telegram/c/{group}/{comment}/delete", {}),
        MAX: (f"max/web/{Max.LINK}/do/remove", {"post": post, "id": comment}),
    }
    _press(sandbox, *forms[key])


def block(sandbox: str, key: str, post: str, comment: str, user: int) -> None:
    """An administrator blocks who wrote the comment, in the browser; in VK for thirty days."""
    forms: Mapping[str, Form] = {
        VK: (f"vk/wall-{GROUP}_{post}/block", {"user_id": user, "days": 30}),
        OK: (f"ok/group/{Ok.GROUP}/block", {"user_id": user}),
        MAX: (f"max/web/{Max.LINK}/do/block", {"post": post, "id": comment}),
    }
    _press(sandbox, *forms[key])


def unblock(sandbox: str, key: str, user: int) -> None:
    """An administrator takes a person off the black list, in the browser."""
    forms: Mapping[str, Form] = {
        VK: (f"vk/club{GROUP}/unblock", {"user_id": user}),
        OK: (f"ok/group/{Ok.GROUP}/unblock", {"user_id": user}),
        MAX: (f"max/web/{Max.LINK}/do/unblock", {"user_id": user}),
    }
    _press(sandbox, *forms[key])


def _press(sandbox: str, path: str, fields: Mapping[str, str | int]) -> None:
    answer = httpx.post(f"{sandbox}/{path}", data={k: str(v) for k, v in fields.items()})
    assert answer.is_redirect, answer.text
    assert "notice" not in answer.headers["location"], answer.headers["location"]
