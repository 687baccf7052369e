from datetime import timedelta
from typing import Any

import pytest

from gospablik.clock import now
from gospablik.errors import CouldNotRead
from gospablik.networks.telegram.seen import OUTSIDE
from gospablik.networks.verdicts import gone
from gospablik.outcomes import (
    CannotTell,
    Done,
    NeedsPerson,
    NothingHappened,
    Refused,
    Unknown,
)
from tests.gospablik.networks.fake_telegram import (
    GROUP,
    T0,
    FakeTelegram,
    live_comment,
    sent,
)

CANNOT = "Bad Request: message can't be deleted"
COMMENT = "https://t.me/adm_town/57?comment=101"


def test_comments_are_those_that_the_stream_told(telegram: FakeTelegram) -> None:
    late, early = live_comment(9, "57", T0 + timedelta(seconds=1)), live_comment(10, "57")
    outside = live_comment(11, OUTSIDE)
    telegram.seen.comments = [late, early, live_comment(12, "58"), outside]
    page = telegram.page()
    assert page.comments("57") == [early, late]
    assert page.comments(OUTSIDE) == [outside]
    assert not telegram.asked


def test_what_stands_in_the_group_is_not_told(telegram: FakeTelegram) -> None:
    page = telegram.page()
    assert isinstance(page.find_comment("101", post_id="57"), CannotTell)
    assert isinstance(page.find_reply("Ответ", post_id="57", since=T0), CannotTell)
    came_to = page.restore_comment("101", post_id="57")
    assert isinstance(came_to, Refused)
    assert "не возвращает" in came_to.why


# Replies.


def test_a_reply_stands_under_the_copy_of_the_post(telegram: FakeTelegram) -> None:
    telegram.seen.threads = {"57": "100"}
    page = telegram.page()
    telegram.put_channel()
    telegram.put(sent(111))
    telegram.put(sent(112))
    assert page.reply("Добрый <день> & вечер", post_id="57", key="k") == Done("111")
    assert page.reply("Ещё", post_id="57", key="k") == Done("112")
    assert telegram.methods() == ["getChat", "sendMessage", "sendMessage"]
    form = telegram.forms()[1]
    assert form["chat_id"] == GROUP
    assert form["text"] == "Добрый <день> & вечер"
    assert "parse_mode" not in form
    assert form["reply_parameters"]["message_id"] == 100


def test_a_reply_under_a_post_that_was_never_seen(telegram: FakeTelegram) -> None:
    came_to = telegram.page().reply("Ответ", post_id="57", key="k")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == "https://t.me/adm_town/57"
    assert "Комментарии" in came_to.press
    telegram.put_channel()
    telegram.put_error(400, "Bad Request: CHAT_ADMIN_REQUIRED")
    below = telegram.page().reply("Ответ", post_id="57", key="k", to="100")
    assert isinstance(below, NeedsPerson)
    assert "найдите этот комментарий" in below.press


def test_a_message_outside_any_post_is_answered_in_the_group(telegram: FakeTelegram) -> None:
    page = telegram.page()
    telegram.put_channel()
    telegram.put(sent(111))
    assert page.reply("Ответ", post_id=OUTSIDE, key="k") == Done("111")
    assert telegram.methods() == ["getChat", "sendMessage"]
    form = telegram.forms()[1]
    assert (form["chat_id"], form["text"]) == (GROUP, "Ответ")
    assert "reply_parameters" not in form
    telegram.put_error(400, "Bad Request: CHAT_ADMIN_REQUIRED")
    came_to = page.reply("Ответ", post_id=OUTSIDE, key="k")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == "https://t.me/adm_town"
    assert came_to.press.startswith("Откройте группу обсуждения")
    telegram.put_error(400, "Bad Request: CHAT_ADMIN_REQUIRED")
    below = page.reply("Ответ", post_id=OUTSIDE, key="k", to="100")
    assert isinstance(below, NeedsPerson)
    assert "найдите это сообщение" in below.press


def test_a_reply_too_long(telegram: FakeTelegram) -> None:
    came_to = telegram.page().reply("т" * 4095 + "😀", post_id="57", key="k")
    assert isinstance(came_to, Refused)
    assert "4097" in came_to.why


def test_a_reply_to_what_is_gone(telegram: FakeTelegram) -> None:
    telegram.seen.threads = {"57": "100"}
    telegram.put_channel()
    telegram.put_error(400, "Bad Request: message to be replied not found")
    assert isinstance(telegram.page().reply("Ответ", post_id="57", key="k"), Refused)


# Removing.


def test_removing(telegram: FakeTelegram) -> None:
    page = telegram.page()
    telegram.put_channel()
    telegram.put(True)
    assert page.remove_comment("101", post_id="57") == Done("101")
    assert telegram.forms()[1] == {"chat_id": GROUP, "message_id": 101}
    telegram.put_error(400, "Bad Request: message to delete not found")
    assert page.remove_comment("101", post_id="57") == gone("101")


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(hours=48), "больше 48 часов: такие"),
        (timedelta(hours=47), "нет права удалять"),
        (None, "Либо сообщению больше 48 часов, либо"),
    ],
)
def test_what_the_bot_cannot_remove_a_person_does(
    telegram: FakeTelegram, age: timedelta | None, words: str
) -> None:
    if age is not None:
        telegram.seen.comments = [live_comment(100, "57"), live_comment(101, "57", now() - age)]
    telegram.put_channel()
    telegram.put_error(400, CANNOT)
    came_to = telegram.page().remove_comment("101", post_id="57")
    assert isinstance(came_to, NeedsPerson)
    assert words in came_to.why
    assert came_to.link == COMMENT
    assert "«Удалить для всех»" in came_to.press


def test_a_message_outside_any_post_has_the_groups_address(telegram: FakeTelegram) -> None:
    page = telegram.page()
    telegram.put_channel()
    telegram.put_error(400, CANNOT)
    came_to = page.remove_comment("101", post_id=OUTSIDE)
    assert isinstance(came_to, NeedsPerson)
    # The group is known only now.
    telegram.put_error(400, CANNOT)
    came_to = page.remove_comment("101", post_id=OUTSIDE)
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == "https://t.me/c/9876543210/101"


@pytest.mark.parametrize("verb", ["reply", "remove"])
def test_writes_by_error(telegram: FakeTelegram, verb: str) -> None:
    telegram.seen.threads = {"57": "100"}
    for code, description, kind in (
        (429, "Too Many Requests: retry after 5", NothingHappened),
        (401, "Unauthorized", NothingHappened),
        (502, "Bad Gateway", Unknown),
        (403, "Forbidden: bot was kicked from the supergroup chat", NeedsPerson),
        (400, "Bad Request: CHAT_ADMIN_REQUIRED", NeedsPerson),
    ):
        page = telegram.page()
        telegram.put_channel()
        telegram.put_error(code, description)
        if verb == "reply":
            came_to = page.reply("Ответ", post_id="57", key="k")
        else:
            came_to = page.remove_comment("101", post_id="57")
        assert isinstance(came_to, kind)


def test_without_a_group_nothing_can_be_done(telegram: FakeTelegram) -> None:
    telegram.seen.threads = {"57": "100"}
    telegram.put_channel(None)
    page = telegram.page()
    for came_to in (
        page.reply("Ответ", post_id="57", key="k"),
        page.remove_comment("101", post_id="57"),
        page.block("500", until=now() + timedelta(days=7), reason="п. 4.3"),
        page.unblock("500"),
    ):
        assert isinstance(came_to, Refused)
        assert "нет группы обсуждения" in came_to.why
        assert "привяжите" in came_to.why
    assert telegram.methods() == ["getChat"]


def test_a_group_that_cannot_be_asked_for(telegram: FakeTelegram) -> None:
    telegram.put_error(401, "Unauthorized")
    assert isinstance(telegram.page().remove_comment("101", post_id="57"), NothingHappened)
    # Asking changes nothing, but its answer may be lost like any other.
    telegram.put_raw(200, b"<html>")
    assert isinstance(telegram.page().remove_comment("101", post_id="57"), Unknown)


@pytest.mark.parametrize("stranger", ["", "mid.abc", "1_2"])
def test_ids_of_another_network_are_refused(telegram: FakeTelegram, stranger: str) -> None:
    telegram.put_channel()
    came_to = telegram.page().remove_comment(stranger, post_id="57")
    assert isinstance(came_to, Refused)
    assert "не номер комментария" in came_to.why


# What keeps the stream from being read.


def failed(telegram: FakeTelegram) -> str:
    with pytest.raises(CouldNotRead) as caught:
        telegram.page().events("5")
    return str(caught.value)


def test_without_a_group_there_is_nothing_to_read(telegram: FakeTelegram) -> None:
    telegram.put_channel(None)
    words = failed(telegram)
    assert "нет группы обсуждения" in words
    assert "привяжите" in words


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("Conflict: terminated by other getUpdates request", "читает кто-то ещё"),
        ("Conflict: can't use getUpdates method while webhook is active", "вебхук"),
    ],
)
def test_a_second_reader_of_the_bot(telegram: FakeTelegram, description: str, words: str) -> None:
    telegram.put_channel()
    telegram.put_error(409, description)
    told = failed(telegram)
    assert words in told
    assert "остановите другую программу" in told


@pytest.mark.parametrize("result", [None, {}, True, ["x"], [{}], [{"update_id": "1"}]])
def test_nonsense_is_not_read(telegram: FakeTelegram, result: Any) -> None:
    telegram.put_channel()
    telegram.put(result)
    assert "не значит, что всё в порядке" in failed(telegram)


def test_html_in_place_of_updates(telegram: FakeTelegram) -> None:
    telegram.put_channel()
    telegram.put_raw(200, b"<html>blocked</html>")
    failed(telegram)


@pytest.mark.parametrize("code", [401, 403, 500])
def test_errors_of_the_reading(telegram: FakeTelegram, code: int) -> None:
    telegram.put_error(code)
    failed(telegram)
    telegram.put_channel()
    telegram.put_error(code)
    failed(telegram)
