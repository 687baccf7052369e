"""The independent client python-telegram-bot against the sandbox, with other base URLs alone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot, InputMediaPhoto
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter

from tests.sandbox.kit_telegram import (
    AYAAL,
    BOT,
    CHANNEL,
    GROUP,
    OTHER_TOKEN,
    TOKEN,
    Client,
    picture,
)

Act = Callable[[Bot], Awaitable[None]]


def using(tg: Client, act: Act, token: str = TOKEN) -> None:
    """Let the client do something."""

    async def run() -> None:
        base = f"{tg.http}/telegram"
        async with Bot(token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as bot:
            await act(bot)

    asyncio.run(run())


def test_it_posts_pictures_and_edits(tg: Client) -> None:
    async def act(bot: Bot) -> None:
        assert bot.username == "zhatay_bot"
        post = await bot.send_message(CHANNEL, "<b>Вода</b>", parse_mode="HTML")
        assert (post.text, post.entities[0].type, post.chat.id) == ("Вода", "bold", CHANNEL)
        edited = await bot.edit_message_text("Вода есть", CHANNEL, post.message_id)
        assert not isinstance(edited, bool)
        assert edited.edit_date is not None
        photo = await bot.send_photo(CHANNEL, picture(), caption="Фото")
        file = await bot.get_file(photo.photo[-1].file_id)
        assert (await file.download_as_bytearray())[:3] == b"\xff\xd8\xff"
        document = await bot.send_document(CHANNEL, b"%PDF-1.7", filename="план.pdf")
        assert document.document is not None
        assert document.document.file_name == "план.pdf"
        items = [InputMediaPhoto(picture(), caption="Субботник"), InputMediaPhoto(picture(80, 60))]
        album = await bot.send_media_group(CHANNEL, items)
        assert album[0].media_group_id == album[1].media_group_id is not None
        assert [one.caption for one in album] == ["Субботник", None]
        assert await bot.delete_message(CHANNEL, post.message_id)
        assert (await bot.get_chat(CHANNEL)).linked_chat_id == GROUP

    using(tg, act)


def test_it_hears_comments_and_bans(tg: Client) -> None:
    comment = tg.comment(tg.post())

    async def act(bot: Bot) -> None:
        copy, written = await bot.get_updates(timeout=1)
        assert copy.message is not None
        assert copy.message.is_automatic_forward
        assert written.message is not None
        assert (written.message.message_id, written.message.text) == (comment, "Когда дадут?")
        reply = await written.message.reply_text("Вечером", do_quote=True)
        assert reply.message_thread_id == copy.message.message_id
        assert await bot.delete_messages(GROUP, [comment])
        assert await bot.ban_chat_member(
            GROUP, AYAAL, until_date=datetime.now(UTC) + timedelta(days=3)
        )
        member = await bot.get_chat_member(GROUP, AYAAL)
        assert member.status == ChatMemberStatus.BANNED
        assert await bot.unban_chat_member(GROUP, AYAAL, only_if_banned=True)
        own = await bot.get_chat_member(GROUP, BOT)
        assert own.to_dict()["can_restrict_members"] is True
        assert await bot.get_updates(offset=written.update_id + 1) == ()

    using(tg, act)


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
def test_it_understands_the_refusals(tg: Client) -> None:
    tg.fault(
        "telegram:sendMessage",
        "error",
        error={"error_code": 429, "parameters": {"retry_after": 7}},
    )

    async def act(bot: Bot) -> None:
        with pytest.raises(RetryAfter) as caught:
            await bot.send_message(CHANNEL, "Пост")
        assert caught.value.retry_after == 7
        with pytest.raises(BadRequest, match=r"Can't parse entities"):
            await bot.send_message(CHANNEL, "<p>Пост</p>", parse_mode="HTML")
        await bot.set_webhook("https://example.ru/hook")
        with pytest.raises(Conflict):
            await bot.get_updates()

    async def outside(bot: Bot) -> None:
        with pytest.raises(Forbidden):
            await bot.send_message(CHANNEL, "Пост")

    async def nothing(bot: Bot) -> None:
        raise AssertionError

    using(tg, act)
    using(tg, outside, OTHER_TOKEN)
    with pytest.raises(InvalidToken):
        using(tg, nothing, "7000009:no-such-bot")
