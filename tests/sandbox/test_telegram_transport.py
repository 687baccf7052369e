"""The envelope, tokens, spellings, limits, faults and the journal (facts 1.1-1.3)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.sandbox.kit import until
from tests.sandbox.kit_telegram import AYAAL, BOT, CHANNEL, GROUP, TOKEN, Client, picture


def test_parameters_may_come_in_every_way(tg: Client) -> None:
    sent = {"chat_id": str(CHANNEL), "text": "Пост"}
    address = f"/telegram/bot{TOKEN}/sendMessage"
    answers = [
        tg.web.get(address, params=sent),
        tg.web.post(address, params=sent),
        tg.web.post(address, data=sent),
        tg.web.post(address, json=sent | {"chat_id": CHANNEL}),
        tg.web.post(address, data=sent, files={"unused": b"x"}),
        tg.web.post(address.replace("sendMessage", "SENDmessage"), json=sent),
        tg.web.post(address, json=sent | {"chat_id": "@ADM_zhatay"}),
    ]
    for number, answer in enumerate(answers, 1):
        assert answer.json()["ok"] is True
        assert answer.json()["result"]["message_id"] == number
    tg.web.post(address, content=b"{", headers={"content-type": "application/json"})
    assert len([one for one in tg.state()["messages"] if one["chat_id"] == CHANNEL]) == 7


@pytest.mark.parametrize(
    ("token", "method", "code", "description"),
    [
        ("7000001:wrong", "getMe", 401, "Unauthorized"),
        ("7000009:sandbox-A", "noSuchMethod", 401, "Unauthorized"),
        ("nonsense", "getMe", 404, "Not Found"),
        (TOKEN, "noSuchMethod", 404, "Not Found: method not found"),
    ],
)
def test_wrong_tokens_and_methods(
    tg: Client, token: str, method: str, code: int, description: str
) -> None:
    answer = tg.raw(method, token=token)
    assert answer.status_code == code
    assert answer.json() == {"ok": False, "error_code": code, "description": description}


def test_a_revoked_token_is_refused(tg: Client) -> None:
    tg.control("PATCH", f"/telegram/bots/{BOT}", {"revoked": True})
    assert tg.refusal("getMe") == "401 Unauthorized"


def test_chats_that_are_out_of_reach(tg: Client) -> None:
    assert tg.refusal("getChat") == "400 Bad Request: chat_id is empty"
    for named in (-100555, "@nobody", "x"):
        assert tg.refusal("getChat", chat_id=named) == "400 Bad Request: chat not found"
    for status, words in (
        ("kicked", "bot was kicked from the {} chat"),
        ("left", "bot is not a member of the {} chat"),
    ):
        for chat, kind in ((CHANNEL, "channel"), (GROUP, "supergroup")):
            body = {"chat_id": chat, "user_id": BOT, "status": status}
            tg.control("POST", "/telegram/members", body)
            told = tg.refusal("sendMessage", chat_id=chat, text="x")
            assert told == f"403 Forbidden: {words.format(kind)}"
    assert tg.call("getChat", chat_id=CHANNEL)["id"] == CHANNEL, "a public channel can be read"
    assert tg.refusal("getChat", chat_id=GROUP).startswith("403")


def test_the_journal_shows_parameters_and_no_token(tg: Client) -> None:
    tg.raw("sendmessage", {"chat_id": CHANNEL, "text": "Пост"})
    tg.call("sendPhoto", chat_id=CHANNEL, files={"photo": ("а.png", picture())})
    tg.raw("getMe", token="7000009:other-secret")
    tg.call("setWebhook", url="https://example.ru/", secret_token="hook-secret")
    tg.web.get(f"/telegram/file/bot{TOKEN}/photos/none.jpg")
    entries = tg.control("GET", "/journal")
    assert [one["where"] for one in entries] == [
        "telegram:sendMessage",
        "telegram:sendPhoto",
        "telegram:getMe",
        "telegram:setWebhook",
        "telegram:file",
    ]
    assert [one["outcome"] for one in entries] == ["ok", "ok", "error 401", "ok", "error 404"]
    assert entries[0]["params"] == {"chat_id": str(CHANNEL), "text": "Пост"}
    assert entries[1]["params"]["photo"] == f"а.png ({len(picture())} bytes)"
    for secret in ("sandbox-A", "other-secret", "hook-secret"):
        assert secret not in str(entries)
        assert secret not in str(tg.state())


def test_twenty_messages_a_minute_to_one_chat(tg: Client) -> None:
    tg.control("POST", "/telegram/limits", {"enabled": True, "chat_burst": 100})
    for _ in range(20):
        tg.post()
    answer = tg.raw("sendMessage", {"chat_id": CHANNEL, "text": "Ещё"})
    wait = answer.json()["parameters"]["retry_after"]
    assert answer.status_code == answer.json()["error_code"] == 429
    assert answer.json()["description"] == f"Too Many Requests: retry after {wait}"
    assert answer.headers["retry-after"] == str(wait)
    assert 50 <= wait <= 60
    tg.call("editMessageText", chat_id=CHANNEL, message_id=1, text="Правка не считается")
    assert tg.call("sendMessage", chat_id=GROUP, text="В другой чат можно")
    assert len(tg.state()["messages"]) == 41


@pytest.mark.parametrize(
    ("limits", "sent"), [({"chat_burst": 3}, 3), ({"per_second": 2, "chat_burst": 9}, 2)]
)
def test_bursts_and_the_whole_bot(tg: Client, limits: dict[str, int], sent: int) -> None:
    tg.control("POST", "/telegram/limits", {"enabled": True, **limits})
    for _ in range(sent):
        tg.post()
    assert tg.refusal("sendMessage", chat_id=CHANNEL, text="Ещё").startswith("429 ")


def test_an_album_counts_by_its_items(tg: Client) -> None:
    tg.control("POST", "/telegram/limits", {"enabled": True, "chat_burst": 5})
    media = [{"type": "photo", "media": "attach://a"}] * 4
    tg.call("sendMediaGroup", chat_id=CHANNEL, media=media, files={"a": picture()})
    tg.post()
    assert tg.refusal("sendMessage", chat_id=CHANNEL, text="Ещё").startswith("429 ")


@pytest.mark.parametrize(("when", "count"), [("before", 0), ("after", 1)])
def test_faults_strike_in_telegrams_own_words(tg: Client, when: str, count: int) -> None:
    error = {"error_code": 429, "description": "Too Many Requests: retry after 3"}
    error |= {"parameters": {"retry_after": 3}}
    tg.fault("telegram:sendMessage", "error", when, error=error)
    answer = tg.raw("sendMessage", {"chat_id": CHANNEL, "text": "Пост"})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "3")
    assert answer.json() == {"ok": False, **error}
    assert len(tg.state()["copies"]) == count
    tg.fault("telegram:*", "garbage", when)
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        tg.raw("sendMessage", {"chat_id": CHANNEL, "text": "Пост"}).json()
    tg.fault("telegram:getMe", "status", status=502)
    assert tg.raw("getMe").status_code == 502
    tg.fault("telegram:sendMessage", "drop", when)
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        tg.post()
    assert len(tg.state()["copies"]) == 3 * count
    tg.control("POST", "/faults", {"where": "telegram:*", "what": "error"}, status=400)
    tg.control("POST", "/faults", {"where": "moon:*", "what": "drop"}, status=400)
    tg.control("POST", "/faults", {"where": "mail:*", "what": "drop"}, status=400)


def test_a_held_send_may_have_happened(tg: Client) -> None:
    fault = tg.fault("telegram:sendMessage", "hold", "after")
    other = Client(tg.http)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(tg.post)
        until(lambda: other.control("GET", "/faults")[0]["holding"])
        assert len(other.state()["copies"]) == 1
        other.control("DELETE", f"/faults/{fault}")
        assert waiting.result(5) == 1


def test_files_are_fetched_by_the_path_of_get_file(tg: Client) -> None:
    sent = tg.call("sendDocument", chat_id=CHANNEL, files={"document": ("план.pdf", b"%PDF-1.7")})
    file_id = sent["document"]["file_id"]
    path = tg.call("getFile", file_id=file_id)["file_path"]
    assert path.startswith("documents/")
    assert tg.web.get(f"/telegram/file/bot{TOKEN}/{path}").content == b"%PDF-1.7"
    assert tg.web.get(f"/telegram/file/bot7:x/{path}").status_code == 404
    assert tg.refusal("getFile", file_id="x") == "400 Bad Request: invalid file_id"
    assert tg.refusal("getFile") == "400 Bad Request: file_id not specified"
    tg.control("POST", "/telegram/limits", {"download_bytes": 3})
    assert tg.refusal("getFile", file_id=file_id) == "400 Bad Request: file is too big"


def test_the_sandbox_of_vk_goes_on_beside_it(tg: Client) -> None:
    tg.comment(tg.post(), user=AYAAL)
    assert tg.control("GET", "/vk/state")["comments"] == []
