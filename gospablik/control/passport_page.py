"""The lines of a passport that are read off the page itself (3.5, 1.2, 2.2, 3.2, 5.1). Pure."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from gospablik.networks.base import PageInfo
from gospablik.organisation import Organisation, Page
from gospablik.store.tables import PageSeen, Result
from gospablik.text import same, stands_in


class Said(NamedTuple):
    """What came of one check, and what to do about it."""

    result: Result
    words: str
    todo: str = ""


def says_official(page: Page, seen: PageSeen | PageInfo) -> bool:
    """Whether the page says that it is official: in its name, description or status line."""
    return stands_in(page.official_wording, seen.name, seen.description, seen.status)


def _official(office: Organisation, page: Page, seen: PageSeen) -> Said:
    if says_official(page, seen):
        return Said(Result.GOOD, "указано, что страница официальная")
    return Said(
        Result.BAD,
        f"нет слов «{page.official_wording}»",
        "Запустите «Описание страницы»: программа предложит текст.",
    )


def _name(office: Organisation, page: Page, seen: PageSeen) -> Said:
    if same(page.name, seen.name):
        return Said(Result.GOOD, seen.name)
    todo = "Верните название или исправьте name в organisation.toml."
    return Said(Result.BAD, f"на странице: «{seen.name}», должно быть «{page.name}»", todo)


def _site(office: Organisation, page: Page, seen: PageSeen) -> Said:
    host = (urlsplit(office.site.home).hostname or "").removeprefix("www.")
    if not host:
        todo = "Впишите address в [site] organisation.toml."
        return Said(Result.NOT_CHECKED, "адрес сайта в настройках не назван", todo)
    shown = f"{seen.site} {seen.description} {seen.status}".casefold()
    if any(re.search(_as_address(name), shown) for name in _spellings(host)):
        return Said(Result.GOOD, f"есть: {host}")
    todo = "Укажите адрес сайта в описании или в поле «сайт»."
    return Said(Result.BAD, f"ссылки на {host} нет", todo)


def _contact(office: Organisation, page: Page, seen: PageSeen) -> Said:
    if page.contact is None:
        todo = "Впишите contact страницы в organisation.toml."
        return Said(Result.NOT_CHECKED, "какая почта должна стоять, не указано", todo)
    if stands_in(page.contact, seen.description, seen.status):
        return Said(Result.GOOD, page.contact)
    todo = "Укажите её в описании страницы."
    return Said(Result.BAD, f"почты {page.contact} в описании и статусе нет", todo)


def administrators_said(office: Organisation, page: Page, seen: PageSeen) -> Said:
    """Whether all whom the network lists are on the department's list (2.2)."""
    if seen.administrators is None:
        todo = "Откройте список в настройках страницы и сравните со списком отдела."
        return Said(Result.NOT_CHECKED, "сеть программе администраторов не называет", todo)
    listed = ", ".join(seen.administrators) or "никого"
    if not page.administrators:
        todo = "Впишите administrators страницы в organisation.toml."
        return Said(Result.NOT_CHECKED, f"сеть называет: {listed}; списка отдела нет", todo)
    strangers = _without(seen.administrators, page.administrators)
    if strangers:
        todo = (
            "Снимите их на странице; если их назначил отдел, впишите в administrators."
            " Не знаете, кто это, смените пароли."
        )
        return Said(Result.BAD, f"не из списка отдела: {', '.join(strangers)}", todo)
    away = _without(page.administrators, seen.administrators)
    more = f"; из списка на странице нет: {', '.join(away)}" if away else ""
    return Said(Result.GOOD, f"все из списка отдела: {listed}{more}")


def _without(names: Sequence[str], others: Sequence[str]) -> list[str]:
    return [name for name in names if not any(same(name, other) for other in others)]


def _spellings(host: str) -> set[str]:
    """A host of .рф as people write it and as machines do."""
    spellings = {host}
    with suppress(UnicodeError):
        spellings.add(host.encode("idna").decode())
    with suppress(UnicodeError):
        spellings.add(host.encode("ascii").decode("idna"))
    return spellings


def _as_address(host: str) -> str:
    """The host itself: not the end of a mail address, not the beginning of another host."""
    return rf"(?<![\w@.-])(?:www\.)?{re.escape(host)}(?![\w-]|\.\w)"


OF_THE_PAGE: tuple[tuple[str, str, Callable[[Organisation, Page, PageSeen], Said]], ...] = (
    ("3.5", "официальный статус", _official),
    ("1.2", "название", _name),
    ("3.2", "ссылка на сайт", _site),
    ("5.1", "почта для связи", _contact),
    ("2.2", "администраторы", administrators_said),
)
