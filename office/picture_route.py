"""Residents' pictures, shown beside Prefect's own pages: `/comment-pictures/<sha256>`.

What the browser gets is a JPEG made of the pixels, never the file that somebody attached.

With a password on Prefect (PREFECT_SERVER_API_AUTH_STRING) its pages send it with each call of
the API, but a browser sends it with no picture. So whoever sends it is given a cookie, good for
pictures alone and until the browser is closed, and it stands for the password. The guard around
(`office.prefect_server`) adds `nosniff` and the rest to what is answered here.
"""

import asyncio
import base64
import hashlib
import hmac
import os
import re
from functools import cached_property
from http.cookies import CookieError, SimpleCookie

from gospablik.media.fitting import Unfit
from gospablik.moderation.pictures.shown import ADDRESS, bytes_of
from gospablik.store.session import Store
from office.asgi import App, Message, Receive, Scope, Send, header

COOKIE = "comment_pictures"
SIDE, MOST_BYTES = 1200, 400_000
"""Pixels of the longer side, and bytes, of what is shown."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ERASED = "Картинки нет: её стёрли вместе с комментарием, когда вышел срок хранения."
_CLOSED = "Картинка не показана: сначала войдите в Prefect, потом обновите страницу."
_UNSHOWN = "Картинка не показана: её файл не открывается. Она хранится как доказательство."
_UNREAD = "Картинка не показана: база не отвечает. Обновите страницу позже."


class Pictures:
    """ASGI middleware: answers below ADDRESS itself, gives the cookie, and lets the rest pass."""

    def __init__(self, app: App, *, database: str, password: str = "") -> None:
        self._app, self._database, self._password = app, database, password
        self._one_at_a_time = asyncio.Lock()  # a big picture unfolds into a quarter of a gigabyte

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Show a picture, or pass the request on."""
        if scope["type"] == "http" and scope["path"].startswith(ADDRESS):
            await self._show(scope, send)
        elif scope["type"] == "http" and self._password and self._came_with_it(scope):
            await self._app(scope, receive, self._with_cookie(scope, send))
        else:
            await self._app(scope, receive, send)

    async def _show(self, scope: Scope, send: Send) -> None:
        digest = scope["path"].removeprefix(ADDRESS)
        if scope["method"] not in ("GET", "HEAD") or not _DIGEST.fullmatch(digest):
            await _say(send, 404, _ERASED)
        elif not self._knows(scope):
            await _say(send, 401, _CLOSED)
        else:
            async with self._one_at_a_time:
                status, shown = await asyncio.to_thread(self._picture, digest)
            await _answer(send, status, shown)

    def _picture(self, digest: str) -> tuple[int, bytes | str]:
        from sqlalchemy.exc import SQLAlchemyError

        from gospablik.media.picture import small

        # Opened for each: pictures are looked at seldom, and a restored database is another file.
        store = Store(self._database)
        try:
            with store.read() as session:
                content = bytes_of(session, digest)
        except SQLAlchemyError:
            return 503, _UNREAD
        finally:
            store.close()
        if content is None:
            return 404, _ERASED
        try:
            return 200, small(content, SIDE, MOST_BYTES)
        except Unfit:
            return 415, _UNSHOWN

    @cached_property
    def _pass(self) -> str:
        """What the cookie holds: it proves the password and does not tell it."""
        return hmac.new(self._password.encode(), ADDRESS.encode(), hashlib.sha256).hexdigest()

    def _knows(self, scope: Scope) -> bool:
        if not self._password:
            return True
        try:
            held = SimpleCookie(header(scope, b"cookie")).get(COOKIE)
        except CookieError:
            return False
        return held is not None and hmac.compare_digest(held.value.encode(), self._pass.encode())

    def _came_with_it(self, scope: Scope) -> bool:
        """Whether the request carries the password. Prefect's own answer proves nothing: its

        health page answers anybody.
        """
        scheme, _, told = header(scope, b"authorization").partition(" ")
        try:
            given = base64.b64decode(told, validate=True)
        except ValueError:
            return False
        right = hmac.compare_digest(given, self._password.encode())
        return right and scheme.lower() == "basic" and not self._knows(scope)

    def _with_cookie(self, scope: Scope, send: Send) -> Send:
        """`send` that adds the cookie."""
        # Behind a proxy that ends TLS the browser still sees https.
        secure = header(scope, b"x-forwarded-proto") == "https" or scope.get("scheme") == "https"
        cookie = f"{COOKIE}={self._pass}; Path={ADDRESS}; HttpOnly; SameSite=Strict"
        cookie += "; Secure" if secure else ""

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", ()),
                    (b"set-cookie", cookie.encode("latin-1")),
                ]
            await send(message)

        return send_with_cookie


async def _answer(send: Send, status: int, shown: bytes | str) -> None:
    if isinstance(shown, str):
        await _say(send, status, shown)
    else:
        await _send(send, status, b"image/jpeg", shown)


async def _say(send: Send, status: int, words: str) -> None:
    await _send(send, status, b"text/plain; charset=utf-8", words.encode())


async def _send(send: Send, status: int, kind: bytes, body: bytes) -> None:
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"content-security-policy", b"default-src 'none'; sandbox"),
        (b"cache-control", b"no-store"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def with_pictures(app: App) -> App:
    """The app with pictures beside it, if this process was told of our database."""
    database = os.environ.get("GOSPABLIK_DATABASE_URL")
    if not database:
        return app
    password = os.environ.get("PREFECT_SERVER_API_AUTH_STRING", "")
    return Pictures(app, database=database, password=password)
