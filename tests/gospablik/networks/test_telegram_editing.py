from datetime import timedelta
from typing import Any

import pytest

from gospablik.clock import now
from gospablik.networks.base import Draft
from gospablik.outcomes import (
    Done,
    NeedsPerson,
    Refused,
)
from tests.gospablik.networks.fake_telegram import (
    CHANNEL,
    FakeTelegram,
    live_post,
    medium,
    sent,
)

NEWS = "https://adm.example.ru/news/1"
POST = "https://t.me/adm_town/57"
NOT_MODIFIED = "Bad Request: message is not modified: specified new message content …"
NO_TEXT = "Bad Request: there is no text in the message to edit"
CANNOT = "Bad Request: message can't be deleted for everyone"


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
