"""The desk: what it lacks it says, and one page without keys does not close the others."""

import hashlib
import ssl
from pathlib import Path

import pytest
import trustme
from pydantic import SecretStr

from gospablik.errors import CouldNotRead, OfficeError
from gospablik.networks.vk import VkPage
from gospablik.organisation import Page
from tasks.credentials import PageCredentials, TelegramCredentials, VkCredentials
from tasks.desk import ALL_PAGES, Desk, desk, page_choices
from tasks.website import News, read_site
from tests.end_to_end import library
from tests.gospablik.networks.serving import serving


def test_all_pages_or_the_chosen_one(at: Desk) -> None:
    assert [page.key for page in at.pages(ALL_PAGES)] == ["zhatay-vk"]
    assert [page.key for page in at.pages("zhatay-vk")] == ["zhatay-vk"]
    assert page_choices() == [ALL_PAGES, "zhatay-vk"]


def test_a_page_that_is_none_of_ours(at: Desk) -> None:
    with pytest.raises(OfficeError) as refusal:
        at.pages("ok-page")
    assert refusal.value.happened == "Страницы «ok-page» нет."
    assert refusal.value.not_done == "ничего не сделано."
    assert refusal.value.next_step == "выберите одну из: zhatay-vk."


def test_no_database_in_the_environment(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOSPABLIK_DATABASE_URL")
    with pytest.raises(OfficeError, match="Не задана переменная GOSPABLIK_DATABASE_URL"):
        _ = at.store


def test_no_organisation_yet_still_lets_the_forms_load(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.unlink()
    assert page_choices() == [ALL_PAGES]
    with pytest.raises(OfficeError, match="Нет файла"):
        _ = desk().office


def test_one_page_without_keys(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second = library.vk_toml("http://127.0.0.1:9")
    office.write_text(office.read_text("utf-8") + second, "utf-8")

    def keys(page: Page, kind: type[VkCredentials]) -> VkCredentials:
        if page.key == "library-vk":
            raise OfficeError("Нет блока.", not_done="не открыта.", next_step="создайте.")
        return kind(community_token=SecretStr("c"), service_key=SecretStr("s"))

    monkeypatch.setattr("tasks.pages.page_keys", keys)
    at = desk()
    assert list(at.networks) == ["zhatay-vk"]
    assert isinstance(at.network("zhatay-vk"), VkPage)
    assert at.why_closed("zhatay-vk") is None
    assert at.why_closed("gone-from-the-file") is None
    with pytest.raises(CouldNotRead, match=r"Нет блока\. Не сделано: не открыта\."):
        at.network("library-vk")


def test_one_bot_for_two_channels_opens_neither(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bot gives an update up to whoever asks first: each would take the other's comments."""
    office.write_text(
        office.read_text("utf-8") + "".join(channel(n, f"tg-{n}") for n in (1, 2, 3)), "utf-8"
    )

    def keys(page: Page, kind: type[PageCredentials]) -> PageCredentials:
        if kind is VkCredentials:
            return VkCredentials(community_token=SecretStr("c"))
        bot = "7:a-key" if page.key == "tg-1" else "7:a-newer-key"
        return TelegramCredentials(bot_token=SecretStr("8:b" if page.key == "tg-3" else bot))

    monkeypatch.setattr("tasks.pages.page_keys", keys)
    at = desk()
    assert sorted(at.networks) == ["tg-3", "zhatay-vk"]
    for key in ("tg-1", "tg-2"):
        with pytest.raises(CouldNotRead) as refusal:
            at.network(key)
        assert "бот 7: «Канал 1» (tg-1), «Канал 2» (tg-2)." in refusal.value.happened
        assert "ни одна из них не открыта" in refusal.value.not_done


def test_the_site_has_an_authority_of_its_own(office: Path, tmp_path: Path) -> None:
    """A Госвеб site is read with the named certificates alone; with others nobody asks it."""
    ca = trustme.CA(organization_name="Местный центр")
    (tmp_path / "ca.pem").write_bytes(ca.cert_pem.bytes())
    printed = hashlib.sha256(ssl.PEM_cert_to_DER_cert(ca.cert_pem.bytes().decode())).hexdigest()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("127.0.0.1").configure_cert(context)

    def read_with(line: str) -> News:
        desk.cache_clear()
        office.write_text(plain.replace("[site]\n", f"[site]\n{line}\n"), "utf-8")
        news = read_site.fn()
        desk().store.close()
        return news

    with serving(context) as address:
        plain = office.read_text("utf-8").replace("http://127.0.0.1:9/site", address)
        file = f'authority = {{file = "{tmp_path}/ca.pem", sha256 = ["%s"]}}'
        assert "впишите authority в [site]" in (read_with("").unread or "")
        strange = read_with(file % ("0" * 64)).unread or ""
        assert strange.startswith("Сайт не прочитан. В файле удостоверяющего центра")
        assert printed.upper() in strange.replace(":", "")
        assert "никто не обращался" in strange
        assert "/rss.xml" in (read_with(file % printed).unread or ""), "no feed, but an answer"
        assert desk().http.get(f"{address}/x").text == "/x"


def test_the_site_has_a_proxy_of_its_own(office: Path) -> None:
    with serving(None) as address:
        text = office.read_text("utf-8")
        office.write_text(text.replace("[site]\n", f'[site]\nproxy = "{address}"\n'), "utf-8")
        assert desk().http.get("http://town.example.ru/x").text == "http://town.example.ru/x"
    unfit = office.read_text("utf-8").replace(f'proxy = "{address}"', 'proxy = "file:///x"')
    office.write_text(unfit, "utf-8")
    desk.cache_clear()
    with pytest.raises(CouldNotRead, match=r"Сайт не прочитан\. Прокси «file:///x» не годится"):
        _ = desk().http


def channel(number: int, key: str) -> str:
    return f"""
[[page]]
key = "{key}"
network = "telegram"
chat_id = -{number}
name = "Канал {number}"
mode = "самостоятельно"
since = 2026-11-01
official_wording = "Официальная страница"
api = "http://127.0.0.1:9"
"""
