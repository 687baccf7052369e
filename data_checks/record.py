"""What of an answer of Great Expectations is kept: all that was asked and found, no more.

The form is Great Expectations' own, so whoever knows it can read it; only each failing row is told
by what it is about, what was expected of it and what was found.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from data_checks.findings import CheckFinding

MOST_ROWS = 200
"""Failing rows that are kept of each rule; the number of all of them stands beside."""
_MOST_LETTERS = 500
_COUNTS = ("element_count", "missing_count", "unexpected_count", "observed_value")


def kept(
    answer: Mapping[str, Any], rules: Sequence[str], findings: Sequence[CheckFinding]
) -> dict[str, Any]:
    """The answer (`to_json_dict`) as JSON that any database takes: no NaN, no tracebacks.

    `rules`: ids in the order of the suite. The same rows give the same record, whenever it is
    made: moments and random ids of the run are left out. Empty for an empty answer.
    """
    if not answer:
        return {}
    order = {rule: place for place, rule in enumerate(rules)}
    results = sorted(
        answer["results"], key=lambda r: order.get(r["expectation_config"]["meta"]["rule"], -1)
    )
    failing: dict[str, list[CheckFinding]] = {}
    for finding in findings:
        failing.setdefault(finding.rule, []).append(finding)
    return {
        "suite_name": answer["suite_name"],
        "success": answer["success"],
        "statistics": answer["statistics"],
        "great_expectations_version": answer["meta"]["great_expectations_version"],
        "results": [_result(one, failing) for one in results],
    }


def _result(one: Mapping[str, Any], failing: Mapping[str, list[CheckFinding]]) -> dict[str, Any]:
    config = one["expectation_config"]
    kwargs = {name: value for name, value in config["kwargs"].items() if name != "batch_id"}
    counts = one.get("result") or {}
    rows = failing.get(config["meta"]["rule"], [])
    return {
        "success": one["success"],
        "expectation_config": {
            "type": config["type"],
            "kwargs": kwargs,
            "meta": config["meta"],
            "description": config.get("description"),
            "severity": config["severity"],
        },
        "result": {name: counts[name] for name in _COUNTS if name in counts}
        | {"unexpected_rows": [_row(finding) for finding in rows[:MOST_ROWS]]},
        "exception_info": _exception(one.get("exception_info") or {}),
    }


def _row(finding: CheckFinding) -> dict[str, str]:
    return {
        "subject": finding.subject,
        "page": finding.page,
        "expected": finding.expected[:_MOST_LETTERS],
        "found": finding.found[:_MOST_LETTERS],
    }


def _exception(info: Mapping[str, Any]) -> dict[str, Any]:
    """Where a rule broke, what it raised stands under the id of a metric instead."""
    broken = "raised_exception" not in info
    told: Any = next(iter(info.values()), {}) if broken else info
    message = told.get("exception_message")
    return {
        "raised_exception": broken or bool(info["raised_exception"]),
        "exception_message": message and str(message)[:_MOST_LETTERS],
    }
