from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.vk import VkTokens
from gospablik.outcomes import (
    Done,
    NeedsPerson,
    NothingHappened,
    Refused,
    Unknown,
)
from tests.gospablik.networks.fake_vk import (
    COMMUNITY,
    GROUP,
    NO_USER,
    ONLY_COMMUNITY,
    USER,
    FakeVk,
    draft,
    post_item,
)

S0 = int(datetime(2026, 10, 1, tzinfo=UTC).timestamp())
NEWS = "https://adm.example.ru/news/1"
CARD_REFUSED = "One of the parameters specified was missing or invalid: link_photo_sizing_rule"


def attached(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, kind: {"id": 8, "owner_id": -GROUP, **more}}


LINK = {"type": "link", "link": {"url": NEWS}}


def test_the_daily_limit_waits(vk: FakeVk) -> None:
    vk.put_error(214, "Access to adding post denied: you can only add 50 posts a day")
    came_to = vk.page().publish(draft(), key="k")
    assert isinstance(came_to, NothingHappened)
    assert came_to.wait == timedelta(hours=3)


# Publishing.


def test_a_link_becomes_a_card_beside_no_picture(vk: FakeVk) -> None:
    page = vk.page()
    for references, sent in (
        ((), NEWS),
        (("doc-77_1",), f"doc-77_1,{NEWS}"),
        (("photo-77_1", "photo-77_2"), "photo-77_1,photo-77_2"),
        (("video-77_1",), "video-77_1"),
        (tuple(f"doc-77_{n}" for n in range(10)), ",".join(f"doc-77_{n}" for n in range(10))),
    ):
        vk.put({"post_id": 18})
        assert page.publish(draft(f"т {NEWS}", NEWS, *references), key="k") == Done("18")
        assert vk.forms()[-1]["attachments"] == sent
    vk.put({"post_id": 18})
    page.publish(draft(f"т {NEWS},2", f"{NEWS},2"), key="k")
    assert "attachments" not in vk.forms()[-1]


def test_pictures_go_by_the_user_key_and_texts_by_the_communitys(vk: FakeVk) -> None:
    page = vk.page()
    for references in ((), ("doc-77_1",), ("photo-77_1",), ("video-77_1",)):
        vk.put({"post_id": 18})
        page.publish(draft("т", "", *references), key="k")
    assert vk.keys() == [COMMUNITY, COMMUNITY, USER, USER]


@pytest.mark.parametrize(("code", "words"), [(100, CARD_REFUSED), (222, "Hyperlinks forbidden")])
def test_a_refused_card_does_not_keep_the_post_back(vk: FakeVk, code: int, words: str) -> None:
    vk.put_error(code, words)
    vk.put({"post_id": 18})
    assert vk.page().publish(draft("т", NEWS), key="k") == Done("18")
    assert [form.get("attachments") for form in vk.forms()] == [NEWS, None]
    assert {form["guid"] for form in vk.forms()} == {"k"}


@pytest.mark.parametrize(
    ("code", "words", "kind"),
    [
        (100, "message is too long", Refused),
        (214, "denied", NeedsPerson),
        (10, CARD_REFUSED, Unknown),
    ],
)
def test_other_errors_are_not_answered_by_a_second_post(
    vk: FakeVk, code: int, words: str, kind: type
) -> None:
    vk.put_error(code, words)
    came_to = vk.page().publish(draft("т", NEWS), key="k")
    assert isinstance(came_to, kind)
    assert len(vk.asked) == 1


def test_without_a_card_a_refusal_stands(vk: FakeVk) -> None:
    vk.put_error(222)
    assert isinstance(vk.page().publish(draft("т"), key="k"), Refused)


@pytest.mark.parametrize(
    ("text", "length"), [("я" * 15_001, 15_001), ("я" * 20_000, 20_000), ("😀" * 15_001, 15_001)]
)
def test_a_text_that_vk_would_not_take_whole_is_not_sent(
    vk: FakeVk, text: str, length: int
) -> None:
    page = vk.page()
    for came_to in (
        page.publish(draft(text), key="k"),
        page.edit_post("5", draft(text)),
        page.repost("https://vk.com/wall-1_2", text, key="k"),
    ):
        assert isinstance(came_to, Refused)
        assert f"в тексте {length} знаков" in came_to.why
    assert not vk.asked


def test_an_emoji_at_the_limit_is_sent_whole(vk: FakeVk) -> None:
    text = "я" * 14_999 + "😀"
    vk.put({"post_id": 18})
    assert vk.page().publish(draft(text), key="k") == Done("18")
    assert vk.forms()[0]["message"] == text


@pytest.mark.parametrize("reference", ["", "photo", "AgACAgIAAx", "photo1_2,photo1_3"])
def test_a_file_that_vk_does_not_hold_is_not_attached(vk: FakeVk, reference: str) -> None:
    post = draft("т", "", "photo-77_1")
    media = (type(post.media[0])(post.media[0].medium, reference),)
    came_to = vk.page().publish(type(post)("т", media=media), key="k")
    assert isinstance(came_to, Refused)
    assert "двор.jpg" in came_to.why
    assert not vk.asked


def test_eleven_attachments_are_too_many(vk: FakeVk) -> None:
    eleven = [f"photo-77_{n}" for n in range(11)]
    assert isinstance(vk.page().publish(draft("т", "", *eleven), key="k"), Refused)
    assert not vk.asked


# Editing.


def test_an_edit_keeps_what_stands(vk: FakeVk) -> None:
    media = [attached("photo", access_key="abc"), attached("poll"), attached("doc"), LINK]
    vk.put({"items": [post_item(5, S0, attachments=media)]})
    vk.put({"post_id": 5})
    assert vk.page().edit_post("5", draft("новое", NEWS)) == Done("5")
    kept = f"photo-{GROUP}_8_abc,poll-{GROUP}_8,doc-{GROUP}_8,{NEWS}"
    form = vk.forms()[1]
    assert (form["message"], form["attachments"]) == ("новое", kept)


def test_an_edit_that_names_files_reads_nothing(vk: FakeVk) -> None:
    vk.put({"post_id": 5})
    vk.page(VkTokens(COMMUNITY, "", USER)).edit_post("5", draft("новое", NEWS, "doc-77_1"))
    assert vk.methods() == ["wall.edit"]
    assert vk.forms()[0]["attachments"] == f"doc-77_1,{NEWS}"


@pytest.mark.parametrize(
    "more",
    [
        {"attachments": [{"type": "sticker", "sticker": {}}]},
        {"attachments": [{"type": "clip", "clip": {"id": 8, "owner_id": 1}}]},
        {"attachments": [{"type": "photo", "photo": {"id": 8}}]},
        {"attachments": [{"type": "link", "link": {"url": "https://a.ru/1,2"}}]},
        {"copy_history": [{"id": 1, "owner_id": -1}]},
    ],
)
def test_an_edit_that_would_lose_something_is_left_to_a_person(
    vk: FakeVk, more: dict[str, Any]
) -> None:
    vk.put({"items": [post_item(5, S0, **more)]})
    came_to = vk.page().edit_post("5", draft("новое"))
    assert isinstance(came_to, NeedsPerson)
    assert "потерял бы" in came_to.why
    assert vk.methods() == ["wall.getById"]


def test_an_edit_of_what_is_gone_or_unread(vk: FakeVk) -> None:
    page = vk.page()
    vk.put({"items": []})
    assert isinstance(page.edit_post("5", draft()), Refused)
    for code, kind in ((10, NothingHappened), (5, NothingHappened), (15, NeedsPerson)):
        vk.put_error(code)
        assert isinstance(page.edit_post("5", draft()), kind)
    assert set(vk.methods()) == {"wall.getById"}
    assert isinstance(vk.page(ONLY_COMMUNITY).edit_post("5", draft()), NeedsPerson)


# Taking off, putting on top, sharing.


@pytest.mark.parametrize(("code", "kind"), [(104, Refused), (15, NeedsPerson), (210, NeedsPerson)])
def test_deleting_what_is_gone_is_done_if_reading_says_so(
    vk: FakeVk, code: int, kind: type
) -> None:
    page = vk.page()
    vk.put_error(code)
    vk.put({"items": []})
    assert page.delete_post("5") == Done("5")
    vk.put_error(code)
    vk.put({"items": [post_item(5, S0)]})
    assert isinstance(page.delete_post("5"), kind)
    vk.put_error(code)
    vk.put_error(10)
    assert isinstance(page.delete_post("5"), Unknown)


def test_the_community_key_is_tried_where_clients_differ(vk: FakeVk) -> None:
    page = vk.page(NO_USER)
    vk.put(1)
    assert page.delete_post("5") == Done("5")
    vk.put_error(27)
    assert isinstance(page.delete_post("5"), NeedsPerson)
    assert isinstance(page.pin_post("5"), NeedsPerson)
    assert vk.keys() == [COMMUNITY, COMMUNITY]


@pytest.mark.parametrize(
    "source",
    [
        "https://vk.com/wall-1_2",
        "https://m.vk.ru/wall-1_2?reply=5",
        "https://vk.com/adm_x?w=wall-1_2%2Fall",
        "https://vk.com/wall-9_9?w=wall-1_2",
    ],
)
def test_a_post_is_shared_by_its_address(vk: FakeVk, source: str) -> None:
    vk.put({"success": 1, "post_id": 20, "reposts_count": 1, "likes_count": 0})
    assert vk.page().repost(source, "Коллеги пишут", key="k") == Done("20")
    assert vk.forms()[0] == {
        "object": "wall-1_2",
        "group_id": str(GROUP),
        "message": "Коллеги пишут",
        "v": "5.199",
    }


@pytest.mark.parametrize(
    "source",
    [
        "",
        "https://t.me/adm/5",
        "https://vk.com/adm_x",
        "https://vk.com.evil.ru/wall-1_2",
        "https://vk.com/wall-1",
        "https://vk.com/wall-1_2_3",
        "https://vk.com/topic-1_2",
        "http://[",
        "я" * 20_000,
    ],
)
def test_what_is_no_post_of_vk_is_not_shared(vk: FakeVk, source: str) -> None:
    came_to = vk.page().repost(source, "т", key="k")
    assert isinstance(came_to, Refused)
    assert len(came_to.why) < 500
    assert not vk.asked


@pytest.mark.parametrize("response", [{}, {"success": 0, "post_id": 20}, {"success": 1}, 1])
def test_a_repost_without_its_number_is_unknown(vk: FakeVk, response: Any) -> None:
    vk.put(response)
    assert isinstance(vk.page().repost("https://vk.com/wall-1_2", "т", key="k"), Unknown)


def test_a_person_is_told_whose_post_to_share_and_where(vk: FakeVk) -> None:
    came_to = vk.page(NO_USER).repost("https://vk.ru/wall-1_2", "т", key="k")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == "https://vk.com/wall-1_2"
    assert "«Администрация»" in came_to.press


def test_an_id_of_another_network_is_not_asked_about(vk: FakeVk) -> None:
    page = vk.page()
    for came_to in (
        page.delete_post("wall-77_5"),
        page.pin_post("AAQ"),
        page.edit_post("5:7", draft("т", "", "doc-77_1")),
    ):
        assert isinstance(came_to, Refused)
        assert "не номер ВКонтакте" in came_to.why
    with pytest.raises(CouldNotRead):
        page.post("٣")
    assert not vk.asked
