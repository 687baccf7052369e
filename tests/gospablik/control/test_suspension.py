"""A page that is suspended leaves coverage and verdicts from its day on, and it is said."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy.orm import Session

from gospablik.control.errand_case import errand_case, open_form
from gospablik.control.figures_actions import open_errands
from gospablik.control.issues import no_pages
from gospablik.control.report import compose
from gospablik.control.verdict import Level
from gospablik.control.verdicts import judge
from gospablik.control.week import Week, figures
from gospablik.ledger.effects.shared import watching
from gospablik.moderation.proof import may_act
from gospablik.organisation import Organisation
from gospablik.outcomes import NothingHappened
from gospablik.store.session import Store
from gospablik.store.tables import Kind, State, Verdict
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

WHY = "распоряжение от 26.11.2026 № 1"
WORDS = f"«Страница а» приостановлена с 27.11.2026: {WHY}"
EVE = datetime(2026, 11, 26, 14, 59, tzinfo=UTC)  # 23:59 in Yakutsk


def office(since: date = date(2026, 11, 27), *, both: bool = False) -> Organisation:
    """Two pages, the second (or both) suspended from that day."""
    house = make.office(pages=2)
    end = {"suspended_from": since, "suspended_because": WHY}
    return Organisation.model_validate(
        house.model_dump()
        | {"page": [p.model_dump() | (end if both or n else {}) for n, p in enumerate(house.page)]}
    )


def test_the_day_begins_at_midnight_of_the_town() -> None:
    house = office()
    assert [p.key for p in house.active_pages(EVE)] == ["vk", "vk-1"]
    assert house.suspended_pages(EVE) == []
    assert may_act(house, "vk-1", EVE)
    midnight = EVE + timedelta(minutes=1)
    assert [p.key for p in house.active_pages(midnight)] == ["vk"]
    ((page, why),) = house.suspended_pages(midnight)
    assert house.suspended_keys(midnight) == [page.key]
    assert (page.key, why) == ("vk-1", f"приостановлена с 27.11.2026: {WHY}")
    assert not may_act(house, "vk-1", midnight)


@pytest.mark.parametrize("end", ["suspended_from", "suspended_because"])
def test_a_day_needs_its_document_and_a_document_its_day(end: str) -> None:
    raw = office().model_dump()
    raw["page"][1][end] = None
    with pytest.raises(ValidationError, match="и день suspended_from, и основание"):
        Organisation.model_validate(raw)


def test_every_effect_leaves_it_alone_and_says_why() -> None:
    house = office(date(2020, 1, 1))
    assert not may_act(house, "vk-1")
    said = watching(house, "vk-1")
    assert isinstance(said, NothingHappened)
    assert "приостановлена с 01.01.2020" in said.why


def test_the_report_judges_the_others_and_names_the_one_left_out(sqlite_store: Store) -> None:
    house, now = office(), at(30, 9)
    week = Week.of(house, now)
    with sqlite_store.write() as session:
        make.item(session, when=at(23, 9))
        counted = figures(session, house, week, now)
        assert [page.key for page in counted.pages] == ["vk"]
        assert [f"{page.name} {page.why}" for page in counted.suspended] == [WORDS]
        report = compose(session, house, week, now, version="v")
        faces = (report.text, report.markdown.replace("&#46;", "."), report.html)
    assert f"Страница {WORDS}. В числах и оценках её нет.\n" in report.text
    assert all("приостановлена" in face for face in faces)
    found = judge(house, counted)
    assert not any("Страница а" in why for verdict in found for why in verdict.why)


def test_the_week_before_it_is_judged_as_ever(sqlite_store: Store) -> None:
    house, now = office(date(2026, 11, 30)), at(30, 9)
    with sqlite_store.read() as session:
        counted = figures(session, house, Week.of(house, now), now)
    assert [page.key for page in counted.pages] == ["vk", "vk-1"]
    (told,) = counted.suspended
    assert told.judged


def everything_open_on(session: Session, page: str) -> None:
    """What the page has done in the week, and what it was to do and did not."""
    for number, kind in enumerate((Kind.REPLY, Kind.BLOCK, Kind.REMOVE, Kind.PUBLISH)):
        for state in (State.ERRAND, State.UNKNOWN, State.REJECTED, State.MISSED, State.CONFIRMED):
            make.action(session, kind=kind, subject=f"{number}-{state}", when=at(25), page=page,
                        state=state)  # fmt: skip
    words = [make.comment(session, when=at(24), found=at(24), page=page) for _ in range(3)]
    make.ruling(session, of=words[0], when=at(25))
    make.ruling(session, of=words[1], when=at(25), annulled=at(26))
    make.ruling(session, of=words[2], when=at(25), verdict=Verdict.KEEP)
    make.proposal(session, when=at(24), page=page)
    make.decision(session, when=at(26), official="gone", page=page)


def test_nothing_of_it_is_in_any_number_or_verdict(store: Store) -> None:
    """Whatever is open on it: the report differs from that of an empty week in one sentence."""
    house, now = office(), at(30, 9)
    week = Week.of(house, now)
    with store.write() as session:
        make.checked(session, house, when=at(29, 22))
        empty = figures(session, house, week, now)
        everything_open_on(session, "vk-1")
        counted = figures(session, house, week, now)
        report = compose(session, house, week, now, version="v")
    (told,) = counted.suspended
    assert (told.errands, told.others) == (4, 8)
    assert replace(counted, suspended=empty.suspended) == empty
    assert judge(house, counted) == judge(house, empty)
    said = "В числах и оценках её нет. До её возвращения отложено: 4 поручения, 8 других действий."
    assert said in report.text


def test_suspended_since_monday_it_is_judged_for_the_week_but_not_for_what_is_open(
    sqlite_store: Store,
) -> None:
    house, now = office(date(2026, 11, 30)), at(30, 9)
    with sqlite_store.write() as session:
        make.checked(session, house, when=at(29, 22))
        make.action(session, kind=Kind.REMOVE, subject="1", when=at(28), page="vk-1",
                    state=State.ERRAND)  # fmt: skip
        make.action(session, kind=Kind.REPLY, subject="told:2", when=at(28), page="vk-1")
        counted = figures(session, house, Week.of(house, now), now)
        report = compose(session, house, Week.of(house, now), now, version="v")
    assert counted.actions.open_ends == ()
    assert counted.actions.tellings.total == 1
    assert (
        "Эту неделю она ещё велась и оценена; открытое на ней сейчас не считается." in report.text
    )
    assert "отложено: 1 поручение." in report.text


def test_its_errands_are_on_no_list_and_on_no_form(sqlite_store: Store) -> None:
    house, now = office(), at(30, 9)
    with sqlite_store.write() as session:
        away = make.action(session, kind=Kind.REMOVE, subject="1", when=at(28), page="vk-1",
                           state=State.ERRAND)  # fmt: skip
        assert open_errands(session, house, now) == []
        assert open_form(session, house, "run", now) is None
        here = make.action(session, kind=Kind.REMOVE, subject="1", when=at(28), state=State.ERRAND)
        form = open_form(session, house, "run", now)
        assert form
        assert [item.action_id for item in errand_case(session, house, form).items] == [here.id]
        back = make.office(pages=2)
        assert len(open_errands(session, back, now)) == 2
        form = open_form(session, back, "another run", now)
        assert form
        asked = [item.action_id for item in errand_case(session, back, form).items]
        assert asked == [away.id, here.id], "вернувшаяся страница получает свои поручения обратно"


def test_with_no_page_left_nothing_is_called_kept(sqlite_store: Store) -> None:
    house, now = office(both=True), at(30, 9)
    with sqlite_store.read() as session:
        counted = figures(session, house, Week.of(house, now), now)
    (issue,) = no_pages(counted)
    assert issue.level is Level.NOT_CHECKED
    assert WORDS in issue.words
    of_offices = {"2 постановления", "3 постановления", "5.1", "5.2"}
    of_pages = [one for one in judge(house, counted) if one.clause not in of_offices]
    assert {verdict.level for verdict in of_pages} == {Level.NOT_CHECKED}
