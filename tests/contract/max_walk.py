"""Every method of MAX's stand-in used at least once."""

from __future__ import annotations

from tests.sandbox.max_kit import AYAAL, CHANNEL, GROUP, OLGA, Max, hung


def walk(mx: Max) -> None:
    """Use every method at least once; be refused."""
    here = f"/chats/{CHANNEL}"
    mx.settings(not_ready={"file": 0, "video": 0, "audio": 0})
    html = "<b>Вода</b> и <i>свет</i>: <a href='https://zhatay.example.ru/1'>сайт</a>"
    post = mx.send(html, format="html", attachments=[hung("image", mx.image())])
    filed = mx.send("План", attachments=[hung("file", mx.file())])
    for kind, name in (("video", "a.mp4"), ("audio", "a.mp3")):
        url, token = mx.open_upload(kind)
        mx.put_file(url, name, b"media")
        mx.send(None, attachments=[hung(kind, str(token))])
    share = {"type": "share", "payload": {"url": "https://zhatay.example.ru/1"}}
    button = [[{"type": "link", "text": "Сайт", "url": "https://zhatay.example.ru/1"}]]
    keyboard = {"type": "inline_keyboard", "payload": {"buttons": button}}
    mx.send("Ссылка", attachments=[share, keyboard], link={"type": "forward", "mid": post})
    comment = mx.resident(post)
    mx.settings(senders="shown")
    reply = {"text": "<b>Завтра</b>", "format": "html", "link": {"type": "reply", "mid": comment}}
    under = f"/messages/{post}/comments"
    answer = mx.call("POST", under, body=reply)["message"]["body"]["mid"]
    mx.call("PUT", "/messages", message_id=post, body={"text": "Вода вечером"})
    mx.call("PUT", f"{here}/pin", body={"message_id": post})
    mx.call("GET", f"{here}/pin")
    mx.call("GET", here)
    mx.call("DELETE", f"{here}/pin")
    mx.call("PATCH", here, body={"description": "Новое", "icon": {"token": mx.image()}})
    mx.call("GET", f"{here}/members/me")
    mx.call("GET", f"{here}/members/admins")
    mx.call("GET", f"{here}/members", count=2)
    mx.call("DELETE", f"/chats/{GROUP}/members", user_id=AYAAL, block="true")
    mx.call("GET", f"/chats/{GROUP}")
    mx.call("GET", "/messages", chat_id=CHANNEL)
    mx.call("GET", f"/messages/{post}")
    mx.call("GET", under)
    mx.call("GET", f"{under}/{answer}")
    mx.call("PUT", under, comment_id=answer, body={"text": "Послезавтра"})
    mx.call("DELETE", under, comment_id=comment)
    mx.call("DELETE", "/messages", message_id=filed)
    mx.call("DELETE", "/messages", message_id=filed)  # success: false
    mx.call("POST", "/messages", chat_id=GROUP, body={"text": "В группу"})
    mx.call("GET", "/me")
    mx.control("PATCH", f"/max/posts/{mx.by_hand()}", {"text": "Исправлено"})
    mx.control("DELETE", f"/max/posts/{mx.by_hand('Ещё')}", {"by": OLGA})
    mx.call("GET", "/updates", marker=1)
    hook = {"url": "https://zhatay.example.ru/hook", "update_types": ["message_created"]}
    mx.call("POST", "/subscriptions", body=hook)
    mx.call("GET", "/subscriptions")
    mx.call("DELETE", "/subscriptions", url=hook["url"])
    mx.refusal("GET", "/messages", chat_id="x")
    mx.refusal("GET", "/messages/mid.none")
