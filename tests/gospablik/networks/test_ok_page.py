from datetime import UTC, datetime
from typing import Any

import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.base import Network, PageInfo
from gospablik.networks.ok import OkPage
from gospablik.outcomes import Absent, CannotTell, NeedsPerson, NotNow, Present
from tests.gospablik.networks.fake_ok import GROUP, TOKEN, FakeOk, the_page

HOME = f"https://ok.ru/group/{GROUP}"
UNTIL = datetime(2027, 1, 1, 9, tzinfo=UTC)


def test_it_is_a_network(ok: FakeOk) -> None:
    page: Network = ok.page()
    page.close()


def group_item(**more: Any) -> dict[str, Any]:
    return {"uid": str(GROUP), "name": "Администрация", **more}


def staff(*numbers: int, **more: Any) -> dict[str, Any]:
    members = [{"userId": str(n), "status": "ADMIN"} for n in numbers]
    return {"members": members, "anchor": "a1", "has_more": False} | more


def test_page_info(ok: FakeOk) -> None:
    page = ok.page()
    full = group_item(
        description="Официальная страница",
        status="Работаем",
        members_count=5120,
        homepage_url="https://adm.example.ru",
        gos_org=True,
        unheard=[1],
    )
    ok.put([group_item(uid="3"), full], staff(1, has_more=True), staff(2, anchor="a2"))
    assert page.page_info() == PageInfo(
        "Администрация",
        "Официальная страница",
        "Работаем",
        verified=True,
        site="https://adm.example.ru",
        members=5120,
        administrators=("1", "2"),
    )
    assert ok.forms()[0]["uids"] == ok.forms()[1]["uid"] == str(GROUP)


def test_a_description_emptied_by_hand_is_an_empty_line(ok: FakeOk) -> None:
    page = ok.page()
    for item in (group_item(), group_item(description="", status=None, members_count="много")):
        ok.put({"groups": [item]}, staff())
        assert page.page_info() == PageInfo(
            "Администрация", "", "", verified=False, site="", administrators=()
        )


@pytest.mark.parametrize(
    ("mark", "verified"),
    [
        (True, True),
        (1, True),
        ("true", True),
        (False, False),
        (None, False),
        ("false", False),
        ([], False),
    ],
)
def test_the_mark_of_a_state_body(ok: FakeOk, mark: Any, verified: bool) -> None:
    ok.put([group_item(gos_org=mark)], staff())
    assert ok.page().page_info().verified is verified


@pytest.mark.parametrize("code", [3, 10, 50])
def test_who_administers_may_be_nobodys_business(ok: FakeOk, code: int) -> None:
    ok.put([group_item()])
    ok.put_error(code)
    assert ok.page().page_info().administrators is None


def test_a_silent_network_is_not_a_no(ok: FakeOk) -> None:
    ok.put([group_item()])
    ok.put_error(8)
    with pytest.raises(CouldNotRead, match="8"):
        ok.page().page_info()


@pytest.mark.parametrize(
    "answer", [None, {}, [], "x", [group_item(uid="3")], [{"uid": str(GROUP)}]]
)
def test_page_info_that_says_nothing(ok: FakeOk, answer: Any) -> None:
    ok.put(answer, staff())
    with pytest.raises(CouldNotRead):
        ok.page().page_info()


def test_describe_page_is_an_errand(ok: FakeOk) -> None:
    came_to = ok.page().describe_page("Официальная страница")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == HOME
    assert "описание" in came_to.press


# Authors.


def member(status: str, user: str = "500", **more: Any) -> dict[str, Any]:
    return {"userId": user, "groupId": str(GROUP), "status": status, **more}


@pytest.mark.parametrize("until", [None, UNTIL])
@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ([member("BLOCKED", block_reason="спам")], Present("500")),
        *(
            ([member(status)], Absent())
            for status in ("ACTIVE", "MAYBE", "ADMIN", "MODERATOR", "PASSIVE", "UNHEARD")
        ),
        ([member("BLOCKED", "501"), member("ACTIVE")], Absent()),
        ([], Absent()),
    ],
)
def test_find_block(ok: FakeOk, answer: Any, outcome: object, until: datetime | None) -> None:
    ok.put(answer)
    assert ok.page().find_block("500", until=until) == outcome
    assert ok.forms() == [{"group_id": str(GROUP), "uids": "500"}]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ([member("UNKNOWN")], CannotTell),
        ([member("BLOCKED", "501")], NotNow),
        ([{"userId": "500"}], NotNow),
        ({}, NotNow),
        (None, NotNow),
    ],
)
def test_a_block_that_could_not_be_seen(ok: FakeOk, answer: Any, kind: type) -> None:
    ok.put(answer)
    assert isinstance(ok.page().find_block("500"), kind)


@pytest.mark.parametrize(("code", "kind"), [(8, NotNow), (102, NotNow), (10, CannotTell)])
def test_a_block_that_ok_would_not_show(ok: FakeOk, code: int, kind: type) -> None:
    ok.put_error(code)
    assert isinstance(ok.page().find_block("500"), kind)


def test_block_and_unblock_are_errands(ok: FakeOk) -> None:
    page = ok.page()
    block = page.block("500", until=UNTIL, reason="п. 4.3")
    unblock = page.unblock("500")
    for came_to in (block, unblock):
        assert isinstance(came_to, NeedsPerson)
        assert came_to.link == HOME
        assert "https://ok.ru/profile/500" in came_to.press
    assert isinstance(block, NeedsPerson)
    assert "01.01.2027 09:00 (UTC)" in block.press
    assert "«п. 4.3»" in block.press
    with pytest.raises(ValueError, match="пояс"):
        page.block("500", until=UNTIL.replace(tzinfo=None), reason="")
    assert not ok.asked


def test_the_black_list_is_not_shown(ok: FakeOk) -> None:
    with pytest.raises(CouldNotRead, match="нет метода") as caught:
        ok.page().blocked()
    assert "не значит" in str(caught.value)
    assert not ok.asked


def test_addresses_follow_the_page(ok: FakeOk) -> None:
    page = OkPage(the_page(address="http://localhost:9/ok/"), TOKEN, ok.http())
    reply, unblock = page.reply("ответ", post_id="17", key="k"), page.unblock("500")
    assert isinstance(reply, NeedsPerson)
    assert isinstance(unblock, NeedsPerson)
    assert reply.link == f"http://localhost:9/ok/group/{GROUP}/topic/17"
    assert "http://localhost:9/ok/profile/500" in unblock.press
