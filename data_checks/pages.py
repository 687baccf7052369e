"""The pages table: each page was read lately and says that it is official (clause 3.5)."""

from collections.abc import Callable, Sequence

from data_checks.engine import Rule
from data_checks.findings import CheckReport
from data_checks.report import Measure, not_applicable, report_on
from gospablik.control.page_rows import PageRow
from gospablik.control.page_seen import GAP
from gospablik.text import comparable, stands_in

PAGES = "pages"
_HOURS = int(GAP.total_seconds() // 3600)


def check_pages(rows: Sequence[PageRow]) -> CheckReport:
    """The suite over the pages table; a page that was never read is `not_checked`."""
    return report_on(_RULES, rows, PAGES)


def _read_lately(row: PageRow) -> Measure:
    if row.seen_at is None:
        return not_applicable("страницу ещё ни разу не прочитали")
    left = (row.seen_at + GAP - row.now).total_seconds()
    return Measure(
        left, f"прочитана не раньше {_HOURS} ч назад", f"{row.seen_at:%d.%m.%Y %H:%M %Z}"
    )


def _official(row: PageRow) -> Measure:
    if row.seen_at is None or row.now - row.seen_at > GAP:
        return not_applicable("страницу давно не читали, что на ней сейчас, неизвестно")
    if not comparable(row.wording):
        return not_applicable("не задано, что должно быть указано")
    said = "; ".join(words.strip()[:200] for words in row.said if words.strip())
    there = stands_in(row.wording, *row.said)
    return Measure(int(not there), f"«{row.wording}»", said or "пусто")


_RULES: list[tuple[Rule, Callable[[PageRow], Measure]]] = [
    (
        Rule(
            "pages-read",
            "critical",
            "Что страница говорит о себе, должно быть прочитано недавно (п. 3.5).",
            "ExpectNoLess",
            {"min_value": 0},
        ),
        _read_lately,
    ),
    (
        Rule(
            "pages-official",
            "critical",
            "На странице должно быть указано, что она официальная (п. 3.5).",
        ),
        _official,
    ),
]
