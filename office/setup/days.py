"""The norm of posts and the days off: numbers and dates that stand in documents."""

import tomllib
from datetime import date
from functools import partial
from typing import Any

from gospablik.organisation import Holidays, Norm
from office.setup.answers import of
from office.setup.dialogue import Dialogue, day, number
from office.setup.terminal import Unfit


def ask_norm(on: Dialogue) -> None:
    """Fill [norm] if a document sets one."""
    on.terminal.say("", "— Норма постов —")
    words = "Есть документ, который устанавливает, сколько постов в неделю нужно?"
    if not on.terminal.yes(words, default="norm" in on.answers.tree):
        on.answers.tree.pop("norm", None)
        on.answers.keep()
        return
    norm = on.answers.table("norm")
    on.field(norm, "posts_a_week", Norm, "Сколько постов в неделю", read=number)
    on.field(norm, "document", Norm, "Какой документ, например «распоряжение от 01.02.2026 № 10»")
    if "posts_a_week" not in norm or "document" not in norm:
        on.answers.tree.pop("norm")
        on.terminal.say("  Без числа и документа нормы нет: в отчёте будет число, а не оценка.")
        on.answers.keep()


def ask_holidays(on: Dialogue) -> None:
    """Fill [[holidays]] for this year and the next."""
    on.terminal.say("", "— Праздничные дни —", "Сроки считаются в рабочих днях.")
    years = on.answers.rows("holidays")
    for year in (on.today.year, on.today.year + 1):
        if any(one["year"] == year for one in years):
            on.terminal.say(f"{year} год: список есть.")
            continue
        made = _offered(on, year) or _asked(on, year)
        if made is None:
            continue
        words = "Праздники региона, даты через запятую"
        own = on.terminal.ask(words, partial(_days, year), otherwise="Enter — нет")
        made["days"] = sorted({*made["days"], *(own or [])})
        years.append(made)
        on.answers.keep()


def shipped(on: Dialogue, year: int) -> dict[str, Any] | None:
    """The list of that year that comes with the program, in organisation.example.toml."""
    try:
        example = tomllib.loads((on.root / "organisation.example.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return next((one for one in example.get("holidays", []) if one["year"] == year), None)


def _offered(on: Dialogue, year: int) -> dict[str, Any] | None:
    known = shipped(on, year)
    if known is None:
        return None
    days = ", ".join(f"{one:%d.%m}" for one in known["days"])
    on.terminal.say(f"{year} год, нерабочие дни кроме суббот и воскресений: {days}.")
    on.terminal.say(f"  Откуда список: {known['document']}.")
    return dict(known) if on.terminal.yes("Взять этот список?", default=True) else None


def _asked(on: Dialogue, year: int) -> dict[str, Any] | None:
    words = f"Нерабочие дни {year} года кроме суббот и воскресений, через запятую (01.01, 02.01, …)"
    days = on.terminal.ask(words, partial(_days, year))
    if not days:
        return None
    made: dict[str, Any] = {"year": year, "days": days}
    working = on.terminal.ask(
        "Рабочие субботы и воскресенья", partial(_days, year), otherwise="Enter — нет"
    )
    if working:
        made["working_weekends"] = working
    document = on.terminal.ask("Какой документ", of(Holidays, "document"))
    made["document"] = document or f"дни внесены при настройке {on.today:%d.%m.%Y}"
    return made


def _days(year: int, words: str) -> list[date]:
    """Days of that year: 01.01 or 01.01.2027, parted by commas or blanks."""
    days = set()
    for part in words.replace(",", " ").replace(";", " ").split():
        given = day(f"{part.rstrip('.')}.{year}" if part.rstrip(".").count(".") == 1 else part)
        if given.year != year:
            raise Unfit(f"«{part}» не {year} года")
        days.add(given)
    return sorted(days)
