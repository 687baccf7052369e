"""What the standing checks say of one trouble, and the letters that follow from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.control.alarm_causes import CONCERNS, Cause
from gospablik.control.alarms import all_clear, raise_alarm
from gospablik.organisation import Organisation, Page
from gospablik.page import NETWORK_NAMES
from gospablik.templates import in_quotes


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


def named(page: Page) -> str:
    """The page as an alarm names it."""
    return f"{in_quotes(page.name)} ({NETWORK_NAMES[page.network]})"
