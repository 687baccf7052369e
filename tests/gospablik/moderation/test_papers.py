"""A signed paper is a decision, too: who, when, for how long, with its scan or without (4.3)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from gospablik.control.figures_cases import cases_week, flaw
from gospablik.control.window import Window
from gospablik.errors import OfficeError
from gospablik.moderation.document_form import document_case, open_document
from gospablik.moderation.papers import Paper, bring_scan, decide_by_document
from gospablik.moderation.questions import to_cancel
from gospablik.moderation.said import Decided, Said
from gospablik.moderation.scans import Scan, read_scan
from gospablik.store.decisions import Decision, DecisionVerdict, Document, DocumentScan, Ended, Way
from gospablik.store.ledger import Kind
from gospablik.store.review import Question, Topic
from gospablik.store.session import Store
from tests.gospablik.moderation.test_stopping import FRIDAY_17, MONDAY_12, blocked, cooling
from tests.gospablik.moderation.town import Town

SCAN = Scan("12-р.pdf", b"%PDF-1.7 signed")
FOR_EVER = Said("head", DecisionVerdict.BLOCK, None, "угрозы диспетчеру")
PAPER = Paper(FOR_EVER, "12-р", date(2026, 11, 27), "spec", SCAN)


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return on_friday(sqlite_store)


def on_friday(store: Store) -> Town:
    town = cooling(store)
    town.case()
    town.clock.at = FRIDAY_17
    return town


def enter(town: Town, paper: Paper = PAPER) -> Decided:
    with town.store.write() as session:
        return decide_by_document(session, town.office, 1, paper, town.now)


def test_it_blocks_for_ever_after_the_same_time_and_is_told_to_all(store: Store) -> None:
    town = on_friday(store)
    made = enter(town)
    assert (made.refused, enter(town).repeated) == (None, True)
    (decision,) = town.decisions()
    assert (decision.way, decision.days, decision.until) == (Way.DOCUMENT, None, None)
    assert decision.acts_at == MONDAY_12
    town.mail()
    text = town.drafts[-1].text
    assert "ЗАБЛОКИРОВАТЬ БЕССРОЧНО с 30.11.2026 12:00" in text
    assert "Документ: № 12-р от 27.11.2026; в программу внесено: Имя spec" in text
    assert SCAN.sha256 in text
    assert town.questions(Topic.BLOCK) == []
    town.clock.at = MONDAY_12
    assert blocked(town) == ["100"]
    assert town.wall.blocked["100"] is None
    assert town.actions(Kind.UNBLOCK) == [], "у бессрочной конца нет"
    town.later(days=300)
    town.misbehave(3, "идиот")
    assert town.propose() == [], "он уже заблокирован"


def test_the_form_that_waits_is_cancelled(town: Town) -> None:
    with town.store.write() as session:
        session.scalars(select(Question).filter_by(topic=Topic.BLOCK)).one().run = "run"
    enter(town)
    with town.store.read() as session:
        assert [q.run for q in to_cancel(session, town.office)] == ["run"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"dated": date(2026, 11, 28)}, "ещё не наступила"),
        ({"dated": date(2026, 11, 24)}, "раньше, чем открыто дело"),
        ({"number": ""}, "не указан номер"),
        ({"number": "9" * 61}, "длиннее 60"),
        ({"entered_by": "head"}, "не тот, кто его подписал"),
        ({"entered_by": "deputy"}, "вписывает специалист"),
        ({"said": replace(FOR_EVER, official="it-head")}, "решают Глава и заместители"),
        ({"said": replace(FOR_EVER, official="nobody")}, "в organisation.toml нет"),
        ({"said": replace(FOR_EVER, reason="")}, "не указана причина"),
        ({"said": replace(FOR_EVER, days=365)}, "от 1 до 364"),
        ({"said": replace(FOR_EVER, verdict=None)}, "не выбрано"),
    ],
)
def test_what_the_paper_cannot_say_is_refused(
    town: Town, changes: dict[str, object], words: str
) -> None:
    made = enter(town, replace(PAPER, **changes))  # type: ignore[arg-type]
    assert words in (made.refused or "")
    assert "Не сделано" in (made.refused or "")
    assert (town.decisions(), town.actions(Kind.BLOCK)) == ([], [])
    assert len(town.questions(Topic.BLOCK)) == 1


def test_the_duty_counts_on_the_papers_day(town: Town) -> None:
    people = town.office.model_dump()["official"]
    people[1] |= {"until": date(2026, 11, 26)}
    town.office = type(town.office).model_validate({**town.office.model_dump(), "official": people})
    deputy = replace(FOR_EVER, official="deputy", days=30)
    refused = enter(town, replace(PAPER, said=deputy)).refused
    assert "полномочия не действуют 27.11.2026" in (refused or "")
    made = enter(town, replace(PAPER, said=deputy, dated=date(2026, 11, 26)))
    assert made.refused is None
    with town.store.read() as session:
        assert flaw(town.office, session.get_one(Decision, made.decision_id)) == ""
    town.clock.at = MONDAY_12
    assert blocked(town) == ["100"]


def test_who_ruled_in_the_case_signs_nothing_about_it(town: Town) -> None:
    people = town.office.model_dump()["official"]
    people[3] |= {"office": "заместитель главы"}
    town.office = type(town.office).model_validate({**town.office.model_dump(), "official": people})
    said = replace(FOR_EVER, official="spec")
    made = enter(town, replace(PAPER, said=said, entered_by="it-head"))
    assert "решал об удалении" in (made.refused or "")


def test_it_is_stopped_like_any_other(town: Town) -> None:
    enter(town)
    town.mail()
    assert town.stop("deputy").refused is None
    town.clock.at = MONDAY_12
    assert blocked(town) == []


def test_the_heads_paper_stands_in_place_of_a_deputys_decision(town: Town) -> None:
    town.decide(town.questions(Topic.BLOCK)[0], by="deputy")
    assert enter(town).refused is None
    assert [one.ended for one in town.decisions()] == [Ended.REPLACED, None]
    deputy = replace(PAPER, said=replace(FOR_EVER, official="deputy"), number="13-р")
    assert "только Глава" in (enter(town, deputy).refused or "")


def test_the_paper_entered_again_brings_its_scan(town: Town) -> None:
    enter(town, replace(PAPER, scan=None))
    assert enter(town).repeated
    with town.store.read() as session:
        assert session.get_one(Document, 1).scan_sha256 == SCAN.sha256
    other = enter(town, replace(PAPER, scan=Scan("b.pdf", b"%PDF-other")))
    assert "скан уже приложен, и он другой" in (other.refused or "")


def test_the_paper_entered_again_with_another_term_is_no_repetition(town: Town) -> None:
    enter(town, replace(PAPER, said=replace(FOR_EVER, days=30)))
    mended = enter(town)
    assert (mended.decision_id, mended.repeated) == (2, False)
    assert [(one.days, one.ended) for one in town.decisions()] == [
        (30, Ended.REPLACED),
        (None, None),
    ]
    town.clock.at = MONDAY_12
    assert blocked(town) == ["100"]
    assert "уже решено" in (
        enter(town, replace(PAPER, said=replace(FOR_EVER, days=7))).refused or ""
    )


def test_a_scan_is_asked_only_for_the_paper_that_is_the_last_word(town: Town) -> None:
    deputy = replace(PAPER, said=replace(FOR_EVER, official="deputy"), scan=None)
    enter(town, deputy)
    town.later(minutes=1)
    window = Window(town.now - timedelta(days=7), town.now)
    with town.store.write() as session:
        asked = open_document(session, town.office, 1, run="run", now=town.now)
        case = document_case(session, town.office, asked)
    assert case.brings == "№ 12-р от 27.11.2026"
    town.later(minutes=1)
    enter(town, replace(PAPER, number="13-р"))
    with town.store.read() as session:
        assert document_case(session, town.office, asked) == case, "форма после перерыва та же"
        assert cases_week(session, town.office, window).no_scan == ()
    other = town.office.model_dump()
    other["organisation"]["key"] = "other"
    enter(town, replace(PAPER, number="14-р", scan=None))
    with town.store.read() as session:
        assert len(cases_week(session, town.office, window).no_scan) == 1
        foreign = type(town.office).model_validate(other)
        assert cases_week(session, foreign, window).no_scan == ()


def test_without_a_scan_it_is_told_and_to_be_brought(town: Town) -> None:
    enter(town, replace(PAPER, scan=None))
    town.mail()
    assert "СКАН НЕ ПРИЛОЖЕН" in town.drafts[-1].text
    window = Window(town.now - timedelta(days=7), town.now)
    with town.store.read() as session:
        week = cases_week(session, town.office, window)
    assert week.no_scan == ("дело № 1: документ № 12-р от 27.11.2026, скан не приложен",)
    assert [one.verdict for one in week.decided] == ["заблокировать бессрочно"]
    with town.store.write() as session:
        assert bring_scan(session, town.office, 1, None, town.now)
        assert bring_scan(session, town.office, 1, SCAN, town.now) is None
        assert bring_scan(session, town.office, 1, SCAN, town.now) is None
        other = Scan("b.pdf", b"%PDF-other")
        assert "другой" in (bring_scan(session, town.office, 1, other, town.now) or "")
    with town.store.read() as session:
        assert cases_week(session, town.office, window).no_scan == ()
        assert session.get_one(DocumentScan, 1).content == SCAN.content
        assert session.get_one(Document, 1).scan_sha256 == SCAN.sha256


def scans(town: Town, folder: str) -> None:
    house = town.office.model_dump()["organisation"] | {"scans": folder}
    everything = {**town.office.model_dump(), "organisation": house}
    town.office = type(town.office).model_validate(everything)


def test_a_scan_is_taken_from_its_folder_by_its_bare_name(town: Town, tmp_path: Path) -> None:
    scans(town, "scans")
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "12-р.pdf").write_bytes(b"%PDF-1")
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-secret")
    (tmp_path / "scans" / "link.pdf").symlink_to(tmp_path / "secret.pdf")
    (tmp_path / "scans" / "words.pdf").write_text("не скан")
    (tmp_path / "scans" / "big.pdf").write_bytes(b"%PDF-" + b"0" * 20_000_000)
    assert read_scan(town.office, tmp_path, " 12-р.pdf ") == Scan("12-р.pdf", b"%PDF-1")
    assert read_scan(town.office, tmp_path, "  ") is None
    for name, words in (
        ("../secret.pdf", "не имя файла"),
        (str(tmp_path / "secret.pdf"), "не имя файла"),
        ("..", "не имя файла"),
        ("link.pdf", "такого файла нет"),
        ("none.pdf", "такого файла нет"),
        ("words.pdf", "не PDF"),
        ("big.pdf", "больше 20 МБ"),
    ):
        with pytest.raises(OfficeError, match=words):
            read_scan(town.office, tmp_path, name)
    scans(town, "")
    with pytest.raises(OfficeError, match="Папка для сканов не указана"):
        read_scan(town.office, tmp_path, "12-р.pdf")


def test_new_years_midnight_in_yakutsk_is_the_papers_day(sqlite_store: Store) -> None:
    town = cooling(sqlite_store)
    town.clock.at = datetime.fromisoformat("2026-12-30T01:00+00:00")
    town.case()
    town.clock.at = datetime.fromisoformat("2026-12-31T15:30+00:00")  # 00:30 on 1 January
    assert enter(town, replace(PAPER, dated=date(2027, 1, 1))).refused is None
