"""Runs rules over rows with Great Expectations; with `expectations` the only place that imports it.

Rules compare nothing themselves: each has a column of numbers made in pure Python (None where the
rule cannot be applied), and Great Expectations holds bounds against it and lists the failing rows.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data_checks.findings import Severity

ROW = "row"
"""The column that says which row failed: its position."""
ROWS_ARE_THERE = "rows-are-there"
"""The rule of every suite: the table is not empty."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, whom it stops, the sentence people read, and the expectation that holds it.

    `expectation` is the name of one of `expectations.own`, the column is named like the rule;
    `bounds` are its further arguments. `mostly`: the pass mark, the share of the rows that must
    keep the rule for it to be kept as a whole, 0 to 1.
    """

    id: str
    severity: Severity
    words: str
    expectation: str = "ExpectNoFaults"
    bounds: Mapping[str, Any] = field(default_factory=dict)
    mostly: float = 1.0


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """The rows (positions) that broke the rule, or why it could not be run (Russian).

    `missed`: more rows broke it than its pass mark allows, out of `applied`.
    """

    bad_rows: tuple[int, ...] = ()
    broken: str | None = None
    missed: bool = False
    applied: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of every rule that applies to at least one row, and the answer itself as JSON."""

    outcomes: Mapping[str, RuleOutcome] = field(default_factory=dict)
    json: Mapping[str, Any] = field(default_factory=dict)


def run_rules(
    rules: Sequence[Rule],
    columns: Mapping[str, Sequence[float | str | None]],
    suite: str = "rules",
) -> Answer:
    """What Great Expectations says of these columns.

    `columns` holds one value a row under each rule's id. A rule that Great Expectations could not
    run, or ran over another number of values than were given, comes back as broken, never as
    passed or failed. The first call in a process costs some six seconds (the import).
    """
    applied = [rule for rule in rules if any(v is not None for v in columns[rule.id])]
    if not applied:
        return Answer()
    answer = _validate(applied, columns, suite)
    # Results do not come in the order of the suite.
    results = {one.expectation_config.meta["rule"]: one for one in answer.results}
    there = results.get(ROWS_ARE_THERE)
    if there is None or not there.success:
        lost = RuleOutcome(broken="строки до проверки не дошли, это ошибка программы")
        return Answer({rule.id: lost for rule in applied}, answer.to_json_dict())
    return Answer(
        {rule.id: _outcome(results.get(rule.id), rule, columns[rule.id]) for rule in applied},
        answer.to_json_dict(),
    )


def _validate(
    rules: Sequence[Rule], columns: Mapping[str, Sequence[float | str | None]], name: str
) -> Any:
    # 5-7 s and 240 MB: paid only when there is something to check.
    import great_expectations as gx
    import pandas as pd

    from data_checks.expectations import own

    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    kinds = own()
    frame = pd.DataFrame({rule.id: pd.Series(list(columns[rule.id])) for rule in rules})
    frame[ROW] = range(len(frame))
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    batch = (
        context.data_sources.add_pandas("rows")
        .add_dataframe_asset("rows")
        .add_batch_definition_whole_dataframe("all")
    )
    expectations = [
        kinds[rule.expectation](
            column=rule.id,
            severity=rule.severity,
            description=rule.words,
            meta={"rule": rule.id},
            mostly=rule.mostly,
            **rule.bounds,
        )
        for rule in rules
    ]
    there = kinds["ExpectRowsToBeThere"](severity="critical", meta={"rule": ROWS_ARE_THERE})
    suite = gx.ExpectationSuite(name, expectations=[there, *expectations])
    validation = context.validation_definitions.add(
        gx.ValidationDefinition(name=name, data=batch, suite=context.suites.add(suite))
    )
    return validation.run(
        batch_parameters={"dataframe": frame},
        result_format={"result_format": "COMPLETE", "unexpected_index_column_names": [ROW]},
    )


def _outcome(result: Any, rule: Rule, values: Sequence[float | str | None]) -> RuleOutcome:
    if result is None:
        return RuleOutcome(broken="правило пропало из результата проверки")
    # A rule that broke has its exceptions keyed by metric and no such key at all.
    if (result.exception_info or {}).get("raised_exception", True):
        return RuleOutcome(broken="правило не выполнилось, это ошибка программы")
    details = result.result
    given, missing = len(values), sum(value is None for value in values)
    if details.get("element_count") != given or details.get("missing_count") != missing:
        return RuleOutcome(broken="правило прошло не по всем строкам")
    bad = tuple(sorted(int(row[ROW]) for row in details.get("unexpected_index_list") or ()))
    applied = given - missing
    kept = (applied - len(bad)) / applied >= rule.mostly
    if result.success is not kept or len(bad) != details.get("unexpected_count"):
        return RuleOutcome(broken="правило не назвало строки, которые его нарушают")
    return RuleOutcome(bad, missed=not kept, applied=applied)
