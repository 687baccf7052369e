"""«Еженедельный контроль» started more than once: which letter goes, and what it says of itself."""

from datetime import UTC, datetime

import pytest

from flows.weekly_control import weekly_control
from gospablik.store.tables import Kind, State
from tests.flows.town import Town
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

MONDAY = datetime(2026, 11, 30, 1, tzinfo=UTC)
"""The week of 23 November is over."""
CURRENT = "текущая неделя (на сейчас)"
SMALL = 200_000
"""Characters of an artifact that opens at once."""


def _errand_of_this_week(town: Town) -> None:
    """Nothing of last week changes, what is open «now» does."""
    with town.store.write() as session:
        make.action(session, kind=Kind.PUBLISH, subject=999, when=at(1, 10, month=12),
                    state=State.ERRAND, page="zhatay-vk")  # fmt: skip


def test_last_weeks_letter_goes_once_more_word_for_word_though_now_has_moved(town: Town) -> None:
    town.at(MONDAY)
    town.run(weekly_control)
    town.later(days=1)
    _errand_of_this_week(town)
    again = town.run(weekly_control, letter="отправить ещё раз")
    assert again.name.startswith("Еженедельный контроль: письмо отправлено, "), again.words
    first, second = town.letters()
    assert second["subject"] == f"[повтор] {first['subject']}"
    assert (second["text"], second["html"]) == (first["text"], first["html"])

    town.run(weekly_control)
    third = town.letters()[-1]
    assert "уточнение № 2" in third["subject"], "«отправить письмо» составляет заново"
    assert "уже отправлялось; с тех пор данные изменились" in third["text"]


def test_what_was_never_sent_is_composed_and_unmarked(town: Town) -> None:
    town.at(MONDAY)
    town.run(weekly_control, letter="отправить ещё раз")
    (letter,) = town.letters()
    assert letter["subject"].startswith("Контроль соцсетей, неделя 48 (23–29.11.2026): ")


@pytest.mark.parametrize("how", ["только показать", "отправить письмо"])
def test_thursdays_look_leaves_mondays_letter_the_first(town: Town, how: str) -> None:
    town.at(datetime(2026, 11, 26, 6, tzinfo=UTC))
    town.run(weekly_control, week=CURRENT, letter=how)
    town.at(MONDAY)
    town.run(weekly_control)
    letter = town.letters()[-1]
    assert letter["subject"].startswith("Контроль соцсетей, неделя 48 (23–29.11.2026): ")
    assert "уже отправлялось" not in letter["text"]


@pytest.mark.parametrize("how", ["отправить письмо", "отправить ещё раз"])
def test_a_refused_letter_is_not_one_that_somebody_received(town: Town, how: str) -> None:
    town.at(MONDAY)
    town.fault("smtp:rcpt", "status", status=550)
    assert town.run(weekly_control).red
    assert town.letters() == []
    second = town.run(weekly_control, letter=how)
    assert not second.red, second.words
    (letter,) = town.letters()
    assert letter["subject"].startswith("Контроль соцсетей, неделя 48 (23–29.11.2026): ")


def test_the_page_in_prefect_shows_the_charts_and_stays_small(town: Town) -> None:
    town.at(MONDAY)
    run = town.run(weekly_control, letter="только показать")
    (page,) = run.artifacts
    assert page.count('<img src="data:image/png;base64,') == 2
    assert page.count('alt="График «Посты за неделю»') == 1
    assert "cid:" not in page
    assert len(page) < SMALL
