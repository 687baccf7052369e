"""What every part of the dialogue works with, and the moves they share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from gospablik.errors import OfficeError
from office.setup.answers import Answers, of
from office.setup.terminal import Terminal, Unfit


class Next(Enum):
    """What a person wants after a trial that failed."""

    AGAIN = "ввести заново"
    LATER = "оставить как есть и проверить позже"
    WAY = "указать посредник (прокси), если без него сеть недоступна"


@dataclass(frozen=True)
class Dialogue:
    """The person, the answers, the moment (aware) and the checkout.

    `started`: the programme has worked before, so its keys stand for ever. `site_pause`: seconds
    between two requests to the site.
    """

    terminal: Terminal
    answers: Answers
    now: datetime
    root: Path
    started: bool = False
    site_pause: float = 1.0

    def field(
        self,
        section: dict[str, Any],
        name: str,
        model: type[BaseModel],
        words: str,
        *,
        read: Callable[[str], Any] = str,
        default: Any = None,
        otherwise: str = "Enter — позже",
    ) -> Any:
        """Ask for a value of the section and keep it; its check is the file's own model."""
        present = section.get(name, default)
        value = self.terminal.ask(
            words,
            of(model, name, read),
            default=present,
            shown=None if present is None else shown(present),
            otherwise=otherwise,
        )
        self.answers.put(section, name, value)
        return value

    @property
    def today(self) -> date:
        """The organisation's day; UTC's while its zone is not known."""
        zone = self.answers.table("organisation").get("time_zone", "UTC")
        return self.now.astimezone(ZoneInfo(zone)).date()

    def tried(
        self, place: str, do: Callable[[], None], *, later: str, ways: tuple[Next, ...] = ()
    ) -> Next | None:
        """Try something; None if it went well, else what the person wants.

        `later`: the words under which it is listed at the end if it stays untried.
        """
        self.terminal.say("  Проверяю…")
        try:
            do()
        except OfficeError as problem:
            self.terminal.say(f"  Не получилось. {problem.happened}")
            self.terminal.say(f"  Что делать: {problem.next_step}")
        else:
            self.answers.note(place, None)
            return None
        options = (Next.AGAIN, Next.LATER, *ways)
        chosen = options[
            self.terminal.choose("Как быть?", [one.value for one in options], default=1)
        ]
        self.answers.note(place, later)
        return chosen


def shown(value: Any) -> str:
    """A present value as the person reads and types it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def day(words: str) -> date:
    """A day as people write it (01.12.2026) or as the file does."""
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 (a day, no moment)
        except ValueError:
            continue
    raise Unfit(f"найдено «{words}», а нужна дата вида 01.12.2026")


def hour(words: str) -> time:
    """A time of day: 9, 9:00, 09.00."""
    hours, _, minutes = words.replace(".", ":").partition(":")
    try:
        return time(int(hours[:3]), int(minutes[:3] or 0))  # no more digits than could be right
    except ValueError:
        raise Unfit(f"найдено «{words}», а нужно время вида 09:00") from None


def number(words: str) -> int:
    """A whole number, with a minus if it has one; blanks inside do not count."""
    plain = words.replace(" ", "").replace("\xa0", "")
    if plain.isascii() and plain.removeprefix("-").isdigit():
        return int(plain)
    raise Unfit(f"найдено «{words}», а нужно целое число")


def web(words: str) -> str:
    """An address; who leaves out https:// means it."""
    return words if "://" in words else f"https://{words}"
