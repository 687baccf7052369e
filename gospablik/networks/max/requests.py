"""What we ask MAX, as values. Nothing here touches a socket, and no key is ever a parameter.

Every request is held in the tests against the official OpenAPI 0.0.32 and what 0.0.33 changed.
Builders that take an id or a text raise NetworkError(REFUSED) for one that MAX cannot take.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gospablik.networks.base import Draft, MediumKind, Uploaded
from gospablik.networks.json_values import Json
from gospablik.networks.limits import TEXT
from gospablik.networks.max.answers import refused
from gospablik.networks.max.text import DESCRIPTION, fitting, rendered

SHEET = 100
UPLOAD_TYPES = {
    MediumKind.PHOTO: "image",
    MediumKind.VIDEO: "video",
    MediumKind.FILE: "file",
}


@dataclass(frozen=True, slots=True)
class Request:
    """A call of MAX: method, path below the host, query as text, JSON body."""

    verb: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Json = None

    @property
    def reads(self) -> bool:
        """Whether it changes nothing and may be repeated."""
        return self.verb == "GET"


def me() -> Request:
    """The bot itself."""
    return Request("GET", "/me")


def channel(chat_id: int) -> Request:
    """What the channel says of itself."""
    return Request("GET", f"/chats/{chat_id}")


def membership(chat_id: int) -> Request:
    """The bot's own rights in the channel."""
    return Request("GET", f"/chats/{chat_id}/members/me")


def administrators(chat_id: int) -> Request:
    """Everybody who runs the channel."""
    return Request("GET", f"/chats/{chat_id}/members/admins")


def describe(chat_id: int, description: str) -> Request:
    """Another description of the channel; an empty one clears it."""
    told = fitting(description, DESCRIPTION, "Описание канала")
    return Request("PATCH", f"/chats/{chat_id}", body={"description": told})


def pin(chat_id: int, mid: str) -> Request:
    """Put a post on top of the channel."""
    return Request("PUT", f"/chats/{chat_id}/pin", body={"message_id": _mid(mid)})


def posts(chat_id: int, *, before: int | None, after: int) -> Request:
    """A sheet of the channel's posts between two moments (milliseconds), newest first."""
    return Request("GET", "/messages", {"chat_id": str(chat_id), **_between(before, after)})


def post(mid: str) -> Request:
    """One post."""
    return Request("GET", f"/messages/{_mid(mid)}")


def publish(chat_id: int, draft: Draft) -> Request:
    """A post. `notify` is left out: in a channel its absence is the only thing allowed.

    No card is asked for: MAX makes one of the link in the text by itself, and one that it cannot
    make does not spoil the post.
    """
    return Request("POST", "/messages", {"chat_id": str(chat_id)}, _body(draft))


def forward(chat_id: int, mid: str, text: str) -> Request:
    """Another channel's post, forwarded with a text of ours."""
    ours = fitting(text, TEXT["max"].post, "Текст репоста") or None
    link = {"type": "forward", "mid": _mid(mid)}
    body = {"text": ours, "attachments": None, "link": link}
    return Request("POST", "/messages", {"chat_id": str(chat_id)}, body)


def edit(mid: str, draft: Draft) -> Request:
    """Another text of a post of ours; without media in the draft what is attached stays."""
    return Request("PUT", "/messages", {"message_id": _mid(mid)}, _body(draft))


def delete(mid: str) -> Request:
    """Take a post off."""
    return Request("DELETE", "/messages", {"message_id": _mid(mid)})


def comments(post_mid: str, *, before: int | None, after: int | None) -> Request:
    """A sheet of comments under a post between two moments (milliseconds), newest first."""
    return Request("GET", f"/messages/{_mid(post_mid)}/comments", _between(before, after))


def comment(post_mid: str, mid: str) -> Request:
    """One comment."""
    return Request("GET", f"/messages/{_mid(post_mid)}/comments/{_mid(mid)}")


def reply(post_mid: str, text: str, answered: str | None = None) -> Request:
    """A comment of ours, plain: MAX makes no links in comments. `answered`: a comment's mid."""
    body: dict[str, Json] = {"text": fitting(text, TEXT["max"].reply, "Ответ")}
    if answered:
        body["link"] = {"type": "reply", "mid": _mid(answered)}
    return Request("POST", f"/messages/{_mid(post_mid)}/comments", body=body)


def delete_comment(post_mid: str, mid: str) -> Request:
    """Take a comment off."""
    path = f"/messages/{_mid(post_mid)}/comments"
    return Request("DELETE", path, {"comment_id": _mid(mid)})


def upload(kind: MediumKind) -> Request:
    """Ask where to send a file of that kind."""
    return Request("POST", "/uploads", {"type": UPLOAD_TYPES[kind]})


def _body(draft: Draft) -> Json:
    """NewMessageBody. The schema wants all three names; null means "as it is"."""
    text, form = rendered(draft)
    body: dict[str, Json] = {"text": text, "attachments": _attachments(draft.media), "link": None}
    return body if form is None else {**body, "format": form}


def _attachments(media: Sequence[Uploaded]) -> list[Json] | None:
    if any(one.medium.kind is MediumKind.FILE for one in media) and len(media) > 1:
        raise refused(
            "В MAX файл может быть только единственным вложением поста. Пост не отправлен.",
            "оставьте в посте либо один файл, либо фотографии и видео.",
        )
    for one in media:
        if not one.reference:
            raise refused(
                f"Вложение «{one.medium.name}» не передано в MAX заранее. Пост не отправлен.",
                "передайте вложение ещё раз.",
            )
    return [
        {"type": UPLOAD_TYPES[one.medium.kind], "payload": {"token": one.reference}}
        for one in media
    ] or None


def _between(before: int | None, after: int | None) -> dict[str, str]:
    bounds = {"before": before, "after": after, "count": SHEET}
    return {name: str(max(value, 0)) for name, value in bounds.items() if value is not None}


def _mid(mid: str) -> str:
    """An id of a message, as the schema allows it, hence safe in a path."""
    if not re.fullmatch(r"(mid\.)?[a-zA-Z0-9_-]+", mid):
        raise refused(
            f"«{mid[:60]}» не может быть номером сообщения MAX. В MAX ничего не отправлено.",
            "проверьте, что номер взят с этой страницы.",
        )
    return mid
