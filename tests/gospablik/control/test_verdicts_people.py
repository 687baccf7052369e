"""Clauses 4.2 and 4.3 at the edges of each rule: kept, threatened, broken, not checked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.checks import note_reading
from gospablik.control.verdict import Level
from gospablik.ledger.errands import Said
from gospablik.store.session import Store
from gospablik.store.tables import (
    CommentVersion,
    DecisionVerdict,
    Kind,
    Proof,
    ProofContent,
    State,
    Verdict,
)
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at
from tests.gospablik.control.test_verdicts_publishing import MONDAY, verdict

HOUSE = make.office()
Fill = Callable[[Session], None]


def _fill(store: Store, *fills: Fill) -> None:
    with store.write() as session:
        make.checked(session, HOUSE, when=at(29, 22))
        for fill in fills:
            fill(session)


def _waiting(day: int, hour: int, **more: object) -> Fill:
    def fill(session: Session) -> None:
        moment = at(day, hour)
        make.comment(session, when=moment, found=moment, **more)  # type: ignore[arg-type]

    return fill


def _removal(state: State, *, subject: str = "999") -> Fill:
    def fill(session: Session) -> None:
        make.action(session, kind=Kind.REMOVE, subject=subject, when=at(26), state=state)

    return fill


def _unharvested(session: Session) -> None:
    note_reading(session, HOUSE, page="vk", rule=rules.HARVEST, subject="77",
                 unread="нет ответа", now=at(29, 22))  # fmt: skip


def _kept(session: Session) -> None:
    comment = make.comment(session, when=at(24), found=at(24))
    make.ruling(session, of=comment, when=at(24), verdict=Verdict.KEEP)


def _never_ordered(session: Session) -> None:
    make.ruling(session, of=make.comment(session, when=at(24), found=at(24)), when=at(24))


def _annulled(session: Session) -> None:
    comment = make.comment(session, when=at(24), found=at(24), gone=at(25))
    made = make.ruling(session, of=comment, when=at(24), annulled=at(25))
    _removal(State.REJECTED, subject=str(made.id))(session)


@pytest.mark.parametrize(
    ("fills", "level"),
    [
        ((), Level.KEPT),
        ((_kept,), Level.KEPT),
        ((_annulled,), Level.KEPT),
        ((_waiting(27, 9),), Level.KEPT),  # Friday 9:00: a working day later is Monday 9:00
        ((_waiting(27, 8),), Level.AT_RISK),
        ((_waiting(24, 9, gone=at(25)),), Level.KEPT),
        ((_waiting(24, 9, author="-101"),), Level.KEPT),
        ((_removal(State.ERRAND),), Level.AT_RISK),
        ((_removal(State.REJECTED),), Level.AT_RISK),
        ((_removal(State.MISSED),), Level.AT_RISK),
        ((_removal(State.DUE),), Level.AT_RISK),
        ((_never_ordered,), Level.AT_RISK),
        ((_unharvested,), Level.NOT_CHECKED),
        ((_unharvested, _waiting(24, 9)), Level.NOT_CHECKED),
        ((_removal(State.CONFIRMED),), Level.BROKEN),
        ((_removal(State.UNKNOWN),), Level.BROKEN),
        ((_removal(State.CONFIRMED), _unharvested), Level.BROKEN),
    ],
)
def test_removals(sqlite_store: Store, fills: tuple[Fill, ...], level: Level) -> None:
    _fill(sqlite_store, *fills)
    assert verdict(sqlite_store, HOUSE, "удаляются").level is level


def _reworded(session: Session) -> None:
    comment = make.comment(session, when=at(24), found=at(24))
    made = make.ruling(session, of=comment, when=at(24))
    newer = CommentVersion(
        comment_id=comment.id, number=2, text="извините", attachments=[], seen_at=at(25)
    )
    session.add(newer)
    _removal(State.REJECTED, subject=str(made.id))(session)


def test_a_refused_removal_of_another_wording_is_no_failure(sqlite_store: Store) -> None:
    _fill(sqlite_store, _reworded)
    assert verdict(sqlite_store, HOUSE, "удаляются").level is Level.KEPT


def test_an_errand_is_to_be_done_by_its_link_and_a_refused_removal_is_not(
    sqlite_store: Store,
) -> None:
    _fill(sqlite_store, _removal(State.ERRAND), _removal(State.REJECTED, subject="998"))
    told = {issue.words: issue.todo for issue in verdict(sqlite_store, HOUSE, "удаляются").issues}
    assert told["удаления не подтверждены, поручение сотруднику: 1"] == "Удалите вручную по ссылке."
    refused = told["удаления не подтверждены, отклонено: 1"]
    assert refused.startswith("Вручную не удаляйте")
    assert refused.endswith(f"«{Said.AGAIN}».")


def test_an_empty_week_that_was_harvested_has_no_violations(sqlite_store: Store) -> None:
    _fill(sqlite_store)
    found = verdict(sqlite_store, HOUSE, "удаляются")
    assert found.why == ("комментариев с нарушениями нет",)


def test_a_week_without_harvest_is_not_checked(sqlite_store: Store) -> None:
    for title in ("удаляются", "блокировка"):
        assert verdict(sqlite_store, HOUSE, title).level is Level.NOT_CHECKED


def test_without_a_holiday_list_nobody_knows_how_long_they_wait(sqlite_store: Store) -> None:
    house = make.office(years=(2025,))
    _fill(sqlite_store, _waiting(27, 9))
    found = verdict(sqlite_store, house, "удаляются")
    assert found.level is Level.NOT_CHECKED
    assert "2026" in found.why[0]


def _remove_by_the_book(store: Store) -> None:
    _fill(store, _never_ordered)
    make.carried(store, HOUSE, when=at(25))


def test_a_removal_by_the_book(store: Store) -> None:
    _remove_by_the_book(store)
    found = verdict(store, HOUSE, "удаляются")
    assert found.level is Level.KEPT
    assert found.why == ("комментариев с нарушениями: 1, удалений с основанием: 1",)


def test_a_removal_whose_proof_is_lost(store: Store) -> None:
    _remove_by_the_book(store)
    with store.write() as session:
        session.execute(delete(ProofContent))
        session.execute(delete(Proof))
    found = verdict(store, HOUSE, "удаляются")
    assert found.level is Level.BROKEN
    assert "доказательство не запечатано" in found.issues[0].items[0].words


def test_a_proof_that_was_tampered_with(sqlite_store: Store) -> None:
    _remove_by_the_book(sqlite_store)
    with sqlite_store.write() as session:
        session.query(Proof).one().statement = "{}"
    assert verdict(sqlite_store, HOUSE, "удаляются").level is Level.BROKEN


def _proposal(day: int, hour: int) -> Fill:
    return lambda session: (make.proposal(session, when=at(day, hour)), None)[1]


def _reply(state: State) -> Fill:
    def fill(session: Session) -> None:
        make.action(session, kind=Kind.REPLY, subject="told:1", when=at(26), state=state)

    return fill


def _block(
    *,
    official: str = "head",
    said: DecisionVerdict = DecisionVerdict.BLOCK,
    state: State = State.CONFIRMED,
    evidence: str | None = None,
) -> Fill:
    def fill(session: Session) -> None:
        made = make.decision(
            session, when=at(26), official=official, verdict=said, evidence=evidence
        )
        make.action(session, kind=Kind.BLOCK, subject=made.id, when=at(26, 13), state=state)

    return fill


def _undecided_block(session: Session) -> None:
    make.action(session, kind=Kind.BLOCK, subject="999", when=at(26))


def _refused(session: Session) -> None:
    make.decision(session, when=at(26), verdict=DecisionVerdict.REFUSE)


@pytest.mark.parametrize(
    ("fills", "level"),
    [
        ((), Level.KEPT),
        ((_block(),), Level.KEPT),
        ((_block(official="deputy"),), Level.KEPT),
        ((_refused,), Level.KEPT),
        ((_reply(State.CONFIRMED),), Level.KEPT),
        ((_proposal(27, 9),), Level.KEPT),
        ((_proposal(27, 8),), Level.AT_RISK),
        ((_reply(State.ERRAND),), Level.AT_RISK),
        ((_block(state=State.ERRAND),), Level.AT_RISK),
        ((_block(state=State.UNKNOWN),), Level.NOT_CHECKED),
        ((_reply(State.UNKNOWN),), Level.NOT_CHECKED),
        ((_unharvested,), Level.NOT_CHECKED),
        ((_block(official="gone"),), Level.NOT_CHECKED),
        ((_undecided_block,), Level.BROKEN),
        ((_block(said=DecisionVerdict.REFUSE),), Level.BROKEN),
        ((_block(official="specialist"),), Level.BROKEN),
        ((_block(evidence="0" * 64),), Level.BROKEN),
    ],
)
def test_blocks(sqlite_store: Store, fills: tuple[Fill, ...], level: Level) -> None:
    _fill(sqlite_store, *fills)
    assert verdict(sqlite_store, HOUSE, "блокировка").level is level


def test_a_deputy_whose_duty_had_ended_the_day_before(sqlite_store: Store) -> None:
    _fill(sqlite_store, _block(official="deputy"))
    raw = HOUSE.model_dump()
    deputy = next(person for person in raw["official"] if person["key"] == "deputy")
    for until, level in ((at(26), Level.KEPT), (at(25), Level.BROKEN)):
        deputy["until"] = HOUSE.local(until).date()
        house = type(HOUSE).model_validate(raw)
        assert verdict(sqlite_store, house, "блокировка").level is level


def test_what_stands_open_now_counts_whenever_it_began(sqlite_store: Store) -> None:
    _fill(sqlite_store, _waiting(10, 9))
    found = verdict(sqlite_store, HOUSE, "удаляются", now=MONDAY + timedelta(days=1))
    assert found.level is Level.AT_RISK
