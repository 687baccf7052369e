from typing import Any

import pytest

from gospablik.networks.base import Batch, LivePost, Stream
from gospablik.networks.telegram.seen import OUTSIDE
from tests.gospablik.networks.fake_telegram import (
    PHOTO,
    S0,
    T0,
    FakeTelegram,
    album,
    channel_item,
    comment_item,
    copy_item,
    group_item,
    link_entity,
    live_post,
    read,
    update,
    user_item,
)

NEWS = "https://adm.example.ru/news/1"


def test_it_is_a_stream(telegram: FakeTelegram) -> None:
    stream: Stream = telegram.page()
    telegram.put_channel()
    telegram.put([])
    assert stream.events(None) == Batch((), (), "0", more=False)


def test_what_is_asked(telegram: FakeTelegram) -> None:
    page = telegram.page()
    telegram.put_channel()
    for cursor in (None, "0", "12"):
        telegram.put([])
        page.events(cursor)
    assert telegram.methods() == ["getChat", "getUpdates", "getUpdates", "getUpdates"]
    fixed = {
        "limit": 100,
        "timeout": 0,
        "allowed_updates": ["message", "edited_message", "my_chat_member"],
    }
    assert telegram.forms()[1:] == [fixed, fixed, {**fixed, "offset": 12}]
    with pytest.raises(ValueError, match="отрицательным"):
        page.events("-1")


def test_the_cursor_follows_the_last_update(telegram: FakeTelegram) -> None:
    batch = read(telegram, comment_item(101), comment_item(102))
    assert (batch.cursor, batch.more) == ("12", True)
    # One is enough to ask again: Telegram may give one though it holds more (facts 1.3).
    assert read(telegram, comment_item(101)).more


def test_a_post_is_learnt_from_its_copy(telegram: FakeTelegram) -> None:
    said = f"Вода\n{NEWS}"
    card = {"url": NEWS, "prefer_large_media": True}
    batch = read(telegram, copy_item(100, 57, text=said, link_preview_options=card))
    assert batch.posts == (
        LivePost(
            "57",
            said,
            T0,
            -1,
            "https://t.me/adm_town/57",
            attachments=("link",),
            links=(NEWS,),
            thread="100",
        ),
    )
    assert not batch.comments
    assert not batch.odd


@pytest.mark.parametrize(
    ("more", "attachments", "links"),
    [
        ({}, (), ()),
        ({"link_preview_options": {"is_disabled": True, "url": NEWS}}, (), ()),
        ({"link_preview_options": {"show_above_text": True}}, (), ()),
        ({"photo": PHOTO, "caption": "т"}, ("photo",), ()),
        ({"animation": {}, "document": {}, "caption": "т"}, ("video",), ()),
        ({"document": {}}, ("file",), ()),
        ({"entities": [link_entity(url=NEWS), link_entity("bold")]}, (), (NEWS,)),
        ({"photo": PHOTO, "caption_entities": [link_entity(url=NEWS)]}, ("photo",), (NEWS,)),
    ],
)
def test_what_a_post_carries(
    telegram: FakeTelegram, more: Any, attachments: tuple[str, ...], links: tuple[str, ...]
) -> None:
    (post,) = read(telegram, copy_item(100, 57, **more)).posts
    assert (post.attachments, post.links) == (attachments, links)


def test_an_album_is_one_post(telegram: FakeTelegram, slept: list[float]) -> None:
    telegram.put_channel()
    updates = [update(10 + n, item) for n, item in enumerate(album(100, 57))]
    telegram.put(updates[:2])
    telegram.put(updates)
    batch = telegram.page().events(None)
    (post,) = batch.posts
    assert (post.network_id, post.thread, post.text) == ("57", "100", "Праздник")
    assert post.attachments == ("photo",) * 3
    assert batch.cursor == "13"
    # Two of three had come: a moment later the same question was answered whole.
    assert [pause for pause in slept if pause] == [0.6]
    assert [form.get("offset") for form in telegram.forms()[1:]] == [None, None]


def test_an_album_in_disorder_is_the_same_post(telegram: FakeTelegram) -> None:
    batch = read(telegram, *reversed(album(100, 57)), comment_item(110, 100))
    (post,) = batch.posts
    assert (post.network_id, post.thread, post.text) == ("57", "100", "Праздник")
    assert post.attachments == ("photo",) * 3


def test_a_broken_part_does_not_spoil_an_album(telegram: FakeTelegram) -> None:
    first, second, third = album(100, 57)
    batch = read(telegram, first, {**second, "caption_entities": 5}, third, comment_item(1))
    (post,) = batch.posts
    assert post.attachments == ("photo",) * 2
    assert len(batch.odd) == 1


def test_an_album_followed_by_something_is_not_waited_for(
    telegram: FakeTelegram, slept: list[float]
) -> None:
    batch = read(telegram, *album(100, 57), comment_item(110, 100))
    assert len(batch.posts) == 1
    assert batch.comments[0].post_network_id == "57"
    assert not any(slept)


def test_an_album_cut_by_the_end_of_a_batch_waits_for_the_next(telegram: FakeTelegram) -> None:
    updates = [update(n, comment_item(n)) for n in range(1, 99)]
    updates += [update(99, album(200, 57)[0]), update(100, album(200, 57)[1])]
    telegram.put_channel()
    telegram.put(updates)
    telegram.put(updates)
    batch = telegram.page().events("1")
    assert (len(batch.comments), batch.posts) == (98, ())
    assert (batch.cursor, batch.more) == ("99", True)


def test_an_edit_of_a_post_is_the_post_anew(telegram: FakeTelegram) -> None:
    changed = copy_item(100, 57, text="Поправлено", edit_date=S0 + 60)
    (post,) = read(telegram, changed, kind="edited_message").posts
    assert (post.network_id, post.text, post.published_at) == ("57", "Поправлено", T0)


def test_an_edited_album_keeps_what_it_carries(telegram: FakeTelegram) -> None:
    telegram.seen.known = [live_post(57, attachments=("photo",) * 3, thread="100")]
    first = copy_item(100, 57, photo=PHOTO, media_group_id="77", caption="Новое", edit_date=S0)
    second = copy_item(101, 58, photo=PHOTO, media_group_id="77", caption="Иное", edit_date=S0)
    batch = read(telegram, first, second, kind="edited_message")
    (post,) = batch.posts
    assert (post.text, post.attachments, post.thread) == ("Новое", ("photo",) * 3, "100")
    assert batch.told == ("Обновление 11: изменена подпись внутри альбома, она не прочитана.",)
    assert not batch.odd


def test_a_repost_by_the_channel_does_not_tell_its_number(telegram: FakeTelegram) -> None:
    foreign = copy_item(100, 9)
    foreign["forward_origin"]["chat"] = {"id": -1005, "type": "channel", "title": "Другой"}
    batch = read(telegram, foreign, comment_item(101, 100, reply_to_message=foreign))
    assert not batch.posts
    assert "переслал чужой пост" in batch.told[0]
    assert not batch.odd
    assert batch.comments[0].post_network_id == OUTSIDE
    person = {"type": "user", "date": S0, "sender_user": user_item()}
    assert "переслал" in read(telegram, copy_item(102, 9, forward_origin=person)).told[0]


# What is not understood.


@pytest.mark.parametrize(
    "member", ["new_chat_members", "left_chat_member", "pinned_message", "video_chat_started"]
)
def test_events_of_the_group_are_nobodys_words(telegram: FakeTelegram, member: str) -> None:
    item = {**comment_item(101), member: []}
    del item["text"]
    batch = read(telegram, item)
    assert (batch.comments, batch.odd) == ((), ())


def beside_a_comment(telegram: FakeTelegram, item: Any) -> Batch:
    telegram.put_channel()
    telegram.put([item, update(11, comment_item(102))])
    batch = telegram.page().events(None)
    assert [one.network_id for one in batch.comments] == ["102"]
    assert batch.cursor == "12"
    (line,) = [*batch.odd, *batch.told]
    assert line.startswith("Обновление 10: ")
    return batch


def odd(telegram: FakeTelegram, item: Any) -> str:
    (line,) = beside_a_comment(telegram, item).odd
    return line


def told(telegram: FakeTelegram, item: Any) -> str:
    """What is no comment: nothing of the conversation was left unread."""
    (line,) = beside_a_comment(telegram, item).told
    return line


@pytest.mark.parametrize("chat", [{"id": 5, "type": "private"}, channel_item()])
def test_what_is_written_elsewhere_is_no_unread_comment(telegram: FakeTelegram, chat: Any) -> None:
    message = {**comment_item(1), "chat": chat}
    line = told(telegram, {"update_id": 10, "message": message})
    assert "не из группы обсуждения" in line
    assert "Спасибо" not in line


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({**comment_item(1), "chat": None}, "не прочитано"),
        ({**comment_item(1), "date": "вчера"}, "не прочитано"),
        ({**comment_item(1), "date": 10**30}, "не прочитано"),
        ({**comment_item(1), "text": 5}, "не прочитано"),
        ({**comment_item(1), "from": None}, "не прочитано"),
        ({**comment_item(1), "entities": {}}, "не прочитано"),
        ({**comment_item(1, poll={"question": "?"})}, "не прочитано"),
        ({**copy_item(1, 2), "forward_origin": None}, "не прочитано"),
        ({k: v for k, v in comment_item(1).items() if k != "text"}, "такого вида"),
        ([], "не прочитано"),
    ],
)
def test_one_odd_message_does_not_stop_the_rest(
    telegram: FakeTelegram, message: Any, words: str
) -> None:
    line = odd(telegram, {"update_id": 10, "message": message})
    assert words in line
    assert "Спасибо" not in line


def test_unknown_updates_are_told_by_their_number(telegram: FakeTelegram) -> None:
    line = odd(telegram, {"update_id": 10, "telepathy": {"text": "секрет"}})
    assert "такого вида программа не знает" in line
    assert "секрет" not in line


def test_words_nested_too_deeply_are_odd(telegram: FakeTelegram) -> None:
    deep: Any = "x"
    for _ in range(700):
        deep = [deep]
    item = comment_item(1, rich_message={"blocks": [{"text": deep}]})
    assert "слишком глубоко" in odd(telegram, update(10, item))


@pytest.mark.parametrize(
    ("chat", "status", "words"),
    [
        (channel_item(), "administrator", "в канале: теперь он администратор"),
        (group_item(), "kicked", "в группе обсуждения: теперь он исключён"),
        (group_item(), "abducted", "теперь он abducted"),
    ],
)
def test_new_rights_of_the_bot_are_told(
    telegram: FakeTelegram, chat: Any, status: str, words: str
) -> None:
    change = {"chat": chat, "new_chat_member": {"status": status}}
    assert words in told(telegram, {"update_id": 10, "my_chat_member": change})


def test_the_bots_rights_elsewhere_are_nobodys_business(telegram: FakeTelegram) -> None:
    change = {"chat": {"id": 5, "type": "private"}, "new_chat_member": {"status": "member"}}
    telegram.put_channel()
    telegram.put([{"update_id": 10, "my_chat_member": change}])
    batch = telegram.page().events(None)
    assert (batch.odd, batch.told) == ((), ())
