"""The page «Паспорта страниц» for the Prefect UI."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gospablik.clock import now
from gospablik.control.commenting_rules import commenting_rules
from gospablik.control.page_seen import history
from gospablik.control.passport import Line
from gospablik.control.passport_page import says_official
from gospablik.networks import addresses
from gospablik.page import Page
from gospablik.store.tables import PageSeen, Result
from gospablik.templates import minute
from tasks.desk import Desk
from tasks.markdown import anchor, cell, suspended, table, text_block

if TYPE_CHECKING:
    from tasks.passports import PagePassport

MARKS = {Result.GOOD: "✓ есть", Result.BAD: "✗ не так", Result.NOT_CHECKED: "? не проверено"}
MOST_SEEN = 10
"""Earlier readings that differ from each other; the database keeps them all."""
YES = {True: "да", False: "нет", None: "сеть не говорит"}


def passports_page(at: Desk, passports: Sequence["PagePassport"]) -> str:
    """Markdown; every word of a page is escaped."""
    parts = ["# Паспорта страниц (п. 3.5, 2.2, 5.1)"]
    for one in passports:
        page = at.office.page_by_key(one.page)
        parts += [
            f"## {cell(at.office.named(page))}",
            f"[Открыть страницу]({addresses.home(page)})",
        ]
        if one.unread:
            parts.append(f"**НЕ ПРОВЕРЕНО:** {cell(one.unread, 900)}")
        heads = ["Пункт", "Что", "Итог", "Как есть", "Что делать"]
        parts.append(table(heads, [_line(line) for line in one.lines]))
        parts += _seen(at, page)
    parts += suspended(at.office, now())
    parts += _rules(at, passports)
    return "\n\n".join(parts)


def _line(line: Line) -> list[str]:
    said = line.said
    return [
        line.clause,
        line.what,
        MARKS[said.result],
        cell(said.words, 600),
        cell(said.todo) or "—",
    ]


def _seen(at: Desk, page: Page) -> list[str]:
    with at.store.read() as session:
        rows = history(session, at.office, page.key, MOST_SEEN)
    heads = ["С", "По", "Название", "Названа официальной", "Отметка сети", "Администраторы"]
    shown = [_reading(at, page, row) for row in rows]
    return ["### Что и когда было видно", table(heads, shown)] if rows else []


def _reading(at: Desk, page: Page, row: PageSeen) -> list[str]:
    names = row.administrators
    return [
        minute(at.office.local(row.seen_at)),
        minute(at.office.local(row.seen_until)),
        cell(row.name),
        YES[says_official(page, row)],
        YES[row.verified],
        YES[None] if names is None else cell(", ".join(names)) or "никого",
    ]


def _rules(at: Desk, passports: Sequence["PagePassport"]) -> list[str]:
    """The text to publish, unless it stands wherever it is said to stand."""
    parts = ["## Правила комментирования (п. 4.1–4.3)"]
    published = [one.rules for one in passports]
    if passports and all(rules and rules.there for rules in published):
        links = dict.fromkeys(anchor(rules.address, rules.address) for rules in published if rules)
        moment = minute(at.office.local(now()))
        return [*parts, f"Опубликованы и совпадают с нашими ({moment}): {', '.join(links)}."]
    lacking = dict.fromkeys(line for rules in published if rules for line in rules.lacking)
    if lacking:
        parts.append(f"Не нашлось на сайте строк: {len(lacking)}.")
    return [
        *parts,
        "Разместите этот текст на официальном сайте страницей (не файлом), дайте на неё ссылку в"
        " описании страницы и укажите адрес в organisation.toml, строка `rules_link`.",
        text_block(commenting_rules(at.office, now())),
    ]
