"""Addresses for people: what a page, a post and a comment are found under in each network."""

import pytest

from gospablik.networks import addresses
from gospablik.page import MaxEntry, OkEntry, Page, TelegramEntry, VkEntry

COMMON = {
    "key": "p",
    "name": "Страница",
    "mode": "самостоятельно",
    "since": "2026-01-01",
    "official_wording": "Официальная страница",
}
VK = VkEntry.model_validate({**COMMON, "network": "vk", "group_id": 7})
OK = OkEntry.model_validate({**COMMON, "network": "ok", "group_id": 70000000000001})
OPEN = TelegramEntry.model_validate(
    {**COMMON, "network": "telegram", "chat_id": -1001234567890, "username": "zhatay"}
)
ELSEWHERE = VK.model_copy(update={"address": "http://127.0.0.1:9/vk"})
CLOSED = OPEN.model_copy(update={"username": None})
MAX = MaxEntry.model_validate({**COMMON, "network": "max", "chat_id": -70, "link": "zhatay"})


@pytest.mark.parametrize(
    ("page", "home", "post", "comment"),
    [
        (VK, "https://vk.com/club7", "https://vk.com/wall-7_5", "https://vk.com/wall-7_5?reply=9"),
        (
            OK,
            "https://ok.ru/group/70000000000001",
            "https://ok.ru/group/70000000000001/topic/5",
            "https://ok.ru/group/70000000000001/topic/5",
        ),
        (OPEN, "https://t.me/zhatay", "https://t.me/zhatay/5", "https://t.me/zhatay/5?comment=9"),
        (
            CLOSED,
            "https://t.me/c/1234567890",
            "https://t.me/c/1234567890/5",
            "https://t.me/c/1234567890/5?comment=9",
        ),
        (MAX, "https://max.ru/zhatay", "https://max.ru/zhatay", "https://max.ru/zhatay"),
    ],
)
def test_where_things_lie(page: Page, home: str, post: str, comment: str) -> None:
    assert addresses.home(page) == home
    assert addresses.post(page, "5") == post
    assert addresses.comment(page, "9", post_id="5") == comment


def test_a_reply_in_a_thread_of_vk_names_its_root() -> None:
    found = addresses.comment(VK, "9", post_id="5", thread_root="8")
    assert found == "https://vk.com/wall-7_5?reply=9&thread=8"


@pytest.mark.parametrize(
    ("page", "address", "found"),
    [
        (VK, "https://vk.com/wall-7_15", "15"),
        (VK, " https://m.vk.ru/wall-7_15?reply=3 ", "15"),
        (VK, "https://vk.com/wall-8_15", None),
        (VK, "wall-7_15", None),
        (VK, "vk.com/wall-7_15", "15"),
        (VK, "https://vk.com/town?w=wall-7_15_r3", "15"),
        (VK, "https://vk.com/club7?w=wall-7_55", "55"),
        (VK, "https://vk.com/feed?w=wall-7_55%2Fall", "55"),
        (VK, "https://vk.com/club7?w=wall-8_55", None),
        (VK, "https://anything.example/x/wall-7_55", None),
        (VK, "https://vk.com.evil.test/wall-7_55", None),
        (VK, "https://vk.com/wall7_55", None),
        (VK, "https://[", None),
        (ELSEWHERE, "http://127.0.0.1:9/vk/wall-7_55", "55"),
        (ELSEWHERE, "http://127.0.0.1:9/wall-7_55", None),
        (OK, "https://ok.ru/group/70000000000001/topic/155013581046904", "155013581046904"),
        (OK, "https://ok.ru/group/70000000000002/topic/15", None),
        (OK, "https://m.ok.ru/group/70000000000001/topic/15", "15"),
        (OK, "https://ok.ru/zhatay/topic/15", None),
        (OPEN, "https://t.me/zhatay/57/", "57"),
        (OPEN, "https://t.me/s/Zhatay/57?single", "57"),
        (OPEN, "https://t.me/c/1234567890/57", "57"),
        (OPEN, "https://vk.com/zhatay/57", None),
        (OPEN, "https://t.me/other/57", None),
        (CLOSED, "https://t.me/c/1234567890/57", "57"),
        (MAX, "https://max.ru/zhatay/AZabc", "AZabc"),
        (MAX, "https://example.ru/zhatay/AZabc", None),
        (MAX, "https://max.ru.evil.test/zhatay/AZabc", None),
        (MAX, "https://max.ru/zhatay", None),
        (MAX.model_copy(update={"link": None}), "https://max.ru/other/AZabc", "AZabc"),
        (MAX, "https://max.ru/other/AZabc", None),
        (VK, "", None),
    ],
)
def test_a_posts_number_is_read_off_its_address(
    page: Page, address: str, found: str | None
) -> None:
    assert addresses.post_id_in(page, address) == found


@pytest.mark.parametrize(
    ("page", "address", "found"),
    [
        (VK, "https://vk.com/wall-7_5?reply=9", ("5", "9")),
        (VK, "m.vk.ru/wall-7_5?thread=8&reply=9#reply9", ("5", "9")),
        (VK, "https://vk.com/feed?w=wall-7_5_r9", ("5", "9")),
        (VK, "https://vk.com/wall-8_5?reply=9", None),
        (VK, "https://vk.com/wall-7_5_r", None),
        (VK, "https://vk.com/wall-7_5", ("entry:5", "entry:5")),
        (VK, "https://vk.com/topic-7_12?post=3", ("board:12", "board:12:3")),
        (VK, "https://vk.com/photo-7_12?reply=3", ("photo:12", "photo:12:3")),
        (VK, "https://vk.com/topic-7_12", None),
        (VK, "https://vk.com/topic-8_12?post=3", None),
        (VK, "https://vk.com.evil.test/wall-7_5?reply=9", None),
        (VK, "https://ok.ru/wall-7_5?reply=9", None),
        (VK, "https://[", None),
        (VK, "", None),
        (ELSEWHERE, "127.0.0.1:9/vk/wall-7_5?reply=9", ("5", "9")),
        (OK, "https://ok.ru/group/70000000000001/topic/5", ("entry:5", "entry:5")),
        (OK, "https://ok.ru/group/70000000000002/topic/5", None),
        (OPEN, "t.me/s/Zhatay/5?comment=9", ("5", "9")),
        (OPEN, "https://t.me/c/1234567890/5?comment=9", ("5", "9")),
        (OPEN, "https://t.me/other/5?comment=9", None),
        (OPEN, "https://t.me/zhatay/5?comment=x", None),
        (OPEN, "https://t.me/zhatay/5", None),
        (MAX, "https://max.ru/zhatay/AZabc", None),
    ],
)
def test_a_comments_number_is_read_off_its_address(
    page: Page, address: str, found: tuple[str, str] | None
) -> None:
    assert addresses.comment_id_in(page, address) == found


@pytest.mark.parametrize("page", [VK, ELSEWHERE, OPEN, CLOSED])
def test_the_address_that_we_make_names_its_comment(page: Page) -> None:
    made = addresses.comment(page, "9", post_id="5", thread_root="8")
    assert addresses.comment_id_in(page, made) == ("5", "9")
    assert addresses.places_in(page, made) is None


@pytest.mark.parametrize(
    ("page", "address", "found"),
    [
        (OK, "m.ok.ru/group/70000000000001/topic/5", ("5", "entry:5")),
        (OK, "https://ok.ru/group/70000000000002/topic/5", None),
        (VK, "vk.ru/video-7_12", ("video:12",)),
        (VK, "https://vk.com/wall-7_5", None),
        (MAX, "https://max.ru/zhatay", ()),
        (MAX, "https://max.ru/other", None),
        (MAX.model_copy(update={"link": None}), "https://max.ru/zhatay", None),
    ],
)
def test_where_comments_have_but_one_address_in_common(
    page: Page, address: str, found: tuple[str, ...] | None
) -> None:
    assert addresses.places_in(page, address) == found


@pytest.mark.parametrize(
    ("page", "author", "address"),
    [
        (VK, "500", "https://vk.com/id500"),
        (VK, "-8", "https://vk.com/club8"),
        (VK, "?entry:9", "https://vk.com/club7"),
        (OK, "570", "https://ok.ru/profile/570"),
        (OPEN, "500", "https://t.me/zhatay"),
    ],
)
def test_an_author_has_an_address_where_the_id_makes_one(
    page: Page, author: str, address: str
) -> None:
    assert addresses.author(page, author) == address


def test_what_is_said_in_telegrams_group_outside_any_post_is_reached_from_the_channel() -> None:
    assert addresses.post(OPEN, "") == "https://t.me/zhatay"


def test_a_members_topic_in_ok_is_a_topic() -> None:
    topic = "https://ok.ru/group/70000000000001/topic/5"
    assert addresses.post(OK, "entry:5") == addresses.post(OK, "5") == topic
