"""The organisation itself: names, key, time zone, hours."""

import re
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from gospablik.organisation import House
from office.setup.answers import of
from office.setup.dialogue import Dialogue, hour
from office.setup.terminal import Unfit

ZONES = {
    "Europe/Kaliningrad": "Калининград",
    "Europe/Moscow": "Москва, Санкт-Петербург, Казань, Краснодар, Волгоград",
    "Europe/Samara": "Самара, Ижевск, Саратов, Ульяновск, Астрахань",
    "Asia/Yekaterinburg": "Екатеринбург, Уфа, Пермь, Челябинск, Тюмень, Оренбург",
    "Asia/Omsk": "Омск",
    "Asia/Krasnoyarsk": "Красноярск, Новосибирск, Томск, Барнаул, Кемерово, Кызыл",
    "Asia/Irkutsk": "Иркутск, Улан-Удэ",
    "Asia/Yakutsk": "Якутск, Чита, Благовещенск",
    "Asia/Vladivostok": "Владивосток, Хабаровск, Верхоянск",
    "Asia/Magadan": "Магадан, Южно-Сахалинск, Среднеколымск",
    "Asia/Kamchatka": "Петропавловск-Камчатский, Анадырь",
}
"""One zone for each hour of Russia, with the towns that keep it."""

_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяҕҥөһү"
_LATIN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sch - y - e yu ya g n o h u"
_LETTERS = dict(zip(_CYRILLIC, _LATIN.split(), strict=True)) | {"ъ": "", "ь": ""}


def ask_house(on: Dialogue) -> None:
    """Fill [organisation]. The key is asked once: it is for ever."""
    section = on.answers.table("organisation")
    on.terminal.say("", "— Организация —")
    on.field(section, "name", House, "Полное название, как в официальных письмах")
    on.field(section, "short_name", House, "Короткое название, например ГО «Жатай»")
    if not (on.started and "key" in section):
        on.terminal.say(
            "На имени латиницей держатся журнал и доказательства: после первого ./run up оно"
            " навсегда."
        )
        offered = latin(section.get("short_name") or section.get("name") or "")
        on.field(section, "key", House, "Имя латиницей, например zhatay", default=offered)
    _zone(on, section)
    _hours(on, section)


def latin(name: str) -> str | None:
    """A key out of a Russian name; None if nothing of it is left."""
    quoted = re.search("«(.+?)»", name)
    letters = "".join(_LETTERS.get(one, one) for one in (quoted[1] if quoted else name).casefold())
    key = re.sub("[^a-z0-9]+", "-", letters).strip("-").lstrip("0123456789-")[:31].rstrip("-")
    return key or None


def _hours(on: Dialogue, section: dict[str, Any]) -> None:
    def end(words: str) -> time:
        last = hour(words)
        if "day_starts" in section and last <= section["day_starts"]:
            raise Unfit("день кончается раньше, чем начинается")
        return last

    for name, words, read in (
        ("day_starts", "Рабочий день с", hour),
        ("day_ends", "Рабочий день до", end),
    ):
        usual = House.model_fields[name].get_default()
        if name == "day_ends" and section.get("day_starts", time()) >= section.get(name, usual):
            on.answers.put(section, name, None)
            usual = None
        on.field(section, name, House, words, read=read, default=usual)


def _zone(on: Dialogue, section: dict[str, Any]) -> None:
    on.terminal.say("Часовой пояс:")
    for count, (name, towns) in enumerate(ZONES.items(), 1):
        local = on.now.astimezone(ZoneInfo(name))
        on.terminal.say(f"  {count} — {towns} (сейчас там {local:%H:%M})")
    present = section.get("time_zone")
    value = on.terminal.ask(
        "Номер из списка, город или имя пояса (Asia/Yakutsk)", _zone_of, default=present
    )
    on.answers.put(section, "time_zone", value)


def _zone_of(words: str) -> str:
    names = list(ZONES)
    if words.isdecimal():
        if 0 < int(words) <= len(names):
            return names[int(words) - 1]
        raise Unfit(f"нужен номер от 1 до {len(names)}")
    for name, towns in ZONES.items():
        if words.casefold() in (town.casefold() for town in towns.split(", ")):
            return name
    return str(of(House, "time_zone")(words))
