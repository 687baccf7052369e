"""The year turns in Asia/Yakutsk at 15:00 UTC, in the middle of an ISO week."""

from datetime import datetime

import pytest

from flows.publish import publish
from flows.weekly_control import weekly_control
from office.demo.scene import ZONE
from office.demo.story import NEWS
from tests.flows.town import Town

PAGE = "Администрация ГО «Жатай»"


def test_a_post_of_new_years_eve_and_one_of_new_years_day(town: Town) -> None:
    town.at(datetime(2026, 12, 31, 23, 30, tzinfo=ZONE))  # 14:30 UTC
    town.settings()
    town.news(0)
    assert town.run(publish).name == "Публикация: 1 пост, 31.12 23:30"
    town.at(datetime(2027, 1, 1, 0, 30, tzinfo=ZONE))  # 15:30 UTC, still December there
    town.news(1)
    assert town.run(publish).name == "Публикация: 1 пост, 01.01 00:30"
    assert town.wall() == [NEWS[0]["title"], NEWS[1]["title"]]

    town.at(datetime(2027, 1, 4, 9, 0, tzinfo=ZONE))
    assert town.run(weekly_control).name.startswith("Еженедельный контроль: письмо отправлено")
    (letter,) = town.letters()
    text = letter["text"].replace("\r\n", "\n")
    assert "неделя 53 (28.12.2026–03.01.2027)" in letter["subject"]
    assert f"- четверг, 31.12\n    {PAGE}: 1\n- пятница, 01.01\n    {PAGE}: 1\n" in text
    assert f"- 31.12.2026 23:30, {PAGE}" in text
    assert f"- 01.01.2027 00:30, {PAGE}" in text


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2027, 1, 3, 23, 59, tzinfo=ZONE), "неделя 52 (21–27.12.2026)"),
        (datetime(2027, 1, 4, 0, 1, tzinfo=ZONE), "неделя 53 (28.12.2026–03.01.2027)"),
        (datetime(2027, 1, 11, 9, 0, tzinfo=ZONE), "неделя 1 (04–10.01.2027)"),
    ],
)
def test_which_week_is_the_last_one(town: Town, moment: datetime, week: str) -> None:
    town.at(moment)
    town.settings(since="2026-12-01")
    town.run(weekly_control)
    (letter,) = town.letters()
    assert week in letter["subject"]
