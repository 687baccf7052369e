"""New wordings are examined once for each state of the lists; what is worth a question is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gospablik.moderation.aside import SAKHA, worth_a_look
from gospablik.moderation.detection.examine import shipped_judge
from gospablik.moderation.detector import detect_new, unexamined
from gospablik.regulation import Ground
from gospablik.store.comments import Examination, Finding
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town


def test_findings_are_kept_once_and_not_for_the_page_itself(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.write(1, "ты дурак и сука, бля")
    town.write(2, "мы не дураки", author=-7)
    town.write(3, "воровство!")
    town.harvest()
    with town.store.write() as session:
        assert detect_new(session, town.office, shipped_judge(), town.now) == 0
        found = session.scalars(select(Finding)).all()
        assert sorted(f.rule for f in found) == ["insult", "obscene-4"]


def test_a_corrected_list_takes_effect_on_what_was_seen_lately(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.write(1, "ты дурак")
    town.harvest()
    with town.store.write() as session:
        _other_list(session, rule="insult-of-old")
        assert detect_new(session, town.office, shipped_judge(), town.now) == 1
        assert session.scalars(select(Finding.rule)).all() == ["insult"]
        assert detect_new(session, town.office, shipped_judge(), town.now) == 0
    with town.store.write() as session:
        _other_list(session, rule="insult-of-old")
        assert detect_new(session, town.office, shipped_judge(), town.now + timedelta(days=15)) == 0
        assert session.scalars(select(Finding.rule)).all() == ["insult-of-old"]


def _other_list(session: Session, rule: str) -> None:
    """As if another list had examined all, and pointed at it by a rule of its own."""
    session.execute(update(Examination).values(by="another"))
    session.execute(update(Finding).values(rule=rule))


def test_what_a_corrected_list_no_longer_says_is_taken_back(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.write(1, "спасибо за дорогу")
    town.harvest()
    with town.store.write() as session:
        version_id = session.scalars(select(Examination.version_id)).one()
        session.add(
            Finding(
                version_id=version_id,
                ground=Ground.INSULT,
                rule="insult-of-old",
                reason="оскорбительное слово",
                found_at=town.now,
            )
        )
        session.execute(update(Examination).values(by="another"))
        session.flush()
        assert detect_new(session, town.office, shipped_judge(), town.now) == 0
        assert session.scalars(select(Finding)).all() == []


def test_every_wording_is_examined_and_only_broken_rules_are_asked_about(
    sqlite_store: Store,
) -> None:
    town = Town(sqlite_store)
    town.write(1, "Я тебя убью")
    town.write(2, "Гнать надо этого подрядчика поганой метлой")
    town.write(3, "Спасибо")
    town.write(4, "Бүгүн халлаан ичигэс")
    town.harvest()
    with town.store.read() as session:
        rows = session.scalars(select(Examination).order_by(Examination.version_id)).all()
        assert [row.tier == "A" for row in rows] == [True, False, False, False]
        assert [row.sakha for row in rows] == [False, False, False, True]
        asked = {finding.version_id for finding in session.scalars(select(Finding))}
        assert asked == {rows[0].version_id}


def test_what_only_reads_rudely_and_sakha_are_shown_aside(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.write(1, "Я тебя убью")
    town.write(2, "Гнать надо этого подрядчика поганой метлой")
    town.write(3, "Спасибо")
    town.write(4, "Бүгүн халлаан ичигэс")
    town.harvest()
    with town.store.read() as session:
        shown = worth_a_look(session, town.office, town.now)
        assert [item.text for item in shown] == [
            "Гнать надо этого подрядчика поганой метлой",
            "Бүгүн халлаан ичигэс",
        ]
        assert "программа судит по словам" in shown[0].why
        assert shown[1].why == SAKHA
        assert worth_a_look(session, town.office, town.now + timedelta(days=15)) == []


def test_what_stood_aside_for_three_working_days_is_shown_no_more(sqlite_store: Store) -> None:
    town = Town(sqlite_store)  # a Wednesday
    town.write(1, "Гнать надо этого подрядчика поганой метлой")
    town.write(2, "Бүгүн халлаан ичигэс")
    town.harvest()
    with town.store.read() as session:
        for days, many in ((2, 2), (4, 2), (5, 0)):  # Friday, Sunday, Monday
            later = town.now + timedelta(days=days)
            assert len(worth_a_look(session, town.office, later)) == many, days
        lists = [year for year in town.office.holidays if year.year != 2026]
        unlisted = town.office.model_copy(update={"holidays": lists})
        assert len(worth_a_look(session, unlisted, town.now + timedelta(days=13))) == 2


def test_a_batch_at_a_time_is_examined_until_none_is_left(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(sqlite_store)
    for number in range(1, 6):
        town.write(number, "ты дурак")
    town.harvest()
    monkeypatch.setattr("gospablik.moderation.detector.BATCH", 2)
    with town.store.write() as session:
        session.execute(update(Examination).values(by="another"))
        sizes = []
        while batch := len(unexamined(session, town.office, shipped_judge(), town.now)):
            sizes.append(batch)
            assert detect_new(session, town.office, shipped_judge(), town.now) == 0
        assert sizes == [2, 2, 1]
