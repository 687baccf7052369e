from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from gospablik.clock import now
from gospablik.errors import CouldNotRead
from gospablik.networks.base import Draft, MediumKind, Network, PageInfo
from gospablik.networks.telegram import TelegramPage
from gospablik.outcomes import (
    CannotTell,
    Done,
    DoOutcome,
    NeedsPerson,
    NothingHappened,
    NotNow,
    Present,
    Refused,
    Unknown,
)
from tests.gospablik.networks.fake_telegram import (
    CHANNEL,
    T0,
    TOKEN,
    FakeTelegram,
    live_post,
    medium,
    sent,
    the_page,
    user_item,
)

NEWS = "https://adm.example.ru/news/1"
POST = "https://t.me/adm_town/57"
NOT_MODIFIED = "Bad Request: message is not modified: specified new message content …"
NO_TEXT = "Bad Request: there is no text in the message to edit"
CANNOT = "Bad Request: message can't be deleted for everyone"


def test_it_is_a_network(telegram: FakeTelegram) -> None:
    page: Network = telegram.page()
    assert page.limit == timedelta(seconds=40)
    assert page.settle == timedelta(seconds=30)
    assert page.removal_is_repeatable
    assert telegram.page().removal_window == timedelta(hours=47)


# What the channel says of itself.


def test_page_info(telegram: FakeTelegram) -> None:
    telegram.put_channel(description="О нас")
    telegram.put(512)
    anna = {"id": 5, "is_bot": False, "first_name": "Анна"}
    telegram.put(
        [{"status": "creator", "user": user_item()}, {"status": "administrator", "user": anna}]
    )
    assert telegram.page().page_info() == PageInfo(
        "Администрация",
        "О нас",
        "",
        verified=False,
        site="",
        members=512,
        administrators=("Айта Иванова", "Анна"),
    )
    assert telegram.methods() == ["getChat", "getChatMemberCount", "getChatAdministrators"]
    assert all(form == {"chat_id": CHANNEL} for form in telegram.forms())


def test_a_description_emptied_by_hand_and_hidden_administrators(telegram: FakeTelegram) -> None:
    telegram.put_channel()
    telegram.put(0)
    telegram.put_error(400, "Bad Request: member list is inaccessible")
    info = telegram.page().page_info()
    assert (info.description, info.members, info.administrators) == ("", 0, None)


def test_page_info_is_asked_anew(telegram: FakeTelegram) -> None:
    page = telegram.page()
    for description in ("До", "После"):
        telegram.put_channel(description=description)
        telegram.put(1)
        telegram.put([])
        assert page.page_info().description == description


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (None, "вместо объекта"),
        ({"id": -5, "type": "channel", "title": "x"}, "другой чат"),
        ({"id": CHANNEL, "type": "supergroup", "title": "x"}, "не канал"),
        ({"id": CHANNEL, "type": "channel"}, "title"),
        ({"id": CHANNEL, "type": "channel", "title": "x", "linked_chat_id": "1"}, "обсуждения"),
    ],
)
def test_page_info_that_says_nothing(telegram: FakeTelegram, result: Any, words: str) -> None:
    telegram.put(result)
    with pytest.raises(CouldNotRead, match=words):
        telegram.page().page_info()


def test_page_info_without_its_count(telegram: FakeTelegram) -> None:
    telegram.put_channel()
    telegram.put("много")
    with pytest.raises(CouldNotRead, match="подписчиков"):
        telegram.page().page_info()


# Posts, as their copies showed them.


def test_posts_come_from_what_was_seen(telegram: FakeTelegram) -> None:
    telegram.seen.read = T0
    telegram.seen.known = [
        live_post(5, T0 - timedelta(hours=1)),
        live_post(6, T0),
        live_post(7, T0 + timedelta(hours=1)),
    ]
    telegram.put_channel()
    page = telegram.page()
    assert [post.network_id for post in page.posts(T0)] == ["7", "6"]
    assert [post.network_id for post in page.posts(T0 + timedelta(minutes=1))] == ["7"]
    assert telegram.methods() == ["getChat"]
    with pytest.raises(ValueError, match="пояс"):
        page.posts(datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is tried


def test_nothing_seen_is_not_no_posts(telegram: FakeTelegram) -> None:
    telegram.put_channel()
    with pytest.raises(CouldNotRead, match="ещё ни разу не прочитаны"):
        telegram.page().posts(T0)
    telegram.seen.read = T0
    telegram.put_channel(None)
    with pytest.raises(CouldNotRead, match="нет группы обсуждения"):
        telegram.page().posts(T0)


def test_one_post_is_not_shown(telegram: FakeTelegram) -> None:
    with pytest.raises(CouldNotRead, match="не показывает") as caught:
        telegram.page().post("57")
    assert POST in caught.value.next_step


def test_find_post(telegram: FakeTelegram) -> None:
    page = telegram.page()
    slack = timedelta(minutes=5)
    for post in (
        live_post(text=f"Вода\n{NEWS}"),
        live_post(links=(NEWS + "/",)),
        live_post(at=T0 - slack, text=NEWS),
    ):
        telegram.seen.known = [post]
        assert page.find_post(NEWS, since=T0) == Present("57")


@pytest.mark.parametrize(
    ("read", "outcome"),
    [
        (None, NotNow),
        (T0 + timedelta(seconds=29), NotNow),
        (T0 + timedelta(seconds=30), CannotTell),
    ],
)
def test_no_copy_proves_nothing(
    telegram: FakeTelegram, read: datetime | None, outcome: type
) -> None:
    telegram.seen.read = read
    telegram.seen.known = [
        live_post(text=NEWS + "2"),
        live_post(at=T0 - timedelta(minutes=6), text=NEWS),
    ]
    telegram.put_channel()
    assert isinstance(telegram.page().find_post(NEWS, since=T0), outcome)


def test_without_a_group_no_copy_will_come(telegram: FakeTelegram) -> None:
    telegram.put_channel(None)
    assert isinstance(telegram.page().find_post(NEWS, since=T0), CannotTell)


@pytest.mark.parametrize(("code", "outcome"), [(401, NotNow), (500, NotNow), (403, CannotTell)])
def test_when_the_channel_does_not_answer(telegram: FakeTelegram, code: int, outcome: type) -> None:
    telegram.put_error(code)
    assert isinstance(telegram.page().find_post(NEWS, since=T0), outcome)


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
        (403, "Forbidden: bot is not a member of the channel chat", Refused),
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


# Editing.


@pytest.mark.parametrize(
    ("attachments", "method"),
    [
        ((), "editMessageText"),
        (("link",), "editMessageText"),
        (("photo",), "editMessageCaption"),
        (("photo", "photo"), "editMessageCaption"),
        (("file",), "editMessageCaption"),
    ],
)
def test_text_or_caption(telegram: FakeTelegram, attachments: tuple[str, ...], method: str) -> None:
    telegram.seen.known = [live_post(attachments=attachments)]
    telegram.put(sent(57))
    assert telegram.page().edit_post("57", Draft("т", link=NEWS)) == Done("57")
    assert telegram.methods() == [method]
    assert telegram.forms()[0]["message_id"] == 57


def test_a_post_that_was_never_seen_is_tried_both_ways(telegram: FakeTelegram) -> None:
    telegram.put_error(400, NO_TEXT)
    telegram.put(sent(57))
    assert telegram.page().edit_post("57", Draft("т")) == Done("57")
    assert telegram.methods() == ["editMessageText", "editMessageCaption"]
    telegram.put_error(400, NO_TEXT)
    assert isinstance(telegram.page().edit_post("57", Draft("т" * 1025)), Refused)


def test_a_wrong_guess_costs_one_question(telegram: FakeTelegram) -> None:
    telegram.seen.known = [live_post(attachments=("photo",))]
    telegram.put_error(400, "Bad Request: there is no caption in the message to edit")
    telegram.put_error(400, NOT_MODIFIED)
    assert telegram.page().edit_post("57", Draft("т")) == Done("57")


def test_an_edit_that_changes_nothing_is_done(telegram: FakeTelegram) -> None:
    telegram.put_error(400, NOT_MODIFIED)
    assert telegram.page().edit_post("57", Draft("т")) == Done("57")


def test_an_edit_of_what_is_gone_is_refused(telegram: FakeTelegram) -> None:
    telegram.put_error(400, "Bad Request: message to edit not found")
    assert isinstance(telegram.page().edit_post("57", Draft("т")), Refused)
    telegram.put_error(400, "Bad Request: message can't be edited")
    came_to = telegram.page().edit_post("57", Draft("т"))
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == POST


@pytest.mark.parametrize("attachments", [(), ("photo",)])
def test_another_medium_for_a_single_post(
    telegram: FakeTelegram, attachments: tuple[str, ...]
) -> None:
    telegram.seen.known = [live_post(attachments=attachments)]
    telegram.put(sent(57))
    assert telegram.page().edit_post("57", Draft("т", media=(medium(),))) == Done("57")
    form = telegram.forms()[0]
    assert form["media"]["media"] == "attach://file0"
    assert form["file0"] == b"bytes"


@pytest.mark.parametrize(
    ("known", "media"),
    [
        ([live_post(attachments=("photo",) * 2)], (medium(),)),
        ([live_post(attachments=("photo",))], (medium(), medium())),
        ([], (medium(),)),
    ],
)
def test_media_that_only_a_person_can_exchange(
    telegram: FakeTelegram, known: Any, media: Any
) -> None:
    telegram.seen.known = known
    came_to = telegram.page().edit_post("57", Draft("т", media=media))
    assert isinstance(came_to, NeedsPerson)
    assert (came_to.link, "«Изменить»" in came_to.press) == (POST, True)


def test_a_long_post_whose_picture_is_a_card_stays_one(telegram: FakeTelegram) -> None:
    telegram.seen.known = [live_post(attachments=("link",))]
    telegram.put(sent(57))
    telegram.page().edit_post("57", Draft("т" * 1025, link=NEWS, media=(medium(),)))
    assert telegram.methods() == ["editMessageText"]
    assert telegram.forms()[0]["link_preview_options"]["show_above_text"] is True


# Deleting.


def test_a_post_is_deleted_whole(telegram: FakeTelegram) -> None:
    telegram.seen.known = [live_post(56), live_post(57, attachments=("photo",) * 3), live_post(60)]
    page = telegram.page()
    telegram.put(True)
    assert page.delete_post("57") == Done("57")
    telegram.put(True)
    assert page.delete_post("60") == Done("60")
    assert telegram.methods() == ["deleteMessages", "deleteMessage"]
    assert telegram.forms() == [
        {"chat_id": CHANNEL, "message_ids": [57, 58, 59]},
        {"chat_id": CHANNEL, "message_id": 60},
    ]


def test_what_is_gone_is_deleted(telegram: FakeTelegram) -> None:
    telegram.seen.known = [live_post()]
    telegram.put_error(400, "Bad Request: message to delete not found")
    assert telegram.page().delete_post("57") == Done("57")


def test_nothing_of_another_post_is_deleted(telegram: FakeTelegram) -> None:
    telegram.seen.known = [live_post(57, attachments=("photo",) * 3), live_post(59)]
    came_to = telegram.page().delete_post("57")
    assert isinstance(came_to, NeedsPerson)
    assert "не подряд" in came_to.why


def test_a_post_that_may_be_an_album_is_for_a_person(telegram: FakeTelegram) -> None:
    came_to = telegram.page().delete_post("57")
    assert isinstance(came_to, NeedsPerson)
    assert "альбом" in came_to.why
    assert (came_to.link, "«Удалить»" in came_to.press) == (POST, True)


@pytest.mark.parametrize(
    ("age", "words"),
    [(timedelta(hours=48), "больше 48 часов"), (timedelta(hours=47), "нет права удалять")],
)
def test_after_48_hours_a_person_deletes(
    telegram: FakeTelegram, age: timedelta, words: str
) -> None:
    telegram.seen.known = [live_post(at=now() - age)]
    telegram.put_error(400, CANNOT)
    came_to = telegram.page().delete_post("57")
    assert isinstance(came_to, NeedsPerson)
    assert words in came_to.why


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
