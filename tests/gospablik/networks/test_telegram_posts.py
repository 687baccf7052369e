from collections.abc import Callable

import pytest

from gospablik.networks.base import Draft, MediumKind
from gospablik.networks.telegram import TelegramPage
from gospablik.outcomes import (
    Done,
    DoOutcome,
    NeedsPerson,
    NothingHappened,
    Refused,
    Unknown,
)
from tests.gospablik.networks.fake_telegram import (
    CHANNEL,
    TOKEN,
    FakeTelegram,
    live_post,
    medium,
    sent,
    the_page,
)

NEWS = "https://adm.example.ru/news/1"


# Writes.


def test_publish(telegram: FakeTelegram) -> None:
    page = telegram.page()
    telegram.put(sent(57))
    assert page.publish(Draft(f"Вода\n{NEWS}", "Вода", NEWS), key="k") == Done("57")
    telegram.put([sent(58), sent(59)])
    assert page.publish(Draft("т", media=(medium(), medium())), key="k") == Done("58")
    assert telegram.methods() == ["sendMessage", "sendMediaGroup"]
    album = telegram.forms()[1]
    assert [item["media"] for item in album["media"]] == ["attach://file0", "attach://file1"]
    assert album["file0"] == album["file1"] == b"bytes"


def test_a_file_needs_no_sending_beforehand(telegram: FakeTelegram) -> None:
    given = medium().medium
    uploaded = telegram.page().upload(given)
    assert uploaded == medium()


def test_a_draft_that_does_not_fit_is_not_sent(telegram: FakeTelegram) -> None:
    came_to = telegram.page().publish(Draft("т" * 20_000), key="k")
    assert isinstance(came_to, Refused)
    assert "20000" in came_to.why


def test_a_truncated_upload_is_unknown(telegram: FakeTelegram) -> None:
    telegram.put_raw(200, b'{"ok":true,"result":{"message')
    assert isinstance(telegram.page().publish(Draft("т", media=(medium(),)), key="k"), Unknown)


def test_a_heavy_video_that_is_not_shown_yet_is_unknown(telegram: FakeTelegram) -> None:
    telegram.put(sent(0))
    video = medium(MediumKind.VIDEO)
    assert isinstance(telegram.page().publish(Draft("т", media=(video,)), key="k"), Unknown)


def verbs(page: TelegramPage) -> dict[str, Callable[[], DoOutcome]]:
    return {
        "publish": lambda: page.publish(Draft("т"), key="k"),
        "edit": lambda: page.edit_post("57", Draft("т")),
        "delete": lambda: page.delete_post("57"),
        "pin": lambda: page.pin_post("57"),
        "repost": lambda: page.repost("https://t.me/sakhagov/9", "", key="k"),
        "describe": lambda: page.describe_page("О нас"),
    }


@pytest.mark.parametrize("verb", ["publish", "edit", "delete", "pin", "repost", "describe"])
def test_writes_by_error(telegram: FakeTelegram, verb: str) -> None:
    telegram.seen.known = [live_post()]
    for code, description, kind in (
        (429, "Too Many Requests: retry after 5", NothingHappened),
        (401, "Unauthorized", NothingHappened),
        (500, "Internal Server Error: restart", Unknown),
        (403, "Forbidden: bot is not a member of the channel chat", NeedsPerson),
        (400, "Bad Request: chat not found", Refused),
        (400, "Bad Request: not enough rights", NeedsPerson),
    ):
        telegram.put_error(code, description)
        came_to = verbs(telegram.page())[verb]()
        assert isinstance(came_to, kind)
        if isinstance(came_to, NeedsPerson):
            assert came_to.link.startswith("https://t.me/")
            assert "Откройте" in came_to.press
    for body in (b"<html>", b"{}", b'{"ok":true,"result":null}', b""):
        telegram.put_raw(200, body)
        assert isinstance(verbs(telegram.page())[verb](), Unknown)


@pytest.mark.parametrize("verb", ["edit", "delete", "pin"])
@pytest.mark.parametrize("stranger", ["", "mid.abc", "57_1", "٣", "9" * 30])
def test_ids_of_another_network_are_refused(
    telegram: FakeTelegram, verb: str, stranger: str
) -> None:
    telegram.seen.known = [live_post()]
    page = telegram.page()
    came_to = {
        "edit": lambda: page.edit_post(stranger, Draft("т")),
        "delete": lambda: page.delete_post(stranger),
        "pin": lambda: page.pin_post(stranger),
    }[verb]()
    assert isinstance(came_to, Refused)
    assert "не номер поста" in came_to.why


# Pinning, sharing, describing.


def test_pin(telegram: FakeTelegram) -> None:
    page = telegram.page()
    telegram.put(True)
    assert page.pin_post("57") == Done("57")
    assert telegram.forms()[0] == {
        "chat_id": CHANNEL,
        "message_id": 57,
        "disable_notification": True,
    }
    telegram.put_error(400, "Bad Request: CHAT_NOT_MODIFIED")
    assert page.pin_post("57") == Done("57")
    telegram.put_error(400, "Bad Request: message to pin not found")
    assert isinstance(page.pin_post("57"), Refused)


@pytest.mark.parametrize(
    ("source", "origin"),
    [
        ("https://t.me/sakhagov/9", "@sakhagov"),
        ("https://t.me/s/sakhagov/9", "@sakhagov"),
        ("https://t.me/sakhagov/9?single", "@sakhagov"),
        ("https://telegram.me/sakhagov/9/", "@sakhagov"),
        ("https://t.me/c/1234567/9", -1001234567),
    ],
)
def test_a_repost_is_a_forward(telegram: FakeTelegram, source: str, origin: int | str) -> None:
    telegram.put(sent(58))
    assert telegram.page().repost(source, " ", key="k") == Done("58")
    assert telegram.methods() == ["forwardMessage"]
    assert telegram.forms()[0] == {"chat_id": CHANNEL, "from_chat_id": origin, "message_id": 9}


def test_a_repost_with_a_text_is_a_post_with_the_card_of_the_source(
    telegram: FakeTelegram,
) -> None:
    telegram.put(sent(58))
    source = "https://t.me/sakhagov/9"
    assert telegram.page().repost(source, "Коллеги сообщают", key="k") == Done("58")
    form = telegram.forms()[0]
    assert telegram.methods() == ["sendMessage"]
    assert form["text"] == f"Коллеги сообщают\n\n{source}"
    assert form["link_preview_options"]["url"] == source


@pytest.mark.parametrize(
    "source",
    [
        "",
        "https://vk.com/wall-1_2",
        "https://t.me/sakhagov",
        "https://t.me/+invite/9",
        "https://t.me.evil.ru/sakhagov/9",
        "http://t.me/sakhagov/9",
    ],
)
def test_what_is_no_address_of_a_post(telegram: FakeTelegram, source: str) -> None:
    for text in ("", "текст"):
        came_to = telegram.page().repost(source, text, key="k")
        assert isinstance(came_to, Refused)
        assert "не адрес поста" in came_to.why


def test_describe(telegram: FakeTelegram) -> None:
    page = telegram.page()
    telegram.put(True)
    assert page.describe_page("О нас") == Done(str(CHANNEL))
    assert telegram.forms()[0] == {"chat_id": CHANNEL, "description": "О нас"}
    telegram.put_error(400, "Bad Request: chat description is not modified")
    assert page.describe_page("О нас") == Done(str(CHANNEL))
    telegram.put(True)
    assert page.describe_page("т" * 253 + "😀") == Done(str(CHANNEL))
    came_to = page.describe_page("т" * 254 + "😀")
    assert isinstance(came_to, Refused)
    assert "256" in came_to.why


def test_a_private_channel_has_its_own_addresses(telegram: FakeTelegram) -> None:
    page = TelegramPage(the_page(username=None), TOKEN, telegram.seen, telegram.http())
    came_to = page.delete_post("57")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == "https://t.me/c/1234567890/57"
