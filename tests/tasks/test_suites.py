"""Suites as tasks: what they take from the database, and what an empty table comes to."""

import sys
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_checks.findings import CheckFinding, CheckReport, MissedRule
from gospablik.clock import now
from gospablik.reconciliation.audit_rows import audit_rows
from gospablik.reconciliation.validations import latest
from gospablik.store.tables import (
    Audit,
    Compared,
    Result,
    SiteItem,
    SiteRevision,
    Standing,
    Validation,
)
from tasks import suites
from tasks.desk import Desk
from tasks.suite_words import problems_of, words_of


def an_audit(session: Session, **more: Any) -> Audit:
    made = Audit(
        organisation="zhatay", page="zhatay-vk", address="", since=now() - timedelta(days=1),
        until=now(), began_at=now(), ended_at=now(), **more,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def compared(session: Session, of: Audit, subject: str, standing: Standing, **more: Any) -> None:
    values: dict[str, Any] = {
        "item_id": None, "revision_id": None, "why": "", "site_text": "Сбор в 10:00.",
        "live_text": "Сбор в 11:00.", "differences": [], "site_media": [], "live_media": [],
    }  # fmt: skip
    session.add(
        Compared(
            organisation="zhatay", page="zhatay-vk", subject=subject, audit_id=of.id,
            standing=standing, result=Result.BAD, address="", link="", title="Сбор", made_by="",
            first_seen_at=now(), seen_at=now(), **values | more,
        )
    )  # fmt: skip
    session.flush()


def kept_suites(at: Desk) -> list[str]:
    with at.store.read() as session:
        return list(session.scalars(select(Validation.suite).order_by(Validation.id)))


def test_an_empty_table_passes_nothing_and_loads_nothing(at: Desk) -> None:
    with at.store.write() as session:
        audit = an_audit(session)
    before = set(sys.modules)
    done = {"audit": suites.check_audit.fn(audit.id), "register": suites.check_register.fn()}
    for suite, outcome in done.items():
        assert (outcome.outcome, outcome.rows) == (Result.NOT_CHECKED, 0)
        assert outcome.words.endswith(": НЕ ПРОВЕРЕНО, проверять нечего: строк нет")
        assert outcome.problems == ()
        with at.store.read() as session:
            kept = latest(session, at.office, suite)
        assert kept
        assert (kept.outcome, kept.rows, kept.result) == (Result.NOT_CHECKED, 0, {})
    assert kept_suites(at) == ["audit", "register"]
    assert not {"great_expectations", "pandas"} & (set(sys.modules) - before)


def test_rows_that_another_audit_took_are_not_judged(at: Desk) -> None:
    with at.store.write() as session:
        audit, other = an_audit(session), an_audit(session)
        compared(session, audit, "post:1", Standing.FACTS_DIFFER, faithful=False)
    done = suites.check_audit.fn(audit.id, 2)
    assert (done.outcome, done.rows) == (Result.NOT_CHECKED, 2)
    assert done.words == (
        f"сверка постов: НЕ ПРОВЕРЕНО, не проверено строк: 2 (строки перешли к сверке № {other.id})"
    )
    assert kept_suites(at) == ["audit", "pages", "comments"]


def test_an_audit_is_read_without_its_texts_and_with_what_it_decided(at: Desk) -> None:
    with at.store.write() as session:
        item = SiteItem(organisation="zhatay", address="a", link="a", first_seen_at=now())
        session.add(item)
        session.flush()
        wording = SiteRevision(
            item_id=item.id, number=1, title="Сбор", text="Сбор", digest="1", seen_at=now()
        )
        session.add(wording)
        session.flush()
        audit, other = an_audit(session), an_audit(session)
        known = {"item_id": item.id, "revision_id": wording.id}
        difference = {"change": "altered", "kind": "time", "site": [7, 12], "post": [7, 12]}
        compared(session, audit, "post:1", Standing.FACTS_DIFFER, differences=[difference],
                 site_media=["photo"], covers=True, faithful=False, **known)  # fmt: skip
        compared(session, audit, "post:2", Standing.IDENTICAL, **known)
        compared(session, audit, "item:9", Standing.NO_POST, live_text="", why="задержан",
                 covers=False)  # fmt: skip
        compared(session, other, "post:3", Standing.IDENTICAL)
    with at.store.read() as session:
        first, second, third = audit_rows(session, audit.id)
    assert (first.subject, first.differences, first.site_media) == ("post:1", 1, ("photo",))
    assert (first.snapshot, first.ours) == (wording.id, False)
    assert (first.site_text, first.live_text, first.standing) == (True, True, Standing.FACTS_DIFFER)
    assert (first.covers, second.covers, third.covers) == (True, None, False)
    assert (first.faithful, third.faithful) == (False, None)
    assert (third.live_text, third.why, third.snapshot) == (False, "задержан", None)


_NAMES = ("журнал удалений и блокировок", "сверка постов")


def test_a_missed_mark_is_told_with_its_numbers_and_only_its_own_rows() -> None:
    rows = tuple(
        CheckFinding(rule, "critical", f"post:{n}", "да", f"нет {n}", "Правило (п. 3.2).")
        for rule in ("a", "b")
        for n in range(7)
    )
    missed = MissedRule("a", "critical", "Правило (п. 3.2).", 13, 20, 0.95)
    report = CheckReport(rows, 20, ("a", "b"), missed=(missed,), broken=("c",), rows=20)
    told, broken = problems_of("register", Result.BAD, report)
    assert "Правило (п. 3.2). Соблюдено 13 из 20, а нужно не меньше 95 %." in told
    assert told.count("пост ") == 5
    assert "пост 4: нет 4; и ещё 2. Не сделано:" in told
    assert "правила c не выполнились" in broken
    assert problems_of("audit", Result.BAD, report) == (broken.replace(*_NAMES),)
    assert words_of("audit", Result.BAD, report, "") == "сверка постов: нарушено правил: 1"
    good = CheckReport(rows, 20, rows=20)
    assert words_of("audit", Result.GOOD, good, "") == (
        "сверка постов: проверено строк: 20, замечаний: 14"
    )
    assert problems_of("audit", Result.GOOD, good) == ()
