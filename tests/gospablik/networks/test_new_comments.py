"""What is new under a post of OK or MAX, whose comments stand in one list: the end of that list."""

from datetime import UTC, datetime
from typing import Any

from gospablik.networks.base import ReadsNew
from gospablik.networks.vk import VkPage
from tests.gospablik.networks.fake_max import BOT, FakeMax, user
from tests.gospablik.networks.fake_max import comment as max_comment
from tests.gospablik.networks.fake_ok import FakeOk, comment_item, comments

POST = "mid.post"
MINUTE = 60_000
S0 = int(datetime(2026, 10, 1, tzinfo=UTC).timestamp()) * 1000


def held(*numbers: int, prefix: str = "MTI") -> dict[str, str | None]:
    return {f"{prefix}{number}": None for number in numbers}


def ok_items(*numbers: int) -> list[dict[str, Any]]:
    return [comment_item(n, date=f"2026-11-01 10:00:{n % 60:02}") for n in numbers]


def test_three_networks_can_be_asked_for_what_is_new(ok: FakeOk, fake: FakeMax) -> None:
    assert isinstance(ok.page(), ReadsNew)
    assert isinstance(fake.page(), ReadsNew)
    assert issubclass(VkPage, ReadsNew)


def test_ok_is_read_back_to_what_is_known(ok: FakeOk) -> None:
    ok.put(comments(*ok_items(7, 8, 9), has_more=True))
    read = ok.page().new_comments("17", held(*range(1, 8)), 2)
    assert [c.network_id for c in read.comments] == ["MTI7", "MTI8", "MTI9"]
    assert (read.whole, read.gone) == (False, frozenset())
    asked = ok.forms()[0]
    assert (asked["anchor"], asked["direction"]) == ("LAST", "BACKWARD")


def test_ok_is_read_on_until_all_that_we_lack_is_found(ok: FakeOk) -> None:
    """One that became visible late stands before a known one."""
    ok.put(comments(*ok_items(8, 9), has_more=True, anchor="b"))
    ok.put(comments(*ok_items(5, 6, 7), has_more=True, anchor="c"))
    read = ok.page().new_comments("17", held(1, 2, 3, 4, 5, 7, 8), 2)
    assert [c.network_id for c in read.comments] == [f"MTI{n}" for n in range(5, 10)]
    assert ok.forms()[1]["anchor"] == "b"


def test_ok_s_older_method_reads_all(ok: FakeOk) -> None:
    ok.put_error(3)
    ok.put({"commentss": ok_items(1, 2)}, {"commentss": ok_items(2)})
    read = ok.page().new_comments("17", held(1), 1)
    assert (len(read.comments), read.whole) == (2, True)


def test_max_is_read_back_to_what_is_known_and_a_minute_beyond(fake: FakeMax) -> None:
    def sheet(*minutes: int) -> dict[str, Any]:
        return {"messages": [max_comment(f"mid.{m}", S0 + m * MINUTE) for m in minutes]}

    fake.put(user(BOT), sheet(9, 8, 7), sheet(7, 6, 5))
    known = held(*range(1, 8), prefix="mid.")
    page = fake.page()
    read = page.new_comments(POST, known, 0)
    assert [c.network_id for c in read.comments] == [f"mid.{n}" for n in range(5, 10)]
    assert (read.whole, read.gone) == (False, frozenset())
    fake.put(sheet(9, 8, 7, 6, 5))
    assert len(page.new_comments(POST, known, 0).comments) == 5


def test_max_without_anything_known_is_read_to_the_end(fake: FakeMax) -> None:
    one = max_comment("mid.1", S0)
    fake.put(user(BOT), {"messages": [one]}, {"messages": [one]})
    assert len(fake.page().new_comments(POST, {}, 0).comments) == 1
