"""«План недели» as people see it: a letter once a day, and a run that says what it found."""

from datetime import UTC, datetime

from flows.explain import explain
from flows.week_plan import week_plan
from flows.weekly_control import weekly_control
from tests.flows.town import Town


def test_a_week_that_falls_short_is_mailed_once_and_one_on_course_is_not(town: Town) -> None:
    town.at(datetime(2026, 12, 4, 1, tzinfo=UTC))  # Friday, 10:00 in Yakutsk
    town.settings(since="2020-01-01")
    first = town.run(week_plan)
    assert first.name.startswith("План недели: 1 страница отстаёт; спрошено объяснение, "), (
        first.words
    )
    again = town.run(week_plan)
    assert not again.red
    assert sorted(letter["to"][0] for letter in town.letters()) == [
        "it-head@example.test",
        "specialist@example.test",
    ]
    for letter in town.letters():
        assert letter["subject"] == "План недели: постов мало на 1 странице, 4 декабря 2026"
        assert "0 постов из 3" in letter["text"]

    town.at(datetime(2026, 12, 7, 1, tzinfo=UTC))  # Monday: nothing is due yet
    fine = town.run(week_plan)  # and a Monday asks for no explanation
    assert fine.name.startswith("План недели: неделя идёт по плану, письмо не нужно, ")
    assert len(town.letters()) == 2


def test_a_watched_page_is_named_and_not_judged(town: Town) -> None:
    town.at(datetime(2026, 12, 4, 1, tzinfo=UTC))
    town.settings(since="2020-01-01", mode='"наблюдение"')
    run = town.run(week_plan)
    assert "наблюдение, не считается" in run.name
    assert town.letters() == []


def test_on_friday_it_is_asked_why_and_the_words_are_kept(town: Town) -> None:
    town.at(datetime(2026, 12, 4, 1, tzinfo=UTC))
    town.settings(since="2020-01-01")
    run = town.run(week_plan)
    assert "спрошено объяснение" in run.name
    waiting = town.question(explain)
    done = town.answer(explain, waiting, official="Специалистова С. С. (специалист отдела ИТ)",
                       item_1="Новостей на сайте не было")  # fmt: skip
    assert done.name.startswith("Объяснение за неделю: записано 1 объяснение, "), done.words
    again = town.run(week_plan)
    assert "спрошено объяснение" not in again.name

    town.at(datetime(2026, 12, 7, 1, tzinfo=UTC))
    town.run(weekly_control)
    letter = town.letters()[-1]
    assert "Объяснение: «Новостей на сайте не было» — Специалистова С. С." in letter["text"]
