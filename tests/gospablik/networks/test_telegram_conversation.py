from datetime import timedelta
from typing import Any

import pytest

from gospablik.networks.base import LiveComment
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
    album,
    channel_item,
    comment_item,
    copy_item,
    group_item,
    link_entity,
    live_post,
    read,
    user_item,
)

NEWS = "https://adm.example.ru/news/1"


def comment(telegram: FakeTelegram, root: int | None = None, **more: Any) -> LiveComment:
    batch = read(telegram, comment_item(101, root, **more))
    assert not batch.odd
    (found,) = batch.comments
    return found


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
