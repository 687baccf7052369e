"""Telegram by the types of python-telegram-bot: what is left where the official API is not at hand.

They know names and what must be there, not every member's kind.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import pytest
import telegram
from telegram import Bot, TelegramObject

from gospablik.networks.telegram.requests import Request
from tests.contract.telegram_examples import EVERY
from tests.sandbox.kit_telegram import Client

NESTED = {
    "link_preview_options": telegram.LinkPreviewOptions,
    "reply_parameters": telegram.ReplyParameters,
    "photo": telegram.InputMediaPhoto,
    "video": telegram.InputMediaVideo,
    "document": telegram.InputMediaDocument,
}


def method(name: str) -> Any:
    """Their function for a method of the Bot API."""
    return getattr(Bot, re.sub(r"([A-Z])", r"_\1", name).lower())


def check(request: Request) -> None:
    """Names of parameters and of members within them; TypeError or AssertionError if unknown."""
    known = inspect.signature(method(request.method)).parameters
    plain = {one.field for one in request.files if "media" not in request.params}
    assert request.params.keys() | plain <= known.keys(), request.method
    needed = {name for name, one in known.items() if one.default is one.empty} - {"self"}
    assert needed <= request.params.keys() | plain, request.method
    for name, value in request.params.items():
        if name == "media":
            for item in value if isinstance(value, list) else [value]:
                NESTED[item["type"]](**{key: item[key] for key in item if key != "type"})
        elif name in NESTED:
            NESTED[name](**value)


def test_every_request_has_the_names_they_know() -> None:
    for request in EVERY:
        check(request)
    for wrong in (
        Request("getChat", {"chat": 1}),
        Request("getChat", {}),
        Request("sendMessage", {"chat_id": 1, "text": "", "reply_parameters": {"id": 1}}),
    ):
        with pytest.raises((AssertionError, TypeError)):
            check(wrong)


def unknown(value: Any) -> Iterator[str]:
    """Members that their types do not know, at any depth."""
    if isinstance(value, tuple | list):
        for one in value:
            yield from unknown(one)
    if isinstance(value, TelegramObject):
        yield from (f"{type(value).__name__}.{name}" for name in value.api_kwargs)
        for kind in type(value).__mro__:
            for name in getattr(kind, "__slots__", ()):
                yield from unknown(getattr(value, name, None)) if name != "_bot" else ()


def parsed(name: str, result: Any) -> Any:
    """The result as what their function returns."""
    told = str(inspect.signature(method(name)).return_annotation)
    kind = re.findall(r"\b[A-Z]\w+", told)
    if isinstance(result, list):
        return [getattr(telegram, kind[-1]).de_json(one, None) for one in result]
    return getattr(telegram, kind[-1]).de_json(result, None) if kind else result


def test_every_answer_is_of_their_types(tg: Client) -> None:
    for name, results in tg.answers.items():
        for result in results if name != "error" else ():
            if isinstance(result, dict | list):
                assert {*unknown(parsed(name, result))} == set(), name
            else:
                assert isinstance(result, bool | int), name
    chat = {"id": 1, "type": "channel", "tall": 1}
    message = {"message_id": 1, "date": 1, "chat": chat, "wide": 1}
    assert {*unknown(parsed("sendMessage", message))} == {"Message.wide", "Chat.tall"}
    with pytest.raises(TypeError):
        parsed("sendMessage", {"date": 1, "chat": chat})
