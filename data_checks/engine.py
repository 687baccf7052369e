"""Runs rules over rows with Great Expectations, and the only place that imports it.

Rules compare nothing themselves: each has a column of numbers made in pure Python (None where the
rule cannot be applied), and Great Expectations holds bounds against it and lists the failing rows.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data_checks.findings import Severity

_ROW = "row"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, whom it stops, the sentence people read, and the expectation that holds it.

    `expectation` is the name of a class of `great_expectations.expectations` for one column, the
    column is named like the rule; `bounds` are its further arguments.
    """

    id: str
    severity: Severity
    words: str
    expectation: str = "ExpectColumnValuesToBeBetween"
    bounds: Mapping[str, Any] = field(default_factory=lambda: {"min_value": 0, "max_value": 0})


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """The rows (positions) that broke the rule, or why it could not be run (Russian)."""

    bad_rows: tuple[int, ...] = ()
    broken: str | None = None


def run_rules(
    rules: Sequence[Rule], columns: Mapping[str, Sequence[float | str | None]]
) -> dict[str, RuleOutcome]:
    """The outcome of every rule that applies to at least one row.

    `columns` holds one value a row under each rule's id. A rule that Great Expectations could not
    run, or ran over another number of values than were given, comes back as broken, never as
    passed or failed. The first call in a process costs some six seconds (the import).
    """
    applied = [rule for rule in rules if any(v is not None for v in columns[rule.id])]
    if not applied:
        return {}
    results = _validate(applied, columns)
    return {rule.id: _outcome(results.get(rule.id), columns[rule.id]) for rule in applied}


def _validate(
    rules: Sequence[Rule], columns: Mapping[str, Sequence[float | str | None]]
) -> dict[str, Any]:
    # 5-7 s and 240 MB: paid only when there is something to check.
    import great_expectations as gx
    import pandas as pd

    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    frame = pd.DataFrame({rule.id: pd.Series(list(columns[rule.id])) for rule in rules})
    frame[_ROW] = range(len(frame))
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    batch = (
        context.data_sources.add_pandas("rows")
        .add_dataframe_asset("rows")
        .add_batch_definition_whole_dataframe("all")
    )
    suite = gx.ExpectationSuite(
        "rules",
        expectations=[
            getattr(gx.expectations, rule.expectation)(
                column=rule.id,
                severity=rule.severity,
                description=rule.words,
                meta={"rule": rule.id},
                **rule.bounds,
            )
            for rule in rules
        ],
    )
    validation = context.validation_definitions.add(
        gx.ValidationDefinition(name="rules", data=batch, suite=context.suites.add(suite))
    )
    answer = validation.run(
        batch_parameters={"dataframe": frame},
        result_format={"result_format": "COMPLETE", "unexpected_index_column_names": [_ROW]},
    )
    # Results do not come in the order of the suite.
    return {result.expectation_config.meta["rule"]: result for result in answer.results}


def _outcome(result: Any, values: Sequence[float | str | None]) -> RuleOutcome:
    if result is None:
        return RuleOutcome(broken="правило пропало из результата проверки")
    # A rule that broke has its exceptions keyed by metric and no such key at all.
    if (result.exception_info or {}).get("raised_exception", True):
        return RuleOutcome(broken="правило не выполнилось, это ошибка программы")
    details = result.result
    given, missing = len(values), sum(value is None for value in values)
    if details.get("element_count") != given or details.get("missing_count") != missing:
        return RuleOutcome(broken="правило прошло не по всем строкам")
    bad = tuple(sorted(int(row[_ROW]) for row in details.get("unexpected_index_list") or ()))
    if result.success is not (not bad) or len(bad) != details.get("unexpected_count"):
        return RuleOutcome(broken="правило не назвало строки, которые его нарушают")
    return RuleOutcome(bad)
