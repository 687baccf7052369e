"""The comments table: whose, where, when and in which wordings (clauses 4.1 and 4.2)."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from data_checks.engine import Rule
from data_checks.findings import CheckReport
from data_checks.report import Measure, not_applicable, report_on
from gospablik.control.comment_rows import CommentRow

COMMENTS = "comments"
_CLOCKS = timedelta(minutes=5)
"""How far a network's clock may be ahead of ours."""


def check_comments(rows: Sequence[CommentRow]) -> CheckReport:
    """The suite over the comments table. Findings name a comment by its row id, never its words."""
    return report_on(_RULES, rows, COMMENTS)


def _author(row: CommentRow) -> Measure:
    return Measure(int(not row.authored), "ключ автора или «автор не назван»", "автора нет")


def _place(row: CommentRow) -> Measure:
    return Measure(
        int(not row.placed), "пост, который мы видели, или место вне постов", "места нет"
    )


def _future(row: CommentRow) -> Measure:
    newest = max(row.moments)
    left = (row.now + _CLOCKS - newest).total_seconds()
    return Measure(left, f"не позже {row.now:%d.%m.%Y %H:%M %Z}", f"{newest:%d.%m.%Y %H:%M %Z}")


def _versions(row: CommentRow) -> Measure:
    if not row.versions:
        return not_applicable("у комментария нет ни одного текста")
    numbers = [number for number, _ in row.versions]
    moments = [seen for _, seen in row.versions]
    good = numbers == list(range(1, len(numbers) + 1)) and moments == sorted(moments)
    return Measure(int(not good), "номера подряд, время по порядку", f"номера {numbers}")


_RULES: list[tuple[Rule, Callable[[CommentRow], Measure]]] = [
    (
        Rule("comments-author", "critical", "У комментария должен быть автор (п. 4.3)."),
        _author,
    ),
    (
        Rule("comments-place", "critical", "Комментарий должен стоять на своём месте (п. 4.2)."),
        _place,
    ),
    (
        Rule(
            "comments-future",
            "critical",
            "Комментарий не может быть датирован будущим (п. 4.3).",
            "ExpectNoLess",
            {"min_value": 0},
        ),
        _future,
    ),
    (
        Rule("comments-versions", "critical", "Тексты комментария должны идти подряд (п. 4.2)."),
        _versions,
    ),
]
