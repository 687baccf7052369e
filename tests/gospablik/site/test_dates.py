"""Dates as list pages write them; those of feeds are tried in `test_feed`."""

from datetime import UTC, datetime, timedelta

import pytest

from gospablik.site.dates import read_date
from tests.gospablik.site.kit import NOW, YAKUTSK

AFTERNOON = datetime(2026, 9, 15, 7, 4, tzinfo=UTC)
DAY = datetime(2026, 9, 14, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("16:04, 15 сентября 2026", AFTERNOON),
        ("16:04 15.09.2026", AFTERNOON),
        ("15 сентября 2026 | 16:04", AFTERNOON),
        ("15 сентября, 16:04", AFTERNOON),
        ("15 сен 16:04", AFTERNOON),
        ("Вторник, 15 сентября 2026 г. — 16:04", AFTERNOON),
        ("September 15, 2026 16:04", AFTERNOON),
        ("15/09/2026 16:04", AFTERNOON),
        ("16:04 вчера", AFTERNOON),
        ("Опубликовано: 15.09.26", DAY),
        ("15-09-2026", DAY),
        ("15 сентября", DAY),
        ("30 декабря", datetime(2025, 12, 29, 15, tzinfo=UTC)),
        ("17 сентября", datetime(2026, 9, 16, 15, tzinfo=UTC)),
        ("позавчера", datetime(2026, 9, 13, 15, tzinfo=UTC)),
        ("2 часа назад", NOW - timedelta(hours=2)),
        ("час назад", NOW - timedelta(hours=1)),
        ("5 минут назад", NOW - timedelta(minutes=5)),
    ],
)
def test_russian_words(written: str, at: datetime) -> None:
    date = read_date(written, YAKUTSK, NOW)
    assert date is not None
    assert date.at == at
    assert date.date_only is (at.astimezone(YAKUTSK).hour == 0)


@pytest.mark.parametrize("written", ["", "на днях", "12.5.1", "192.168.10.12", "31 июня", "назад"])
def test_what_is_no_date(written: str) -> None:
    assert read_date(written, YAKUTSK, NOW) is None
