"""A draft as Telegram's requests: what goes out as one message (or one album), never as two.

A text that is too long for a caption takes no picture with it. If the post has a link, the picture
comes as a large card of that page above the text, which is one message still and shows what the
site shows; else the draft is refused. A picture first and the text as its answer would be two
messages, of which the second may fail.

Sources: Bot API 10.1; shared facts telegram-max-site.md 1.3, 1.4. All errors are
NetworkError(REFUSED): nothing was sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from gospablik.networks.base import Draft, Medium, MediumKind
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Json
from gospablik.networks.limits import TEXT
from gospablik.networks.telegram.requests import Request
from gospablik.networks.transport import Upload

LIMITS = TEXT["telegram"]
LONGEST_DESCRIPTION = 255
_MOST_MEDIA = 10
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Way:
    """How one kind of medium goes: its method, and its name in the method and in an album."""

    method: str
    name: str
    megabytes: int


_WAYS = {
    MediumKind.PHOTO: _Way("sendPhoto", "photo", 10),
    MediumKind.VIDEO: _Way("sendVideo", "video", 50),
    MediumKind.FILE: _Way("sendDocument", "document", 50),
}


def unfit(why: str, todo: str) -> NetworkError:
    """What Telegram would not take, said before anything was sent."""
    return NetworkError(Kind.REFUSED, None, f"{why} В Telegram ничего не отправлено.", todo=todo)


def post(chat_id: int, draft: Draft) -> Request:
    """A new post."""
    media = _media(draft)
    if not media or goes_without_media(draft):
        return Request("sendMessage", {"chat_id": chat_id, **_text(draft)})
    if len(media) == 1:
        way = _WAYS[media[0].kind]
        return Request(
            way.method, {"chat_id": chat_id, **_caption(draft)}, (_upload(way.name, media[0]),)
        )
    items = [_item(medium, number) for number, medium in enumerate(media)]
    items[0] |= _caption(draft)
    return Request(
        "sendMediaGroup",
        {"chat_id": chat_id, "media": items},
        tuple(_upload(f"file{number}", medium) for number, medium in enumerate(media)),
    )


def goes_without_media(draft: Draft) -> bool:
    """Whether the text is too long for a caption and a card of the page stands for the pictures."""
    only_photos = all(uploaded.medium.kind is MediumKind.PHOTO for uploaded in draft.media)
    too_long = LIMITS.length(draft.text) > LIMITS.caption
    return bool(draft.media and draft.link and only_photos and too_long)


def new_text(chat_id: int, message: int, draft: Draft) -> Request:
    """Another text for a message of text."""
    return Request("editMessageText", {"chat_id": chat_id, "message_id": message, **_text(draft)})


def new_caption(chat_id: int, message: int, draft: Draft) -> Request:
    """Another text for a message that carries media."""
    return Request(
        "editMessageCaption", {"chat_id": chat_id, "message_id": message, **_caption(draft)}
    )


def new_medium(chat_id: int, message: int, draft: Draft) -> Request:
    """Another medium, the draft's only one, and another text for a single message."""
    (medium,) = _media(draft)
    return Request(
        "editMessageMedia",
        {
            "chat_id": chat_id,
            "message_id": message,
            "media": _item(medium, 0) | _caption(draft),
        },
        (_upload("file0", medium),),
    )


def checked(text: str, limit: int, what: str) -> str:
    """The text, if Telegram takes one of that length, counted in its own units."""
    length = LIMITS.length(text)
    if length > limit:
        raise unfit(f"{what}: {length} знаков, а Telegram принимает {limit}.", "сократите текст.")
    return text


def _text(draft: Draft) -> dict[str, Json]:
    checked(draft.text, LIMITS.post, "Текст поста слишком длинный")
    if not draft.text.strip():
        raise unfit("Текст поста пуст.", "напишите текст.")
    card: dict[str, Json] = {"is_disabled": True}
    if draft.link:
        card = {
            "url": draft.link,
            "prefer_large_media": True,
            "show_above_text": goes_without_media(draft),
        }
    return {"text": _markup(draft), "parse_mode": "HTML", "link_preview_options": card}


def _caption(draft: Draft) -> dict[str, Json]:
    checked(draft.text, LIMITS.caption, "Текст поста с вложением слишком длинный")
    return {"caption": _markup(draft), "parse_mode": "HTML"}


def _markup(draft: Draft) -> str:
    """The plain text as HTML, its headline bold. The length that Telegram counts stays the same."""
    first, line_end, rest = draft.text.partition("\n")
    title, rest = escape(first, quote=False), escape(rest, quote=False)
    if draft.headline.strip() and first.strip() == draft.headline.strip():
        title = f"<b>{title}</b>"
    return f"{title}{line_end}{rest}"


def _media(draft: Draft) -> list[Medium]:
    media = [uploaded.medium for uploaded in draft.media]
    if len(media) > _MOST_MEDIA:
        raise unfit(
            f"Вложений {len(media)}, а Telegram берёт в один пост {_MOST_MEDIA}.",
            "уберите лишние вложения.",
        )
    kinds = {medium.kind for medium in media}
    if MediumKind.FILE in kinds and len(kinds) > 1:
        raise unfit(
            "Telegram не ставит в один пост файлы вместе с фотографиями и видео.",
            "оставьте либо файлы, либо фотографии и видео.",
        )
    _weigh(media)
    return media


def _weigh(media: Sequence[Medium]) -> None:
    for medium in media:
        most = _WAYS[medium.kind].megabytes
        if len(medium.content) > most * _MEGABYTE:
            raise unfit(
                f"Файл «{medium.name}» больше {most} МБ: столько Telegram от бота не берёт.",
                "уменьшите файл.",
            )


def _item(medium: Medium, number: int) -> dict[str, Json]:
    return {"type": _WAYS[medium.kind].name, "media": f"attach://file{number}"}


def _upload(field: str, medium: Medium) -> Upload:
    return Upload(field, medium.name, medium.content, medium.mime)
