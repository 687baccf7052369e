"""Every method of Telegram's stand-in used at least once, every kind of update heard."""

from __future__ import annotations

from typing import Any

from sandbox.telegram.records import PERMISSIONS, RIGHTS
from tests.sandbox.kit_telegram import (
    AYAAL,
    BOT,
    CHANNEL,
    GROUP,
    OLGA,
    OTHER_BOT,
    OTHER_TOKEN,
    OWNER,
    PERSONA,
    SERVICE_CHAT,
    TOKEN,
    Client,
    picture,
)

EVERYTHING = [
    *("message", "edited_message", "channel_post", "edited_channel_post"),
    *("my_chat_member", "chat_member"),
]


def messages(tg: Client) -> None:
    """Everything that can be sent, forwarded, edited and pinned."""
    at: dict[str, Any] = {"chat_id": CHANNEL}
    html = "<b>a<i>б</i></b> <u>в</u><s>г</s><tg-spoiler>д</tg-spoiler> <code>е</code>"
    html += '<pre><code class="language-py">ж</code></pre><blockquote expandable>з</blockquote>'
    html += '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji> @ayaal #в a@b.ru /start'
    preview = {"url": "https://example.ru/", "show_above_text": True}
    post = tg.call("sendMessage", **at, text=html, parse_mode="HTML", link_preview_options=preview)[
        "message_id"
    ]
    tg.call("editMessageText", **at, message_id=post, text="https://example.ru/1")
    photo = tg.call(
        "sendPhoto",
        **at,
        caption="Фото",
        has_spoiler="true",
        show_caption_above_media="true",
        protect_content="true",
        files={"photo": ("a.png", picture(900, 600))},
    )["message_id"]
    tg.call("editMessageCaption", **at, message_id=photo, caption="Картинка")
    tg.call("sendDocument", **at, files={"document": ("a.pdf", b"%PDF")})
    tg.call("sendVideo", **at, files={"video": ("a.mp4", b"....")})
    media = [{"type": "photo", "media": f"attach://{one}"} for one in "ab"]
    tg.call("sendMediaGroup", **at, media=media, files={one: ("a.png", picture()) for one in "ab"})
    tg.call("pinChatMessage", **at, message_id=post)
    tg.call("pinChatMessage", chat_id=GROUP, message_id=tg.comment(post, "Закреплённый"))
    tg.call("getChat", **at)
    tg.call("getChat", chat_id=GROUP)
    tg.call("unpinChatMessage", **at, message_id=post)
    comment = tg.comment(post)
    tg.comment(post, as_chat=PERSONA)
    tg.comment(post, user=OWNER, anonymous=True, reply_to=comment)
    tg.comment(post, html='<a href="https://spam.ru/">Скидки</a>')
    for kind in ("photo", "video", "document", "sticker", "voice"):
        tg.comment(post, "", media=[kind])
    tg.control("PATCH", f"/telegram/comments/{GROUP}/{comment}", {"text": "Когда же дадут?"})
    tg.control("POST", "/telegram/posts", {"chat_id": CHANNEL, "text": "Вручную", "pinned": True})
    tg.control("PATCH", f"/telegram/posts/{CHANNEL}/{post + 1}", {"text": "Изменено"})
    for chat, one in ((CHANNEL, post), (GROUP, 1), (GROUP, comment), (GROUP, comment + 1)):
        ids: dict[str, Any] = {"chat_id": SERVICE_CHAT, "from_chat_id": chat, "message_id": one}
        tg.call("forwardMessage", **ids)
        tg.call("copyMessage", **ids)
    tg.call("deleteMessages", chat_id=GROUP, message_ids=[comment, 999])
    tg.call("deleteMessage", **at, message_id=post)


def people(tg: Client) -> None:
    """Every standing a person and a bot can have."""
    group: dict[str, Any] = {"chat_id": GROUP}
    rights = [*RIGHTS["supergroup"]]
    admin = {**group, "user_id": OTHER_BOT, "status": "administrator", "rights": rights}
    tg.control("POST", "/telegram/members", admin)
    for chat in (CHANNEL, GROUP):
        tg.call("getChatMember", chat_id=chat, user_id=BOT)
        tg.call("getChatMember", chat_id=chat, user_id=OWNER)
        tg.call("getChatAdministrators", chat_id=chat, return_bots=True)
        tg.call("getChatMemberCount", chat_id=chat)
    mute = dict.fromkeys(PERMISSIONS, False)
    tg.call("restrictChatMember", **group, user_id=OLGA, permissions=mute)
    for user in (OLGA, AYAAL):
        tg.call("getChatMember", **group, user_id=user)
    tg.call("banChatMember", **group, user_id=AYAAL)
    tg.call("getChatMember", **group, user_id=AYAAL)
    tg.call("unbanChatMember", **group, user_id=AYAAL)
    tg.call("banChatSenderChat", **group, sender_chat_id=PERSONA)
    tg.call("unbanChatSenderChat", **group, sender_chat_id=PERSONA)
    member = {**group, "user_id": AYAAL, "status": "member"}
    tg.control("POST", "/telegram/members", member)
    tg.call("getChatMember", **group, user_id=AYAAL)


def walk(tg: Client) -> None:
    """Use all methods; hear all kinds of updates; be refused."""
    for chat, user in ((CHANNEL, OTHER_BOT), (GROUP, OTHER_BOT)):
        body = {"chat_id": chat, "user_id": user, "status": "administrator"}
        tg.control("POST", "/telegram/members", body)
    for token in (TOKEN, OTHER_TOKEN):
        tg.call("getUpdates", token=token, allowed_updates=EVERYTHING)
    tg.call("getMe")
    tg.call("setChatDescription", chat_id=CHANNEL, description="Новое описание")
    messages(tg)
    people(tg)
    own = {"chat_id": GROUP, "user_id": BOT, "status": "administrator"}
    tg.control("POST", "/telegram/members", own)
    for token in (TOKEN, OTHER_TOKEN):
        tg.news(token=token)
    photo = tg.call("sendPhoto", chat_id=CHANNEL, files={"photo": ("a.png", picture())})["photo"]
    path = tg.call("getFile", file_id=photo[-1]["file_id"])["file_path"]
    assert tg.web.get(f"/telegram/file/bot{TOKEN}/{path}").content[:2] == b"\xff\xd8"  # a JPEG
    tg.call("setWebhook", url="https://example.ru/hook")
    tg.call("getWebhookInfo")
    tg.call("deleteWebhook")
    tg.refusal("getChat", chat_id=1)
    tg.fault("telegram:getMe", "error", error={"error_code": 429, "parameters": {"retry_after": 7}})
    tg.refusal("getMe")
