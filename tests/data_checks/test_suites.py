"""The suites over our own tables, each rule on a good and a bad row, through Great Expectations."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from data_checks.audit import check_audit
from data_checks.comments import check_comments
from data_checks.engine import Rule
from data_checks.findings import CheckReport
from data_checks.pages import check_pages
from data_checks.record import MOST_ROWS
from data_checks.report import BESIDE, Measure, report_on
from gospablik.control.comment_rows import CommentRow
from gospablik.control.page_rows import PageRow
from gospablik.reconciliation.audit_rows import AuditRow
from gospablik.reconciliation.validations import outcome_of, why_unchecked
from gospablik.store.tables import Result, Standing

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
GOOD = AuditRow(
    "post:1", "vk", "Субботник", Standing.IDENTICAL,
    site_media=("photo", "photo"), live_media=("photo", "photo", "link"), snapshot=7, ours=True,
    covers=True, faithful=True,
)  # fmt: skip


def found(report: CheckReport) -> dict[str, set[str]]:
    """Which rows broke which rule."""
    broken: dict[str, set[str]] = {}
    for finding in report.findings:
        broken.setdefault(finding.rule, set()).add(finding.subject)
    return broken


def test_every_rule_of_the_audit_has_its_bad_row_and_none_breaks_another() -> None:
    other = replace(
        GOOD, subject="post:2", snapshot=None, site_text=False, covers=None, faithful=None
    )
    lawful = [
        GOOD,
        replace(GOOD, subject="short", standing=Standing.SHORTENED),
        replace(GOOD, subject="item:9", standing=Standing.WAITS, live_text=False, covers=None,
                faithful=None),
        replace(GOOD, subject="item:8", standing=Standing.SHORTENED, live_media=(), ours=False,
                faithful=None),
        *(replace(other, subject=one, standing=one)
          for one in (Standing.OWN, Standing.REPOST, Standing.REGIONAL)),
    ]  # fmt: skip
    bad = {
        "audit-facts": replace(GOOD, standing=Standing.FACTS_DIFFER, differences=2, faithful=False),
        "audit-coverage": replace(
            GOOD,
            standing=Standing.NO_POST,
            live_text=False,
            live_media=(),
            why="не запланирован",
            covers=False,
            faithful=None,
        ),
        "audit-source": replace(other, standing=Standing.NO_SOURCE),
        "audit-unchanged": replace(GOOD, standing=Standing.POST_CHANGED),
        "audit-media": replace(GOOD, live_media=("photo", "video")),
        "audit-snapshot": replace(GOOD, snapshot=None),
        "audit-texts": replace(GOOD, site_text=False),
    }
    rows = [replace(row, subject=rule) for rule, row in bad.items()]
    report = check_audit([*lawful, *rows, *[replace(GOOD, subject="twice")] * 2])
    assert found(report) == {rule: {rule} for rule in bad} | {"audit-once": {"twice"}}
    assert set(report.rules) == {*bad, "audit-once", "audit-compared"}
    told = {f.rule: f.found for f in report.findings}
    assert told["audit-facts"] == "«Субботник»: 2 факта расходятся"
    assert told["audit-media"] == "видео: 1, картинок: 1"
    assert told["audit-coverage"] == "«Субботник»: не запланирован"
    assert (report.not_checked, outcome_of(report)) == ((), Result.BAD)
    fine = check_audit(lawful)
    assert (fine.fine, outcome_of(fine)) == (True, Result.GOOD)


def test_a_pass_mark_is_kept_at_its_border_and_missed_below_it() -> None:
    rows = [replace(GOOD, subject=str(n)) for n in range(20)]
    rows[0] = replace(rows[0], standing=Standing.FACTS_DIFFER, faithful=False)
    at_the_border = check_audit(rows, fidelity=0.95)
    assert found(at_the_border) == {"audit-facts": {"0"}}, "строка названа и при пройденной доле"
    assert (at_the_border.missed, outcome_of(at_the_border)) == ((), Result.GOOD)
    rows[1] = replace(rows[1], standing=Standing.NO_SOURCE, faithful=False)
    (missed,) = check_audit(rows, fidelity=0.95).missed[:1]
    assert (missed.rule, missed.kept, missed.applied, missed.mark) == ("audit-facts", 18, 20, 0.95)
    rows[1:3] = [replace(row, standing=Standing.NO_POST, covers=False) for row in rows[1:3]]
    below = check_audit(rows, fidelity=0, coverage=0.95)
    assert [one.rule for one in below.missed] == ["audit-coverage"]
    assert outcome_of(check_audit(rows, fidelity=0, coverage=0.9)) is Result.GOOD


def test_what_was_not_compared_is_told_once_and_a_warning_does_not_fail_the_suite() -> None:
    foreign = replace(GOOD, subject="sakha", standing=Standing.NOT_COMPARED, why="Другой язык.")
    report = check_audit([GOOD, foreign])
    assert report.not_checked == (("sakha", "audit-compared", "Другой язык."),)
    assert outcome_of(report) is Result.NOT_CHECKED
    assert why_unchecked(report) == "не проверено строк: 1 (Другой язык)"
    lost = check_audit([replace(GOOD, live_media=())])
    assert [one.severity for one in lost.missed] == ["warning"]
    assert outcome_of(lost) is Result.GOOD


def test_a_rule_that_raises_inside_great_expectations_is_not_checked() -> None:
    rules = [
        (Rule("sound", "critical", "Правило."), lambda _: Measure(0)),
        (Rule("broken", "critical", "Правило."), lambda _: Measure("слово")),
        (Rule("silent", "critical", "Правило."), lambda _: BESIDE),
    ]
    report = report_on(rules, [GOOD])
    assert (report.rules, report.broken, report.missed) == (("sound",), ("broken",), ())
    assert [rule for _, rule, _ in report.not_checked] == ["broken"]
    assert outcome_of(report) is Result.NOT_CHECKED
    assert "ошибка программы" in why_unchecked(report)
    results = {one["expectation_config"]["meta"]["rule"]: one for one in report.record["results"]}
    assert results["broken"]["exception_info"]["raised_exception"]
    assert results["broken"]["exception_info"]["exception_message"]
    assert not results["sound"]["exception_info"]["raised_exception"]


def test_the_record_is_bounded_plain_json_and_the_same_for_the_same_rows() -> None:
    rows = [
        replace(GOOD, subject=str(n), title="я" * 900, faithful=False) for n in range(MOST_ROWS + 1)
    ]
    record = check_audit(rows).record
    assert json.loads(json.dumps(record, allow_nan=False)) == record
    assert record == check_audit(rows).record
    facts = next(r for r in record["results"] if r["expectation_config"]["meta"]["rule"]
                 == "audit-facts")  # fmt: skip
    assert facts["expectation_config"]["type"] == "expect_no_faults"
    assert facts["expectation_config"]["description"].startswith("Факты поста")
    assert facts["result"]["unexpected_count"] == MOST_ROWS + 1
    kept = facts["result"]["unexpected_rows"]
    assert len(kept) == MOST_ROWS
    assert (kept[0]["subject"], kept[0]["page"], len(kept[0]["found"])) == ("0", "vk", 500)
    assert record["suite_name"] == "audit"
    assert record["results"][0]["expectation_config"]["type"] == "expect_rows_to_be_there"


WORDING = "Официальная страница Администрации"
PAGE = PageRow("vk", WORDING, ("Жатай", f"{WORDING}.", ""), NOW - timedelta(hours=36), NOW)


def test_a_page_must_be_read_lately_and_say_that_it_is_official() -> None:
    report = check_pages(
        [
            PAGE,
            replace(PAGE, page="mute", said=("Жатай", "", "")),
            replace(PAGE, page="old", seen_at=NOW - timedelta(hours=37)),
            replace(PAGE, page="new", said=(), seen_at=None),
        ]
    )
    assert found(report) == {"pages-official": {"mute"}, "pages-read": {"old"}}
    assert set(found(report)) == set(report.rules)
    assert [(who, rule) for who, rule, _ in report.not_checked] == [
        ("old", "pages-official"),
        ("new", "pages-read"),
        ("new", "pages-official"),
    ]


COMMENT = CommentRow(
    "comment:1", "vk", True, True, (NOW - timedelta(hours=1),),
    ((1, NOW - timedelta(hours=1)), (2, NOW)), NOW,
)  # fmt: skip


def test_every_rule_of_the_comments_has_its_bad_row() -> None:
    gap, back = ((1, NOW), (3, NOW)), ((1, NOW), (2, NOW - timedelta(minutes=1)))
    report = check_comments(
        [
            COMMENT,
            replace(COMMENT, subject="clocks", moments=(NOW + timedelta(minutes=5),)),
            replace(COMMENT, subject="nobody", authored=False),
            replace(COMMENT, subject="nowhere", placed=False),
            replace(COMMENT, subject="tomorrow", moments=(NOW, NOW + timedelta(days=1))),
            replace(COMMENT, subject="gap", versions=gap),
            replace(COMMENT, subject="back", versions=back),
            replace(COMMENT, subject="mute", versions=()),
        ]
    )
    assert found(report) == {
        "comments-author": {"nobody"},
        "comments-place": {"nowhere"},
        "comments-future": {"tomorrow"},
        "comments-versions": {"gap", "back"},
    }
    assert set(found(report)) == set(report.rules)
    assert [who for who, _, _ in report.not_checked] == ["mute"]
