"""What a page is called, what it says of itself, since when and how far it is run."""

from typing import Any

from pydantic import ValidationError

from gospablik.networks.base import PageInfo
from gospablik.page import (
    NETWORK_NAMES,
    MaxEntry,
    Mode,
    OkEntry,
    Page,
    TelegramEntry,
    VkEntry,
    network_number,
)
from gospablik.text import stands_in
from office.setup.dialogue import Dialogue, day

MODELS: dict[str, type[Page]] = {
    "vk": VkEntry, "ok": OkEntry, "telegram": TelegramEntry, "max": MaxEntry
}  # fmt: skip
"""The section of each network's pages."""


def ask_words(on: Dialogue, page: dict[str, Any], info: PageInfo | None) -> None:
    """Ask the rest of [[page]]; `info`: what the network shows, None if it was not asked."""
    model = MODELS[page["network"]]
    if info is not None and "name" not in page:
        on.answers.put(page, "name", info.name)
    on.field(page, "name", model, "Название страницы",
             default=on.answers.table("organisation").get("short_name"))  # fmt: skip
    _ask_public_name(on, page, model)
    house = on.answers.table("organisation").get("name")
    on.field(page, "official_wording", model, "Слова о том, что страница официальная (п. 3.5)",
             default=f"Официальная страница: {house}" if house else None)  # fmt: skip
    wording = page.get("official_wording")
    if info and wording:
        if stands_in(wording, info.name, info.description, info.status):
            on.terminal.say("  На странице эти слова есть.")
        else:
            on.terminal.say(
                "  На странице этих слов нет. Впишите их в её описание, или потом это сделает"
                " «Описание страницы».",
            )
    on.field(page, "since", model, "С какого дня публиковать новости", read=day, default=on.today)
    modes = [mode.value for mode in Mode]
    present = modes.index(page.get("mode", Mode.WATCH.value))
    words = ("наблюдение: смотрит, но ничего не публикует", "самостоятельно")
    chosen = on.terminal.choose("Режим (первые дни — наблюдение):", words, default=present)
    on.answers.put(page, "mode", modes[chosen])
    _tell_of_number(on, page)


def _ask_public_name(on: Dialogue, page: dict[str, Any], model: type[Page]) -> None:
    """What the addresses of a channel's posts are made of."""
    asked = {"telegram": ("username", "Имя открытого канала без @", "Enter — канал закрытый"),
             "max": ("link", "Последняя часть адреса max.ru/…", "Enter — позже")}  # fmt: skip
    if page["network"] in asked:
        name, words, otherwise = asked[page["network"]]
        on.field(page, name, model, words, read=_last, otherwise=otherwise)


def _last(words: str) -> str:
    return words.rstrip("/").rpartition("/")[2].removeprefix("@")


def _tell_of_number(on: Dialogue, page: dict[str, Any]) -> None:
    try:
        entry = MODELS[page["network"]].model_validate(page)
    except ValidationError:
        return
    on.terminal.say(f"  Записано: {NETWORK_NAMES[page['network']]}, номер {network_number(entry)}.")
