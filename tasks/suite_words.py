"""What came of a suite of checks, in words for the name of a run and for why it is red."""

from data_checks.comments import COMMENTS
from data_checks.findings import CheckFinding, CheckReport, MissedRule
from data_checks.register import REGISTER
from gospablik.reconciliation.validated import SUITES, subject_words
from gospablik.store.tables import Result

_MOST_ROWS = 5
_TO_DO = {
    COMMENTS: "сообщите тому, кто обслуживает программу: записи о комментариях неполны.",
    REGISTER: "вручную ничего не удаляйте и не блокируйте; сохраните копию базы и покажите"
    " названные записи начальнику отдела ИТ.",
}
"""What is amiss in our own records. A page or a post that is not as it should be turns no run red:
the reconciliation has done its work, and shows it.
"""


def words_of(suite: str, outcome: Result, report: CheckReport, why: str) -> str:
    """One line: «журнал удалений и блокировок: проверено строк: 4»."""
    match outcome:
        case Result.GOOD:
            said = f"проверено строк: {report.rows}"
            if report.findings:
                said += f", замечаний: {len(report.findings)}"
        case Result.BAD:
            said = f"нарушено правил: {len(report.missed)}"
        case Result.NOT_CHECKED:
            said = f"НЕ ПРОВЕРЕНО, {why}"
    return f"{SUITES[suite]}: {said}"


def problems_of(suite: str, outcome: Result, report: CheckReport) -> tuple[str, ...]:
    """Whole sentences about what must turn a run red; none if nothing must.

    A row that cannot be judged does not, it is told in the name; a rule that broke does, and in
    our own records a rule that was not kept.
    """
    problems = []
    if outcome is Result.BAD and suite in _TO_DO:
        missed = " ".join(_missed(rule) for rule in report.missed)
        rows = [f"{subject_words(f.subject)}: {f.found}" for f in _broken_rows(report)]
        more = f"; и ещё {len(rows) - _MOST_ROWS}" if len(rows) > _MOST_ROWS else ""
        problems.append(
            f"Проверка «{SUITES[suite]}» не пройдена. {missed} Где: {'; '.join(rows[:_MOST_ROWS])}"
            f"{more}. Не сделано: программа ничего не исправила. Что делать: {_TO_DO[suite]}"
        )
    if report.broken:
        problems.append(
            f"Проверка «{SUITES[suite]}» прошла не вся: правила {', '.join(report.broken)} не"
            " выполнились. Не сделано: по этим правилам ничего не проверено. Что делать: запустите"
            " ещё раз; повторится — сообщите тому, кто обслуживает программу."
        )
    return tuple(problems)


def _missed(rule: MissedRule) -> str:
    mark = f", а нужно не меньше {100 * rule.mark:g} %" if rule.mark < 1 else ""
    return f"{rule.words} Соблюдено {rule.kept} из {rule.applied}{mark}."


def _broken_rows(report: CheckReport) -> list[CheckFinding]:
    missed = {rule.rule for rule in report.missed}
    return [finding for finding in report.findings if finding.rule in missed]
