"""The clock: what has no zone does not get in."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from gospablik.clock import now, require_aware


def test_now_is_aware_and_utc() -> None:
    assert now().tzinfo is UTC


def test_a_moment_without_a_zone_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="без часового пояса"):
        require_aware(datetime(2026, 12, 31, 23, 59))  # noqa: DTZ001


@pytest.mark.parametrize("zone", [timezone(timedelta(hours=9)), ZoneInfo("Asia/Yakutsk")])
def test_any_zone_becomes_the_same_moment_in_utc(zone: timezone | ZoneInfo) -> None:
    told = require_aware(datetime(2027, 1, 1, 0, 0, tzinfo=zone))
    assert (told, told.tzinfo) == (datetime(2026, 12, 31, 15, 0, tzinfo=UTC), UTC)
