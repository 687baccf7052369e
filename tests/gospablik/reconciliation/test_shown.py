"""What people see of an ended reconciliation, read from the rows that it left."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from lxml import etree
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.reconciliation.advice import ADVICE
from gospablik.reconciliation.course import Figure, course
from gospablik.reconciliation.differing import differing
from gospablik.reconciliation.picture import picture
from gospablik.reconciliation.shown import latest_whole, shown
from gospablik.store.control import Result
from gospablik.store.reconciliation import Standing
from gospablik.store.session import Store
from tests.gospablik.control.factories import at, office
from tests.gospablik.reconciliation.shown_rows import NOW, audit, compared, rule, validation

OFFICE = office(pages=2)
DAY = timedelta(days=1)


def test_figures_groups_and_counts(store: Store) -> None:
    with store.write() as session:
        made = audit(session, unread=3)
        compared(session, made, page="vk-1", standing=Standing.NO_POST)
        compared(session, made, page="vk-1")
        compared(session, made, title="вторая", seen_at=NOW - timedelta(hours=1))
        compared(session, made, title="первая")
        compared(session, made, standing=Standing.IDENTICAL, result=Result.GOOD)
        compared(session, made, standing=Standing.IDENTICAL, result=Result.GOOD)
        compared(session, made, standing=Standing.OWN, result=Result.GOOD)
        compared(session, made, standing=Standing.NOT_COMPARED, result=Result.NOT_CHECKED)
        found = shown(session, OFFICE, made.id)
    assert (found.coverage.words, found.coverage.passed) == ("47 из 50, 94 %", False)
    assert (found.fidelity.words, found.fidelity.passed) == ("57 из 60, 95 %", False)
    assert [(g.standing, g.page, len(g.rows)) for g in found.amiss] == [
        (Standing.FACTS_DIFFER, "Администрация Жатая", 2),
        (Standing.FACTS_DIFFER, "Страница а", 1),
        (Standing.NO_POST, "Страница а", 1),
    ]
    assert [row.title for row in found.amiss[0].rows] == ["первая", "вторая"]
    assert found.good == ((Standing.IDENTICAL, 2), (Standing.OWN, 1))
    assert (found.wrong, found.unseen, found.not_checked) == (4, 2, 3)
    assert not found.empty


def test_a_post_that_agrees_but_lost_its_picture_is_no_agreement(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        made = audit(session)
        compared(session, made, standing=Standing.IDENTICAL)
        (group,) = shown(session, OFFICE, made.id).amiss
    assert group.heading == "Совпадает с сайтом, но есть замечание. Администрация Жатая: 1"


def test_a_post_without_a_text_that_lost_its_picture_is_amiss_and_not_checked(
    sqlite_store: Store,
) -> None:
    with sqlite_store.write() as session:
        made = audit(session, unread=1)
        compared(session, made, standing=Standing.NOT_COMPARED, result=Result.BAD)
        found = shown(session, OFFICE, made.id)
    assert (found.wrong, found.not_checked, found.unseen) == (1, 1, 0)


def test_an_empty_audit_is_empty_and_has_no_share(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        made = audit(session, items=0, covered=0, posts=0, faithful=0)
        found = shown(session, OFFICE, made.id)
    assert found.empty
    assert (found.coverage.percent, found.coverage.passed) == (None, None)
    assert found.coverage.words == "не из чего считать"


def test_what_is_unread_alone_is_not_empty(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        made = audit(session, items=0, covered=0, posts=0, faithful=0, unread=1)
        assert not shown(session, OFFICE, made.id).empty


@pytest.mark.parametrize("ended", [None, "stranger"])
def test_what_has_not_ended_or_is_anothers_is_not_shown(
    sqlite_store: Store, ended: str | None
) -> None:
    values = {"ended": None} if ended is None else {"organisation": ended}
    with sqlite_store.write() as session:
        made = audit(session, **values)
        with pytest.raises(OfficeError, match="или она ещё не закончена"):
            shown(session, OFFICE, made.id)
        assert latest_whole(session, OFFICE) is None


def test_rows_that_a_later_audit_says_again_are_told_there(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        first = audit(session)
        second = audit(session, address="https://vk.com/wall-101_1")
        assert shown(session, OFFICE, first.id).moved
        assert not shown(session, OFFICE, second.id).moved
        audit(session, ended=NOW + DAY, until=NOW)
        audit(session, ended=NOW + DAY, since=NOW)
        assert latest_whole(session, OFFICE) == first.id


def test_rows_move_to_the_audit_that_ended_later_not_to_the_one_that_began_later(
    sqlite_store: Store,
) -> None:
    with sqlite_store.write() as session:
        slow = audit(session, ended=NOW + DAY)
        quick = audit(session)
        audit(session, ended=None)
        moved = [shown(session, OFFICE, one.id).moved for one in (slow, quick)]
    assert moved == [False, True]


def test_a_hundred_percent_is_all_and_a_mark_is_exact() -> None:
    assert Figure(199, 200).percent == 99
    assert [Figure(n, 20, 0.95).passed for n in (18, 19)] == [False, True]
    assert Figure(57, 60, 0.95).passed


def test_the_course_has_the_last_whole_audit_of_each_week(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        audit(session, ended=at(9, 10), covered=30)
        audit(session, ended=at(15, 23, 59), covered=40)
        audit(session, ended=at(16, 0, 0), covered=41)
        audit(session, ended=at(17), page="vk", covered=1)
        audit(session, ended=at(18), address="https://site.test/news/1", covered=2)
        audit(session, ended=at(19), organisation="other", covered=3)
        audit(session, ended=at(20), until=at(19), covered=4)
        audit(session, ended=at(21), since=at(7, 13), covered=5)
        audit(session, ended=None)
        audit(session, ended=at(27), covered=50)
        weeks = course(session, OFFICE, NOW, weeks=4)
    assert [(w.monday.day, w.coverage and w.coverage.number) for w in weeks] == [
        (2, None), (9, 40), (16, 41), (23, None),
    ]  # fmt: skip
    assert weeks[0].coverage is weeks[0].fidelity is None


def test_new_years_week_is_one_week_in_yakutsk(sqlite_store: Store) -> None:
    """31 December 20:00 UTC is 1 January there; Sunday the 3rd ends at 15:00 UTC."""
    with sqlite_store.write() as session:
        audit(session, ended=datetime(2026, 12, 27, 14, 59, tzinfo=UTC), covered=10)
        audit(session, ended=datetime(2026, 12, 31, 20, tzinfo=UTC), covered=11)
        audit(session, ended=datetime(2027, 1, 3, 14, 59, tzinfo=UTC), covered=12)
        audit(session, ended=datetime(2027, 1, 3, 15, tzinfo=UTC), covered=13)
        weeks = course(session, OFFICE, datetime(2027, 1, 3, 16, tzinfo=UTC), weeks=3)
    assert [w.monday for w in weeks] == [date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4)]
    assert [w.coverage and w.coverage.number for w in weeks] == [10, 12, 13]
    assert weeks[1].words == "28.12.2026–03.01.2027"


def test_a_week_without_an_audit_parts_the_lines(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        for day in (2, 9, 25):
            audit(session, ended=at(day, 10), covered=40)
        weeks = course(session, OFFICE, NOW, weeks=4)
    drawn: Any = etree.fromstring(picture(weeks).encode())
    paths = drawn.xpath("//*[local-name()='path' and @class='a']/@d")
    assert [path.count("M") for path in paths if "h" not in path] == [2]
    words = [text for text in drawn.itertext() if text.strip()]
    assert (words.count("нет"), words.count("80 %"), words.count("0 %")) == (1, 3, 1)
    assert "16.11–22.11.2026: сверки не было." in drawn.get("aria-label")


def test_a_week_with_nothing_to_compare_has_no_point_and_says_so(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        audit(session, items=0, covered=0, posts=0, faithful=0)
        drawn: Any = etree.fromstring(picture(course(session, OFFICE, NOW, weeks=1)).encode())
    assert "нечего" in drawn.itertext()
    assert drawn.get("aria-label").count("не из чего считать") == 2
    assert len(drawn.xpath("//*[local-name()='circle']")) == 1, "только в легенде"


def test_what_failed_is_told_apart_from_what_could_not_run(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        made = audit(session)
        validation(
            session, made,
            rule("Держится", success=True), rule("Нарушено", "post:1", success=False),
            rule("Сломалось", success=False, broken=True),
        )  # fmt: skip
        validation(session, audit(session), rule("Чужое", success=True), made_at=NOW + DAY)
        (run,) = shown(session, OFFICE, made.id).validated
    assert (run.suite, run.rules, run.rows) == ("сверка постов", 3, 60)
    assert [(one.words, one.bad, one.rows) for one in run.failed] == [
        ("Нарушено", 1, ("пост 1: не так",))
    ]
    assert run.broken == ("Сломалось",)


def test_differences_are_said_once(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        row = compared(session, audit(session), why="дата: на сайте «15 июля», в посте «16 июля»")
        seen = differing(row)
    assert seen.words == (
        "телефон: на сайте «4-20-30», в посте этого нет",
        "слова: на сайте этого нет, в посте «платный»",
    )
    assert [p.text for p in seen.site if p.change] == ["15 июля", "4-20-30"]
    assert [p.text for p in seen.post if p.change] == ["16 июля", "платный"]


def test_every_standing_that_may_be_amiss_or_not_checked_has_what_to_do() -> None:
    named_by_people = {Standing.REPOST, Standing.OWN, Standing.REGIONAL}
    assert set(ADVICE) == set(Standing) - named_by_people - {Standing.WAITS}


def test_a_page_that_is_no_more_keeps_its_key(sqlite_store: Store) -> None:
    def names(session: Session) -> list[str]:
        made = audit(session)
        compared(session, made, page="gone")
        return [group.page for group in shown(session, OFFICE, made.id).amiss]

    with sqlite_store.write() as session:
        assert names(session) == ["gone"]
