"""What the standing checks say of one trouble, and the letters that follow from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.control.alarm_causes import CONCERNS, Cause
from gospablik.control.alarms import all_clear, raise_alarm, standing, subject_of
from gospablik.organisation import Organisation, Page
from gospablik.page import NETWORK_NAMES
from gospablik.templates import in_quotes

OF_PAGES = frozenset({"official", "harvest", "rights", "blocked"})
"""How subjects of alarms about one page begin: its key follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at one place. `wrong`: None if nobody knows; then nothing is raised nor cleared.

    `place`: a page in words, empty for the whole office. `words`: what was seen, for the report.
    `headline` and `text` are the alarm's, `over` the all-clear's; Russian, for people.
    """

    cause: Cause
    subject: str
    place: str = ""
    wrong: bool | None
    words: str
    headline: str = ""
    text: str = ""
    over: str = ""


def tell(session: Session, office: Organisation, looks: Iterable[Look], now: datetime) -> None:
    """Order the alarms of what is wrong and the all-clears of what is wrong no more, each once."""
    for look in looks:
        if look.wrong:
            raise_alarm(
                session, office, look.subject, look.headline, look.text, now,
                also=CONCERNS[look.cause].offices,
            )  # fmt: skip
        elif look.wrong is False:
            all_clear(session, office, look.subject, look.over or look.words, now)


def clear_removed(session: Session, office: Organisation, now: datetime) -> int:
    """The ends of alarms about pages that organisation.toml has no more: nobody will ever
    find that what they told is over. Returns how many.
    """
    known, cleared = {page.key for page in office.page}, 0
    for alarm in standing(session, office):
        about, _, rest = subject_of(alarm).partition(":")
        key = rest.partition(":")[0]
        if about not in OF_PAGES or key in known:
            continue
        text = (
            f"Страницы с ключом «{key}» больше нет в organisation.toml: программа её не ведёт и не"
            " проверяет. Исправлено ли названное в том письме, неизвестно."
        )
        cleared += all_clear(session, office, subject_of(alarm), text, now, seen=False)
    return cleared


def named(page: Page) -> str:
    """The page as an alarm names it."""
    return f"{in_quotes(page.name)} ({NETWORK_NAMES[page.network]})"
