"""The independent client maxapi against the sandbox, with another base URL and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.sandbox.max_kit import CHANNEL, TOKEN, Max, picture


def with_client(mx: Max, work: Callable[[Any], Awaitable[None]], token: str = TOKEN) -> None:
    """Run the work with maxapi's Bot."""
    from maxapi import Bot  # takes more than a second: only this file's tests pay for it

    async def main() -> None:
        bot = Bot(token, after_input_media_delay=0.01, after_upload_retry_delay=0.01)
        bot.set_api_url(f"{mx.http}/max")
        try:
            await work(bot)
        finally:
            await bot.close_session()

    asyncio.run(main())


def test_it_publishes_edits_and_removes(mx: Max) -> None:
    from maxapi.enums.parse_mode import TextFormat
    from maxapi.types.input_media import InputMediaBuffer

    async def work(bot: Any) -> None:
        me = await bot.get_me()
        assert (me.username, me.is_bot) == ("zhatay_bot", True)
        html = "<b>Вода</b> &amp; <a href='https://zhatay.example.ru/1'>сайт</a>"
        media = InputMediaBuffer(picture(), filename="дом")
        sent = await bot.send_message(CHANNEL, text=html, attachments=[media], format="html")
        body = sent.message.body
        assert body.html_text == (
            '<b>Вода</b> &amp; <a href="https://zhatay.example.ru/1">сайт</a>'
        )
        assert sent.message.url.startswith(f"{mx.http}/max/web/zhatay_adm/mid.")
        downloaded = await bot.download_bytes(body.attachments[0].payload.url)
        assert downloaded == picture()
        await bot.edit_message(body.mid, text="Вода вечером", format=TextFormat.HTML)
        listed = (await bot.get_messages(chat_id=CHANNEL)).messages
        assert [(one.body.text, one.body.attachments) for one in listed] == [("Вода вечером", None)]
        await bot.pin_message(CHANNEL, body.mid)
        chat = await bot.get_chat_by_id(CHANNEL)
        assert (chat.pinned_message.body.mid, chat.participants_count) == (body.mid, 1204)
        assert (await bot.delete_message(body.mid)).success
        assert not (await bot.delete_message(body.mid)).success
        assert (await bot.get_messages(chat_id=CHANNEL)).messages == []

    with_client(mx, work)


def test_it_waits_for_a_file_that_is_not_ready(mx: Max) -> None:
    from maxapi.types.input_media import InputMediaBuffer

    async def work(bot: Any) -> None:
        media = InputMediaBuffer(b"%PDF-1.4 plan", filename="plan", type="file")
        sent = await bot.send_message(CHANNEL, text="План", attachments=[media])
        assert sent.message.body.attachments[0].filename.startswith("plan")

    with_client(mx, work)
    journal = mx.control("GET", "/journal")
    outcomes = [one["outcome"] for one in journal if one["where"] == "max:POST /messages"]
    assert outcomes == ["error attachment.not.ready", "error attachment.not.ready", "ok"]


def test_it_reads_answers_and_removes_comments(mx: Max) -> None:
    post = mx.send()
    for number in range(3):
        mx.resident(post, f"Комментарий {number}")

    async def work(bot: Any) -> None:
        read = (await bot.get_comments(post)).messages
        assert [one.body.text for one in read] == [f"Комментарий {n}" for n in (2, 1, 0)]
        assert [one.sender for one in read] == [None] * 3
        answer = (await read[0].reply("Завтра")).message
        assert (answer.link.message.mid, answer.recipient.post_id) == (read[0].body.mid, post)
        assert (await bot.get_comment(post, answer.body.mid)).body.text == "Завтра"
        assert (await answer.edit("Сегодня")).success
        assert (await read[1].delete()).success

    with_client(mx, work)
    texts = [one["body"]["text"] for one in mx.comments(post)]
    assert texts == ["Сегодня", "Комментарий 2", "Комментарий 0"]


def test_it_polls(mx: Max) -> None:
    async def work(bot: Any) -> None:
        first = await bot.get_updates(timeout=0, marker=1)
        assert [one["update_type"] for one in first["updates"]] == ["bot_added", "bot_added"]
        mx.by_hand("Новость")
        second = await bot.get_updates(timeout=0, marker=first["marker"])
        assert [one["message"]["body"]["text"] for one in second["updates"]] == ["Новость"]

    with_client(mx, work)


def test_it_knows_a_bad_token(mx: Max) -> None:
    from maxapi.exceptions.max import InvalidToken

    async def ask(bot: Any) -> None:
        await bot.get_me()

    with pytest.raises(InvalidToken):
        with_client(mx, ask, "nobody")
