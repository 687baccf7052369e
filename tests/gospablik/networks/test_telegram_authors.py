from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from gospablik.clock import now
from gospablik.errors import CouldNotRead
from gospablik.networks.telegram.page import TelegramPage
from gospablik.outcomes import (
    Absent,
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
    AUTHOR,
    BOT,
    CHANNEL,
    GROUP,
    FakeTelegram,
    user_item,
)

LATER = now().replace(microsecond=0) + timedelta(days=7)


def member(status: str = "kicked", until: int = 0, author: int = AUTHOR) -> dict[str, Any]:
    banned: dict[str, Any] = {"until_date": until} if status in {"kicked", "restricted"} else {}
    if status == "restricted":
        banned["can_send_messages"] = False
    return {"status": status, "user": user_item(author), **banned}


def test_a_block_with_a_term_is_a_mute_that_ends_by_itself(telegram: FakeTelegram) -> None:
    telegram.put_channel()
    telegram.put(True)
    assert telegram.page().block("500", until=LATER, reason="п. 4.3") == Done("500")
    assert telegram.methods() == ["getChat", "restrictChatMember"]
    form = telegram.forms()[1]
    assert (form["chat_id"], form["user_id"]) == (GROUP, 500)
    assert form["until_date"] == int(LATER.timestamp())
    assert form["permissions"]["can_send_messages"] is False


def test_a_block_for_ever_is_a_ban(telegram: FakeTelegram) -> None:
    telegram.put_channel()
    telegram.put(True)
    assert telegram.page().block("500", until=None, reason="п. 4.3") == Done("500")
    assert telegram.methods() == ["getChat", "banChatMember"]
    assert telegram.forms()[1] == {"chat_id": GROUP, "user_id": 500}


@pytest.mark.parametrize("stranger", ["PARTICIPANT_ID_INVALID", "user not found"])
def test_whom_the_bot_does_not_know_is_left_to_a_person(
    telegram: FakeTelegram, stranger: str
) -> None:
    telegram.put_channel()
    telegram.put_error(400, f"Bad Request: {stranger}")
    came_to = telegram.page().block("500", until=LATER, reason="п. 4.3")
    assert isinstance(came_to, NeedsPerson)
    assert "боту неизвестен" in came_to.why
    assert "«Ограничить»" in came_to.press
    assert "не исключайте" in came_to.press
    telegram.put_channel()
    telegram.put_error(400, f"Bad Request: {stranger}")
    assert isinstance(telegram.page().unblock("500"), NeedsPerson)
    telegram.put_channel()
    telegram.put_error(400, f"Bad Request: {stranger}")
    for_ever = telegram.page().block("500", until=None, reason="п. 4.3")
    assert isinstance(for_ever, NeedsPerson)
    assert "«Заблокировать» (без срока)" in for_ever.press


def test_a_channel_that_writes_is_left_to_a_person(telegram: FakeTelegram) -> None:
    """Telegram would ban all channels of its owner, for ever: nobody decided that."""
    page = telegram.page()
    telegram.put_channel()
    errand = page.block("-1005", until=LATER, reason="п. 4.3")
    assert isinstance(errand, NeedsPerson)
    assert "без срока" in errand.why
    assert not page.ends_block("-1005")
    assert page.ends_block("500")
    telegram.put(True)
    assert page.unblock("-1005") == Done("-1005")
    assert telegram.methods() == ["getChat", "unbanChatSenderChat"]
    assert isinstance(page.find_block("-1005"), CannotTell)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(seconds=-1), "Срок блокировки уже вышел"),
        (timedelta(seconds=60), "Срок блокировки уже вышел"),
        (timedelta(days=367), "366 дней"),
    ],
)
def test_a_term_that_telegram_would_make_endless(
    telegram: FakeTelegram, left: timedelta, words: str
) -> None:
    telegram.put_channel()
    came_to = telegram.page().block("500", until=now() + left, reason="п. 4.3")
    assert isinstance(came_to, Refused)
    assert words in came_to.why
    assert "вечной" in came_to.why


@pytest.mark.parametrize("author", [CHANNEL, GROUP, BOT])
def test_the_page_does_not_block_itself(telegram: FakeTelegram, author: int) -> None:
    telegram.put_channel()
    came_to = telegram.page().block(str(author), until=LATER, reason="п. 4.3")
    assert isinstance(came_to, Refused)
    assert "сама страница" in came_to.why


def test_a_block_by_hand_tells_the_term_in_its_zone(telegram: FakeTelegram) -> None:
    telegram.put_channel()
    telegram.put_error(400, "Bad Request: not enough rights to restrict/unrestrict chat member")
    until = LATER.astimezone(timezone(timedelta(hours=9), "+09"))
    came_to = telegram.page().block("500", until=until, reason="п. 4.3")
    assert isinstance(came_to, NeedsPerson)
    assert f"{until:%d.%m.%Y %H:%M} (+09)" in came_to.press
    assert "500" in came_to.press
    with pytest.raises(ValueError, match="пояс"):
        telegram.page().block("500", until=until.replace(tzinfo=None), reason="")


def test_an_administrator_is_not_blocked(telegram: FakeTelegram) -> None:
    telegram.put_channel()
    telegram.put_error(400, "Bad Request: user is an administrator of the chat")
    came_to = telegram.page().block("500", until=LATER, reason="п. 4.3")
    assert isinstance(came_to, NeedsPerson)
    assert "снимите с него права" in came_to.why


def test_unblock(telegram: FakeTelegram) -> None:
    telegram.put_channel()
    telegram.put(member())
    telegram.put(True)
    assert telegram.page().unblock("500") == Done("500")
    assert telegram.methods() == ["getChat", "getChatMember", "unbanChatMember"]
    assert telegram.forms()[2] == {"chat_id": GROUP, "user_id": 500, "only_if_banned": True}
    telegram.put_channel()
    telegram.put_error(400, "Bad Request: CHAT_ADMIN_REQUIRED")
    came_to = telegram.page().unblock("500")
    assert isinstance(came_to, NeedsPerson)
    assert "«Разблокировать»" in came_to.press


def test_a_mute_is_lifted_and_who_is_free_is_left_alone(telegram: FakeTelegram) -> None:
    telegram.put_channel()
    telegram.put(member("restricted"))
    telegram.put(True)
    assert telegram.page().unblock("500") == Done("500")
    assert telegram.methods()[-1] == "restrictChatMember"
    assert set(telegram.forms()[2]["permissions"].values()) == {True}
    asked = len(telegram.asked)
    telegram.put_channel()
    telegram.put(member("restricted") | {"can_send_messages": True})
    assert telegram.page().unblock("500") == Done("500")
    assert len(telegram.asked) == asked + 2


UNTIL = datetime(2036, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("shown", "until", "present"),
    [
        (member(until=int(UNTIL.timestamp())), UNTIL, True),
        (member(until=int(UNTIL.timestamp()) - 3600), UNTIL, True),
        (member(until=int(UNTIL.timestamp()) + 3601), UNTIL, False),
        (member(until=int(UNTIL.timestamp()) + 3601), None, True),
        (member(), UNTIL, False),
        (member(), None, True),
        (member(until=1_700_000_000), None, False),
        (member("left"), None, False),
        (member("member"), None, False),
        (member("restricted"), UNTIL, False),
        (member("restricted"), None, True),
        (member("restricted", until=int(UNTIL.timestamp())), UNTIL, True),
        (member("restricted") | {"can_send_messages": True}, None, False),
    ],
)
def test_find_block(
    telegram: FakeTelegram, shown: Any, until: datetime | None, present: bool
) -> None:
    telegram.put_channel()
    telegram.put(shown)
    found = telegram.page().find_block("500", until=until)
    assert telegram.forms()[1] == {"chat_id": GROUP, "user_id": 500}
    if present:
        assert found == Present("500")
    else:
        assert isinstance(found, Absent)


@pytest.mark.parametrize(("end", "present"), [(0, True), (int(UNTIL.timestamp()), False)])
def test_find_block_for_ever(telegram: FakeTelegram, end: int, present: bool) -> None:
    telegram.put_channel()
    telegram.put(member(until=end))
    found = telegram.page().find_block("500", for_ever=True)
    assert isinstance(found, Present if present else Absent)


@pytest.mark.parametrize(
    "shown",
    [
        None,
        [],
        {},
        {"status": "kicked"},
        member(author=7),
        {"status": "kicked", "user": user_item()},
        {"status": "restricted", "user": user_item(), "until_date": 0},
    ],
)
def test_a_block_half_read_is_not_read(telegram: FakeTelegram, shown: Any) -> None:
    telegram.put_channel()
    telegram.put(shown)
    assert isinstance(telegram.page().find_block("500"), NotNow)


@pytest.mark.parametrize(
    ("code", "description", "kind"),
    [
        (401, "Unauthorized", NotNow),
        (500, "Internal Server Error", NotNow),
        (400, "Bad Request: user not found", CannotTell),
        (403, "Forbidden: bot is not a member of the supergroup chat", CannotTell),
    ],
)
def test_a_look_that_failed(
    telegram: FakeTelegram, code: int, description: str, kind: type
) -> None:
    telegram.put_channel()
    telegram.put_error(code, description)
    assert isinstance(telegram.page().find_block("500"), kind)
    telegram.put_channel(None)
    assert isinstance(telegram.page().find_block("500"), CannotTell)


@pytest.mark.parametrize(
    ("code", "kind"), [(401, NothingHappened), (429, NothingHappened), (500, Unknown)]
)
def test_writes_by_error(telegram: FakeTelegram, code: int, kind: type) -> None:
    writes: tuple[Callable[[TelegramPage], DoOutcome], ...] = (
        lambda page: page.block("500", until=LATER, reason=""),
        lambda page: page.unblock("500"),
    )
    for write in writes:
        telegram.put_channel()
        telegram.put_error(code)
        assert isinstance(write(telegram.page()), kind)


def test_a_strangers_id(telegram: FakeTelegram) -> None:
    page = telegram.page()
    assert isinstance(page.block("id500", until=LATER, reason=""), Refused)
    assert isinstance(page.unblock("id500"), Refused)
    assert isinstance(page.find_block("id500"), CannotTell)
    assert not telegram.asked


def test_the_banned_are_not_listed(telegram: FakeTelegram) -> None:
    with pytest.raises(CouldNotRead, match="не показывает") as caught:
        telegram.page().blocked()
    assert "Чёрный список" in caught.value.next_step
