"""Which week a person means, and what no person may mean."""

from datetime import date, datetime

import pytest

from gospablik.control.which_week import CURRENT, LAST, which_week
from gospablik.errors import OfficeError
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

HOUSE = make.office()


@pytest.mark.parametrize(
    ("words", "now", "monday"),
    [
        (LAST, at(30, 9), date(2026, 11, 23)),
        (" Прошлая  неделя ", at(30, 9), date(2026, 11, 23)),
        (CURRENT, at(30, 9), date(2026, 11, 30)),
        ("текущая неделя", at(30, 9), date(2026, 11, 30)),
        ("25.11.2026", at(30, 9), date(2026, 11, 23)),
        ("1.1.2027", at(4, 9, month=12).replace(year=2027, month=1), date(2026, 12, 28)),
        ("30.11.2026", at(30, 0, 1), date(2026, 11, 30)),
        # In Yakutsk the new year has begun while it is still December in UTC.
        (CURRENT, datetime.fromisoformat("2026-12-31T15:30+00:00"), date(2026, 12, 28)),
        ("01.01.2027", datetime.fromisoformat("2026-12-31T15:30+00:00"), date(2026, 12, 28)),
    ],
)
def test_a_week(words: str, now: datetime, monday: date) -> None:
    assert which_week(HOUSE, words, now).monday == monday


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "не неделя и не день"),
        ("завтра", "не неделя и не день"),
        ("31.02.2026", "не неделя и не день"),
        ("01.12.2026", "ещё не наступил"),
        ("07.12.2026", "ещё не наступил"),
    ],
)
def test_no_week(words: str, told: str) -> None:
    with pytest.raises(OfficeError, match=told) as refused:
        which_week(HOUSE, words, at(30, 9))
    assert "письмо не отправлено" in str(refused.value)
