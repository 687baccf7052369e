"""The register's invariants over a store: an honest one, and one in which breaches were planted."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, select

from data_checks.findings import CheckReport
from data_checks.register import check_register
from gospablik.control.register_rows import count_register, register_rows
from gospablik.organisation import Organisation
from gospablik.reconciliation.validations import latest, outcome_of
from gospablik.store.session import Store
from gospablik.store.tables import (
    Action,
    Audit,
    Comment,
    Compared,
    Decision,
    Kind,
    Proof,
    ProofContent,
    Result,
    Ruling,
    Standing,
    State,
    Topic,
    Validation,
)
from tasks import suites
from tests.gospablik.moderation.town import PAGE, Town, office


@pytest.fixture(scope="module")
def played(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two authors blocked as the regulation wants it, a third with a single violation."""
    path = tmp_path_factory.mktemp("register") / "played.sqlite"
    shutil.copy(migrated_sqlite, path)
    town = Town(Store(f"sqlite:///{path}"))
    town.decide(town.case(), by="head")
    town.misbehave(11, author=200)
    town.misbehave(12, author=200)
    town.propose()
    town.mail()
    town.decide(town.questions(Topic.BLOCK)[0], by="deputy")
    town.misbehave(21, author=300)
    town.carry(Kind.BLOCK)
    town.store.close()
    return path


@pytest.fixture
def town(played: Path, tmp_path: Path) -> Iterator[Town]:
    """The same a day later, in a database of the test's own."""
    path = tmp_path / "office.sqlite"
    shutil.copy(played, path)
    town = Town(Store(f"sqlite:///{path}"))
    town.later(days=1)
    yield town
    town.store.close()


def checked(town: Town, house: Organisation | None = None) -> CheckReport:
    with town.store.read() as session:
        rows = list(register_rows(session, house or town.office))
        assert len(rows) == count_register(session, town.office)
    return check_register(rows)


def broken(report: CheckReport) -> dict[str, list[int]]:
    """The numbers of the ledger's rows that broke each rule."""
    found: dict[str, list[int]] = {}
    for finding in report.findings:
        found.setdefault(finding.rule, []).append(int(finding.subject.rpartition(" ")[2]))
    return found


def removal_of(town: Town, comment: int) -> int:
    """The number of the ledger's row."""
    with town.store.read() as session:
        ruling = session.scalars(
            select(Ruling).join(Ruling.comment).where(Comment.network_id == str(comment))
        ).one()
        query = select(Action.id).filter_by(kind=Kind.REMOVE, subject=str(ruling.id))
        return session.scalars(query).one()


def blocks(town: Town) -> list[int]:
    return [action.id for action in town.actions(Kind.BLOCK)]


def test_an_honest_register_passes_and_an_annulment_afterwards_changes_nothing(town: Town) -> None:
    with town.store.write() as session:
        for ruling in session.scalars(select(Ruling)):
            ruling.annulled_at, ruling.annulled_by = town.now, "it-head"
    report = checked(town)
    assert (report.fine, report.rows, len(report.rules)) == (True, 7, 8)
    assert outcome_of(report) is Result.GOOD


def test_each_planted_breach_is_found_where_it_is(town: Town) -> None:
    first, second = blocks(town)
    alone = removal_of(town, 21)
    with town.store.write() as session:
        # A removal whose ruling names no ground and whose proof is gone: the chain's last.
        ruling = session.scalars(select(Ruling).order_by(Ruling.id.desc())).first()
        assert ruling
        ruling.ground = None
        proof = session.scalars(select(Proof).filter_by(ruling_id=ruling.id)).one()
        session.execute(delete(ProofContent).filter_by(proof_id=proof.id))
        session.delete(proof)
        # One ordered before its proof was sealed, one whose proof says something else.
        session.get_one(Action, removal_of(town, 11)).recorded_at -= timedelta(minutes=1)
        other = session.get_one(Action, removal_of(town, 12))
        session.get_one(Ruling, int(other.subject)).reason = "другое"
        # One of two violations was annulled before the decision, which came after the block.
        decision = session.get_one(Decision, int(session.get_one(Action, first).subject))
        session.get_one(Ruling, decision.proposal.rulings[0]).annulled_at = (
            decision.decided_at - timedelta(minutes=1)
        )
        session.get_one(Action, first).recorded_at -= timedelta(minutes=1)
        for kind in (Kind.REMOVE, Kind.BLOCK):
            session.add(
                Action(
                    organisation="town", kind=kind, page=PAGE, subject="999", state=State.DUE,
                    recorded_at=town.now, not_before=town.now, state_since=town.now,
                )
            )  # fmt: skip
    stray = max(action.id for action in town.actions(Kind.REMOVE))
    ended = [
        o.model_dump() | ({"until": date(2026, 11, 24)} if o.key == "deputy" else {})
        for o in town.office.official
    ]
    report = checked(town, office(official=ended))
    assert broken(report) == {
        "register-ruling": [stray],
        "register-ground": [alone],
        "register-proof": [stray, alone, removal_of(town, 12)],
        "register-removal-order": [removal_of(town, 11)],
        "register-decision": [max(blocks(town))],
        "register-authority": [second],
        "register-violations": [first],
        "register-block-order": [first],
    }
    assert set(broken(report)) == set(report.rules)
    assert outcome_of(report) is Result.BAD


def test_a_decider_whom_nobody_knows_any_more_is_not_checked(town: Town) -> None:
    left = [o.model_dump() for o in town.office.official if o.key != "head"]
    report = checked(town, office(official=left))
    assert report.findings == ()
    assert [rule for _, rule, _ in report.not_checked] == ["register-authority"]
    assert outcome_of(report) is Result.NOT_CHECKED


def test_the_daily_check_keeps_what_it_found_and_says_it_in_words(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = SimpleNamespace(office=town.office, store=town.store)
    monkeypatch.setattr(suites, "desk", lambda: at)
    good = suites.check_register.fn()
    assert (good.outcome, good.problems) == (Result.GOOD, ())
    assert good.words == "журнал удалений и блокировок: проверено строк: 7"
    with town.store.write() as session:
        session.get_one(Action, removal_of(town, 11)).recorded_at -= timedelta(minutes=1)
    monkeypatch.setattr("gospablik.control.register_rows.MOST", 6)
    bad = suites.check_register.fn()
    assert (bad.outcome, bad.rows) == (Result.BAD, 6)
    (problem,) = bad.problems
    assert "Доказательство запечатано прежде, чем назначено удаление. Соблюдено 3 из 4." in problem
    assert f"удаление, запись журнала № {removal_of(town, 11)}: решение 25.11.2026" in problem
    assert "Не сделано:" in problem
    assert "Что делать:" in problem
    with town.store.read() as session:
        kept = latest(session, town.office, "register")
        assert kept
        assert (kept.outcome, kept.rows) == (Result.BAD, 6)
        assert kept.why == "более ранних строк не проверено: 1"
        assert kept.result["success"] is False


def test_an_audit_with_rows_brings_the_pages_and_the_comments_along(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = SimpleNamespace(office=town.office, store=town.store)
    monkeypatch.setattr(suites, "desk", lambda: at)
    monkeypatch.setattr(suites, "now", lambda: town.now)
    moments = dict.fromkeys(("until", "began_at", "ended_at"), town.now)
    with town.store.write() as session:
        audit = Audit(
            organisation="town", page="", address="", since=town.now - timedelta(days=2), **moments
        )
        session.add(audit)
        session.flush()
        compared = {
            "organisation": "town", "page": PAGE, "audit_id": audit.id, "why": "", "address": "",
            "link": "", "title": "Сбор", "live_text": "", "site_text": "Сбор", "differences": [],
            "site_media": [], "live_media": [], "made_by": "", "first_seen_at": town.now,
            "seen_at": town.now, "result": Result.BAD, "covers": False,
        }  # fmt: skip
        session.add(Compared(subject="item:1", standing=Standing.NO_POST, **compared))
    done = suites.check_audit.fn(audit.id)
    assert (done.outcome, done.rows) == (Result.BAD, 1)
    assert done.words == "сверка постов: нарушено правил: 1"
    with town.store.read() as session:
        rows = session.scalars(select(Validation).order_by(Validation.id)).all()
        assert [(row.suite, row.audit_id) for row in rows] == [
            (suite, audit.id) for suite in ("audit", "pages", "comments")
        ]
        _, pages, comments = rows
        assert pages.outcome is Result.NOT_CHECKED, "страницу не читали"
        assert comments.rows == 5
        assert comments.outcome is Result.BAD, "поста 1 сеть этому городу не показывала"
