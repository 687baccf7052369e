"""Which week a person means: the last, the current one, or that of a day."""

from datetime import datetime

from gospablik.control.access_word import day_of
from gospablik.errors import OfficeError
from gospablik.organisation import Organisation
from gospablik.span import Week

LAST, CURRENT = "прошлая неделя", "текущая неделя (на сейчас)"
_NOT_DONE = "отчёт не составлен, письмо не отправлено."
_TODO = f"впишите «{LAST}», «{CURRENT}» или день, например 25.11.2026."


def which_week(office: Organisation, words: str, now: datetime) -> Week:
    """The week that these words mean at `now` (aware).

    Raises OfficeError for other words, and for a week that has not begun.
    """
    said = " ".join(words.split()).lower()
    if said == LAST:
        return Week.of(office, now)
    if said in {CURRENT, CURRENT.partition(" (")[0]}:
        return Week.current(office, now)
    day = day_of(said)
    if day is None:
        happened = f"«{words}» — не неделя и не день."
        raise OfficeError(happened, not_done=_NOT_DONE, next_step=_TODO)
    if day > office.local(now).date():
        happened = f"День {day:%d.%m.%Y} ещё не наступил."
        raise OfficeError(happened, not_done=_NOT_DONE, next_step=_TODO)
    return Week.starting(office, day)
