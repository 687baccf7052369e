from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.base import BlockedAuthor
from gospablik.outcomes import Absent, CannotTell, Done, NeedsPerson, NotNow, Present, Refused
from tests.gospablik.networks.fake_vk import COMMUNITY, GROUP, NO_USER, USER, FakeVk

S0 = int(datetime(2026, 10, 1, tzinfo=UTC).timestamp())
UNTIL = datetime(2036, 1, 1, tzinfo=UTC)


def ban_item(end: int | None, author: int = 500) -> dict[str, Any]:
    info: dict[str, Any] = {"date": S0, "reason": 0}
    if end is not None:
        info["end_date"] = end
    who = {"type": "profile", "profile": {"id": author}}
    if author < 0:
        who = {"type": "group", "group": {"id": -author}}
    return {**who, "ban_info": info}


@pytest.mark.parametrize(
    ("end", "until", "present"),
    [
        (int(UNTIL.timestamp()), UNTIL, True),
        (int(UNTIL.timestamp()) - 3600, UNTIL, True),
        (int(UNTIL.timestamp()) + 3601, UNTIL, False),
        (int(UNTIL.timestamp()) + 3601, None, True),
        (0, UNTIL, False),
        (0, None, True),
        (None, None, True),
        (1_700_000_000, None, False),
    ],
)
def test_find_block(vk: FakeVk, end: int | None, until: datetime | None, present: bool) -> None:
    vk.put({"count": 1, "items": [ban_item(end)]})
    found = vk.page().find_block("500", until=until)
    if present:
        assert found == Present("500")
    else:
        assert isinstance(found, Absent)
        assert found.detail
    assert vk.forms()[0]["owner_id"] == "500"


@pytest.mark.parametrize(("end", "present"), [(0, True), (int(UNTIL.timestamp()), False)])
def test_find_block_for_ever(vk: FakeVk, end: int, present: bool) -> None:
    vk.put({"count": 1, "items": [ban_item(end)]})
    assert isinstance(vk.page().find_block("500", for_ever=True), Present if present else Absent)


def test_find_block_of_a_community(vk: FakeVk) -> None:
    vk.put({"count": 1, "items": [ban_item(0, author=-8)]})
    assert vk.page().find_block("-8") == Present("-8")


def test_find_block_without_an_entry(vk: FakeVk) -> None:
    page = vk.page()
    vk.put_error(104)
    assert page.find_block("500") == Absent()
    vk.put({"count": 0, "items": []})
    assert page.find_block("500") == Absent()
    vk.put({"count": 1, "items": [ban_item(0, author=501)]})
    assert isinstance(page.find_block("500"), CannotTell)
    vk.put({"count": 1, "items": [{"type": "profile"}]})
    assert isinstance(page.find_block("500"), NotNow)
    vk.put_error(15)
    assert isinstance(page.find_block("500"), CannotTell)


def test_a_person_is_told_the_term_in_the_zone_it_comes_in(vk: FakeVk) -> None:
    until = datetime(2027, 1, 2, 9, tzinfo=timezone(timedelta(hours=9), "Якутск"))
    came_to = vk.page(NO_USER).block("500", until=until, reason="п. 4.3")
    assert isinstance(came_to, NeedsPerson)
    assert "02.01.2027 09:00 (Якутск)" in came_to.press
    with pytest.raises(ValueError, match="пояс"):
        vk.page().block("500", until=until.replace(tzinfo=None), reason="п. 4.3")


def test_unblocking(vk: FakeVk) -> None:
    page = vk.page()
    vk.put(1)
    assert page.unblock("500") == Done("500")
    vk.put_error(104)
    assert page.unblock("-8") == Done("-8")
    assert [form["owner_id"] for form in vk.forms()] == ["500", "-8"]
    assert vk.keys() == [USER, USER]


def test_unblocking_by_hand(vk: FakeVk) -> None:
    came_to = vk.page(NO_USER).unblock("-8")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == f"https://vk.com/club{GROUP}?act=blacklist"
    assert "https://vk.com/club8" in came_to.press


def test_the_black_list_is_read_to_its_end(vk: FakeVk) -> None:
    ends = [int(UNTIL.timestamp()), 0, None, 1_700_000_000]
    items = [ban_item(ends[n % 4], author=n + 1) for n in range(300)]
    items[5] = ban_item(0, author=-8)
    vk.put({"count": 300, "items": items[:200]})
    vk.put({"count": 300, "items": items[199:]})
    found = vk.page().blocked()
    assert len(found) == 225
    assert found[:3] == [
        BlockedAuthor("1", UNTIL),
        BlockedAuthor("2", None),
        BlockedAuthor("3", None),
    ]
    assert BlockedAuthor("-8", None) in found
    assert [(form["offset"], form["count"]) for form in vk.forms()] == [
        ("0", "200"),
        ("199", "200"),
    ]
    assert vk.keys() == [COMMUNITY, COMMUNITY]


def test_nobody_is_blocked(vk: FakeVk) -> None:
    vk.put({"count": 0, "items": []})
    assert vk.page().blocked() == []


@pytest.mark.parametrize("response", [{}, {"items": []}, {"count": 1, "items": [{}]}, None])
def test_a_black_list_half_read_is_not_read(vk: FakeVk, response: Any) -> None:
    vk.put(response)
    with pytest.raises(CouldNotRead, match="Чёрный список"):
        vk.page().blocked()


def test_an_id_of_another_network_is_not_asked_about(vk: FakeVk) -> None:
    page = vk.page()
    assert isinstance(page.unblock("user:5"), Refused)
    assert isinstance(page.block("", until=UNTIL, reason="п. 4.3"), Refused)
    assert isinstance(page.find_block("@name"), CannotTell)
    assert not vk.asked
