"""A block that nobody decided is written of at once and once, and stands in the week's letter."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from gospablik.control import rules
from gospablik.control.blocked_alarms import tell
from gospablik.control.checks import note_reading
from gospablik.control.verdict import Level
from gospablik.control.verdicts import blocks
from gospablik.control.week import Week, figures
from gospablik.moderation.blocked_lists import Seen, keep_faults
from gospablik.organisation import Organisation
from gospablik.store.blocked_lists import Fault
from gospablik.store.session import Store
from gospablik.store.tables import Action, Alarm, BlockFault, Check, Kind, Result
from tests.gospablik.control.factories import MONDAY, at, office

NOON = at(25)
STRAY = Seen("500", Fault.STRAY)


def seen(
    store: Store, now: datetime, *shown: Seen, unread: str | None = None, town: Organisation
) -> None:
    page = town.page[0]
    with store.write() as session:
        kept = keep_faults(session, town, page.key, shown, now)
        tell(session, town, page, kept, unread=unread, now=now)


def letters(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        heads = {alarm.id: alarm.headline for alarm in session.scalars(select(Alarm))}
        mails = session.scalars(select(Action).filter_by(kind=Kind.MAIL).order_by(Action.id))
        told = [mail.subject.split(":") for mail in mails]
    return [(heads[int(row)], reader) for _, row, reader in told]


def test_all_that_is_found_together_is_one_letter_to_each(store: Store) -> None:
    town = office()
    many = [Seen(str(500 + n), Fault.STRAY) for n in range(30)]
    seen(store, NOON, *many, Seen("7", Fault.MISSING, None), town=town)
    told = letters(store)
    assert [reader for _, reader in told] == ["duty", "head", "deputy", "it-head", "specialist"]
    assert told[0][0] == (
        "30 блокировок без действующего решения: «Администрация Жатая» (ВКонтакте)"
    )
    seen(store, NOON + timedelta(days=1), *many, Seen("7", Fault.MISSING, None), town=town)
    assert letters(store) == told, "однажды"
    with store.read() as session:
        text = session.scalars(select(Alarm.text)).one()
    assert "решения Главы или заместителя нет: 30" in text
    assert "заблокирован: 1" in text
    assert "никого не заблокировала и не разблокировала" in text
    assert "500" not in text, "письма хранятся дольше, чем номер человека"


def test_the_all_clear_comes_when_all_of_it_is_gone_and_a_new_one_is_new(
    sqlite_store: Store,
) -> None:
    town, store = office(), sqlite_store
    seen(store, NOON, STRAY, Seen("501", Fault.STRAY), town=town)
    seen(store, NOON, STRAY, town=town)
    assert len(letters(store)) == 5
    seen(store, NOON, town=town)
    assert [head.startswith("Отбой: ") for head, _ in letters(store)] == [False] * 5 + [True] * 5
    seen(store, NOON, STRAY, town=town)
    assert len(letters(store)) == 15


def test_a_decision_that_is_not_seen_is_no_matter_for_the_head(sqlite_store: Store) -> None:
    town = office()
    seen(sqlite_store, NOON, Seen("7", Fault.MISSING, None), town=town)
    assert [reader for _, reader in letters(sqlite_store)] == ["duty", "it-head", "specialist"]
    seen(sqlite_store, NOON, town=town)
    assert [reader for _, reader in letters(sqlite_store)][3:] == ["duty", "it-head", "specialist"]


def week(store: Store, town: Organisation, now: datetime = NOON):  # type: ignore[no-untyped-def]
    with store.read() as session:
        counted = figures(session, town, Week.starting(town, MONDAY), now)
    return counted, blocks(town, counted)


def levels(store: Store, town: Organisation, now: datetime = NOON) -> set[Level]:
    _, said = week(store, town, now)
    return {issue.level for issue in said.issues}


@pytest.fixture
def read(sqlite_store: Store) -> Store:
    with sqlite_store.write() as session:
        note_reading(
            session, office(), page="vk", rule=rules.HARVEST, subject="vk", unread=None, now=NOON
        )
    return sqlite_store


def test_a_list_nobody_compared_is_not_checked(read: Store) -> None:
    town = office()
    assert levels(read, town) == {Level.NOT_CHECKED}
    seen(read, NOON, town=town)
    assert levels(read, town) == set()
    seen(read, NOON, town=town, unread="Сеть не показывает список.")
    _, said = week(read, town)
    assert said.level is Level.NOT_CHECKED
    assert "список заблокированных: Сеть не показывает список" in " ".join(said.why)
    with read.read() as session:
        assert Result.NOT_CHECKED in set(session.scalars(select(Check.result)))


def test_an_undecided_block_breaks_the_clause_and_stays_in_its_week(read: Store) -> None:
    town = office()
    seen(read, NOON, STRAY, Seen("7", Fault.MISSING, None), town=town)
    counted, said = week(read, town)
    assert said.level is Level.BROKEN
    assert {issue.level for issue in said.issues} == {Level.BROKEN, Level.AT_RISK}
    (breach,) = counted.actions.breaches_43
    assert "решения Главы или заместителя нет" in breach.lacks
    assert "500" not in breach.what + breach.lacks
    later = NOON + timedelta(hours=3)
    seen(read, later, town=town)
    counted, said = week(read, town, later)
    assert said.level is Level.BROKEN, "в эту неделю было"
    assert "снята" in counted.actions.breaches_43[0].lacks
    assert counted.actions.unseen_blocks == ()


def test_what_was_gone_before_the_week_is_no_breach_of_it(read: Store) -> None:
    town = office()
    before = datetime(2026, 11, 16, tzinfo=UTC)
    seen(read, before, STRAY, town=town)
    seen(read, before + timedelta(days=1), town=town)
    seen(read, NOON, town=town)
    assert week(read, town)[0].actions.breaches_43 == ()
    with read.read() as session:
        assert session.scalars(select(BlockFault.told_in)).one()
