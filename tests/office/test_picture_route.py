"""Pictures beside Prefect's pages: pixels only, behind the same password, erased ones said so."""

import asyncio
import base64
import hashlib
import io
from typing import Any

import httpx
import pytest
from PIL import Image

from gospablik.store.pictures import PictureBytes
from gospablik.store.session import Store
from office.asgi import App, Message, Receive, Scope, Send
from office.picture_route import COOKIE, Pictures, with_pictures
from office.prefect_server import Guard

PASSWORD = "admin:тайна-Zq7"
HIDDEN = b"<script>alert(1)</script>"


def png(width: int = 1600, height: int = 40) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (200, 30, 30, 255)).save(out, "PNG")
    return out.getvalue() + HIDDEN


def keep(store: Store, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    with store.write() as session:
        session.add(PictureBytes(organisation="town", sha256=digest, content=content))
    return digest


async def prefect(scope: Scope, receive: Receive, send: Send) -> None:
    """Stands for Prefect: answers everybody."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"Prefect"})


def ask(app: App, path: str, **more: Any) -> httpx.Response:
    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
            return await http.request(more.pop("method", "GET"), path, **more)

    return asyncio.run(get())


def served(database_url: str, password: str = "") -> App:
    return Guard(Pictures(prefect, database=database_url, password=password))


def basic(said: str) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(said.encode()).decode()}"}


def test_what_comes_is_a_small_jpeg_of_the_pixels_alone(store: Store, database_url: str) -> None:
    answer = ask(served(database_url), f"/comment-pictures/{keep(store, png())}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    shown = Image.open(io.BytesIO(answer.content))
    assert (shown.format, shown.size) == ("JPEG", (1200, 30))
    assert HIDDEN not in answer.content
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'; sandbox" in answer.headers.get_list("content-security-policy")
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_what_is_erased_is_said(store: Store, database_url: str) -> None:
    app = served(database_url)
    for path in ("a" * 64, "A" * 64, "..", f"{'a' * 64}/x", ""):
        answer = ask(app, f"/comment-pictures/{path}")
        assert answer.status_code == (404 if path != ".." else 200), path
    erased = ask(app, f"/comment-pictures/{'a' * 64}")
    assert "стёрли вместе с комментарием" in erased.text
    assert ask(app, f"/comment-pictures/{'a' * 64}", method="POST").status_code == 404


def test_what_does_not_open_is_never_sent_as_it_is(store: Store, database_url: str) -> None:
    answer = ask(served(database_url), f"/comment-pictures/{keep(store, HIDDEN * 20)}")
    assert (answer.status_code, answer.headers["content-type"][:10]) == (415, "text/plain")
    assert "script" not in answer.text


def test_a_bomb_is_not_unfolded(store: Store, database_url: str) -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    answer = ask(served(database_url), f"/comment-pictures/{keep(store, out.getvalue())}")
    assert answer.status_code == 415


def test_a_database_that_does_not_answer(tmp_path: Any) -> None:
    nowhere = f"sqlite:///{tmp_path}/no/such/folder/file.sqlite"
    answer = ask(served(nowhere), f"/comment-pictures/{'a' * 64}")
    assert (answer.status_code, "база не отвечает" in answer.text) == (503, True)


def test_behind_the_password_of_prefect(sqlite_store: Store, sqlite_url: str) -> None:
    app, path = served(sqlite_url, PASSWORD), f"/comment-pictures/{keep(sqlite_store, png())}"
    refused = ask(app, path)
    assert (refused.status_code, "войдите в Prefect" in refused.text) == (401, True)
    for wrong in (basic("admin:нет"), {"Authorization": "Basic %"}, {"Authorization": "Basic"}):
        assert "set-cookie" not in ask(app, "/api/health", headers=wrong).headers
    assert "set-cookie" not in ask(app, "/api/health").headers

    let_in = ask(app, "/api/flow_runs/count", headers=basic(PASSWORD))
    cookie = let_in.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/comment-pictures/"} <= set(cookie.split("; "))
    assert "тайна" not in cookie
    held = {"Cookie": cookie.partition(";")[0]}
    assert ask(app, path, headers=held).status_code == 200
    assert ask(app, path, headers={"Cookie": f"{COOKIE}=0"}).status_code == 401
    again = ask(app, "/api/flow_runs/count", headers=basic(PASSWORD) | held)
    assert "set-cookie" not in again.headers
    tls = basic(PASSWORD) | {"X-Forwarded-Proto": "https"}
    assert ask(app, "/api/x", headers=tls).headers["set-cookie"].endswith("; Secure")


def test_everything_else_is_prefects(sqlite_url: str) -> None:
    assert ask(served(sqlite_url), "/v2/runs").text == "Prefect"


def test_a_server_that_knows_no_database_shows_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOSPABLIK_DATABASE_URL", raising=False)
    assert with_pictures(prefect) is prefect


def test_other_kinds_of_connection_pass(sqlite_url: str) -> None:
    seen: list[str] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    async def nothing(*_: Message) -> Any: ...

    app = Pictures(inner, database=sqlite_url)
    asyncio.run(app({"type": "lifespan"}, nothing, nothing))
    assert seen == ["lifespan"]
