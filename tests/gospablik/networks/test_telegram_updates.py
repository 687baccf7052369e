from datetime import timedelta
from typing import Any

import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.base import Batch, LiveComment, LivePost, Stream
from gospablik.networks.telegram.seen import OUTSIDE
from tests.gospablik.networks.fake_telegram import (
    AUTHOR,
    BOT,
    CHANNEL,
    GROUP,
    PHOTO,
    S0,
    T0,
    FakeTelegram,
    channel_item,
    comment_item,
    copy_item,
    group_item,
    live_post,
    update,
    user_item,
)

NEWS = "https://adm.example.ru/news/1"


def read(telegram: FakeTelegram, *messages: dict[str, Any], kind: str = "message") -> Batch:
    telegram.put_channel()
    telegram.put([update(10 + n, message, kind) for n, message in enumerate(messages)])
    return telegram.page().events(None)


def comment(telegram: FakeTelegram, root: int | None = None, **more: Any) -> LiveComment:
    batch = read(telegram, comment_item(101, root, **more))
    assert not batch.odd
    (found,) = batch.comments
    return found


def link_entity(kind: str = "text_link", **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": 0, "length": 3, **more}


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


def album(first: int, post: int, parts: int = 3, **more: Any) -> list[dict[str, Any]]:
    items = [
        copy_item(first + n, post + n, photo=PHOTO, media_group_id="77", **more)
        for n in range(parts)
    ]
    items[0]["caption"] = "Праздник"
    return items


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
    assert batch.odd == ("Обновление 11: изменена подпись внутри альбома, она не прочитана.",)


def test_a_repost_by_the_channel_does_not_tell_its_number(telegram: FakeTelegram) -> None:
    foreign = copy_item(100, 9)
    foreign["forward_origin"]["chat"] = {"id": -1005, "type": "channel", "title": "Другой"}
    batch = read(telegram, foreign, comment_item(101, 100, reply_to_message=foreign))
    assert not batch.posts
    assert "переслал чужой пост" in batch.odd[0]
    assert batch.comments[0].post_network_id == OUTSIDE
    person = {"type": "user", "date": S0, "sender_user": user_item()}
    assert "переслал" in read(telegram, copy_item(102, 9, forward_origin=person)).odd[0]


# Which post a comment belongs to.


def test_a_comment_under_a_post_of_the_same_batch(telegram: FakeTelegram) -> None:
    batch = read(telegram, copy_item(100, 57), comment_item(101, 100))
    assert batch.comments == (
        LiveComment(
            "101",
            "57",
            str(AUTHOR),
            "Айта Иванова",
            "Спасибо",
            T0 + timedelta(seconds=101),
            None,
            address="https://t.me/adm_town/57?comment=101",
        ),
    )
    assert telegram.seen.asked == 0


def test_a_comment_under_a_post_known_from_before(telegram: FakeTelegram) -> None:
    telegram.seen.known = [live_post(57, thread="100"), live_post(58, thread="103")]
    inner = comment_item(111, 103, reply_to_message=comment_item(110, 103))
    batch = read(telegram, comment_item(110, 103), inner, comment_item(112, 100))
    assert [one.post_network_id for one in batch.comments] == ["58", "58", "57"]
    assert [one.thread_root for one in batch.comments] == [None, "110", None]
    assert telegram.seen.asked == 1


def test_a_comment_that_answers_the_copy_itself(telegram: FakeTelegram) -> None:
    found = comment(telegram, reply_to_message=copy_item(100, 57))
    assert (found.post_network_id, found.thread_root) == ("57", None)


def test_the_thread_is_asked_before_the_message_answered(telegram: FakeTelegram) -> None:
    telegram.seen.known = [live_post(57, attachments=("photo",) * 3, thread="100")]
    found = comment(telegram, 100, reply_to_message=album(100, 57)[2])
    assert found.post_network_id == "57"


@pytest.mark.parametrize("root", [None, 99])
def test_a_message_outside_any_post(telegram: FakeTelegram, root: int | None) -> None:
    found = comment(telegram, root)
    assert found.post_network_id == OUTSIDE
    assert found.address == "https://t.me/c/9876543210/101"


# Who wrote.


@pytest.mark.parametrize(
    ("more", "author", "name", "by_page"),
    [
        ({}, AUTHOR, "Айта Иванова", False),
        ({"from": {"id": 7, "is_bot": False, "first_name": "Туяра"}}, 7, "Туяра", False),
        ({"from": {"id": 7, "is_bot": False, "first_name": ""}}, 7, "7", False),
        ({"from": user_item(BOT, is_bot=True)}, BOT, "Айта Иванова", True),
        ({"from": user_item(8, is_bot=True)}, 8, "Айта Иванова", False),
        ({"sender_chat": channel_item()}, CHANNEL, "Администрация", True),
        ({"sender_chat": group_item()}, GROUP, "Обсуждение", True),
        (
            {"sender_chat": {"id": -1005, "type": "channel", "title": "Чужой канал"}},
            -1005,
            "Чужой канал",
            False,
        ),
        ({"sender_chat": {"id": -1005, "type": "channel"}}, -1005, "-1005", False),
    ],
)
def test_the_author(
    telegram: FakeTelegram, more: Any, author: int, name: str, by_page: bool
) -> None:
    found = comment(telegram, **more)
    assert (found.author_id, found.author_name, found.by_page) == (str(author), name, by_page)


# What was written.


@pytest.mark.parametrize(
    ("more", "text", "attachments"),
    [
        ({"photo": PHOTO, "caption": "Вот"}, "Вот", ("photo",)),
        ({"photo": PHOTO}, "", ("photo",)),
        ({"sticker": {}}, "", ("sticker",)),
        ({"text": "т", "entities": [link_entity(url=NEWS)]}, "т", (NEWS,)),
        ({"text": "т", "forward_origin": {"type": "hidden_user"}}, "т", ("repost",)),
        ({"text": "т", "external_reply": {"origin": {}}}, "т", ("quote",)),
        (
            {
                "poll": {
                    "question": "Кто?",
                    "description": "Честно",
                    "options": [{"text": "Ты"}, {"text": "Я"}],
                    "explanation": "Вот так",
                }
            },
            "Кто?\nЧестно\nТы\nЯ\nВот так",
            ("poll",),
        ),
        (
            {
                "rich_message": {
                    "blocks": [
                        {"type": "heading", "text": "Раз", "size": 1},
                        {"type": "paragraph", "text": ["д", {"type": "bold", "text": ["в"]}, "а"]},
                        {
                            "type": "list",
                            "items": [{"label": "1.", "blocks": [{"type": "p", "text": "три"}]}],
                        },
                        {
                            "type": "table",
                            "cells": [[{"text": "четыре"}], [{"text": "пять"}]],
                            "caption": "шесть",
                        },
                        {
                            "type": "photo",
                            "photo": PHOTO,
                            "caption": {"text": "семь", "credit": "я"},
                        },
                        {"type": "divider"},
                        {"type": "from the future", "text": "восемь"},
                        "nonsense",
                    ]
                }
            },
            "Раз\nдва\n1.\nтри\nчетыре\nпять\nшесть\nсемь\nя\nвосемь",
            ("rich text",),
        ),
    ],
)
def test_words_and_what_is_attached(
    telegram: FakeTelegram, more: Any, text: str, attachments: tuple[str, ...]
) -> None:
    found = comment(telegram, **more)
    assert (found.text, found.attachments) == (text, attachments)


def test_a_checklist_is_read(telegram: FakeTelegram) -> None:
    item = comment_item(101, checklist={"title": "Дела", "tasks": [{"id": 1, "text": "Одно"}]})
    del item["text"]
    (found,) = read(telegram, item).comments
    assert found.text == "Дела\nОдно"


def test_an_edit_is_the_same_comment_with_another_text(telegram: FakeTelegram) -> None:
    before = read(telegram, comment_item(101)).comments[0]
    item = comment_item(101, text="Другое", edit_date=S0 + 999)
    after = read(telegram, item, kind="edited_message").comments[0]
    assert (after.network_id, after.written_at) == (before.network_id, before.written_at)
    assert after.text == "Другое"


def test_every_item_of_a_residents_album_is_a_comment(telegram: FakeTelegram) -> None:
    items = [comment_item(101 + n, photo=PHOTO, media_group_id="9") for n in range(3)]
    assert len(read(telegram, *items).comments) == 3


# What is not understood.


@pytest.mark.parametrize(
    "member", ["new_chat_members", "left_chat_member", "pinned_message", "video_chat_started"]
)
def test_events_of_the_group_are_nobodys_words(telegram: FakeTelegram, member: str) -> None:
    item = {**comment_item(101), member: []}
    del item["text"]
    batch = read(telegram, item)
    assert (batch.comments, batch.odd) == ((), ())


def odd(telegram: FakeTelegram, item: Any) -> str:
    telegram.put_channel()
    telegram.put([item, update(11, comment_item(102))])
    batch = telegram.page().events(None)
    assert [one.network_id for one in batch.comments] == ["102"]
    assert batch.cursor == "12"
    (line,) = batch.odd
    assert line.startswith("Обновление 10: ")
    return line


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({**comment_item(1), "chat": {"id": 5, "type": "private"}}, "не из группы обсуждения"),
        ({**comment_item(1), "chat": channel_item()}, "не из группы обсуждения"),
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
    assert words in odd(telegram, {"update_id": 10, "my_chat_member": change})


def test_the_bots_rights_elsewhere_are_nobodys_business(telegram: FakeTelegram) -> None:
    change = {"chat": {"id": 5, "type": "private"}, "new_chat_member": {"status": "member"}}
    telegram.put_channel()
    telegram.put([{"update_id": 10, "my_chat_member": change}])
    assert telegram.page().events(None).odd == ()


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
