"""Reconciliation: what stands on the page is what was published (clauses 3.2, 3.3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data_checks.engine import Rule
from data_checks.findings import CheckReport
from data_checks.report import Measure, not_applicable, report_on
from gospablik.text import Kind, comparable, difference, figures


@dataclass(frozen=True, slots=True)
class LiveRow:
    """A published post as it was planned and as it is now.

    `live_text` None: the post is gone. `read` False: the post could not be read, nothing is known,
    and `why` says in Russian why. `removal_untold`: why the page would not tell that the post is
    gone, empty if it would.
    `pictures`: how many it was sent with, `live_pictures`: how many hang on it now; `others` and
    `live_others`: the same of videos and files.
    """

    subject: str
    page: str
    planned_text: str
    live_text: str | None
    read: bool
    link: str
    pictures: int = 0
    live_pictures: int = 0
    others: int = 0
    live_others: int = 0
    why: str = ""
    removal_untold: str = ""


def check_live(rows: Sequence[LiveRow]) -> CheckReport:
    """All rules over all posts; what could not be read is `not_checked`, without posts nothing."""
    return report_on(_RULES, rows, "live")


_UNREAD = "пост на странице не прочитан"
_GONE = not_applicable("поста на странице нет, сравнивать нечего")


def _unread(row: LiveRow) -> Measure:
    return not_applicable(row.why or _UNREAD)


def _exists(row: LiveRow) -> Measure:
    if not row.read:
        return _unread(row)
    if row.live_text is not None and row.removal_untold:
        return not_applicable(row.removal_untold)
    return Measure(int(row.live_text is None), "пост на странице", "поста нет")


def _text(row: LiveRow) -> Measure:
    if not row.read:
        return _unread(row)
    if row.live_text is None:
        return _GONE
    differs = comparable(row.planned_text) != comparable(row.live_text)
    marked = difference(row.planned_text, row.live_text) if differs else ""
    return Measure(int(differs), "текст, который был опубликован", marked)


def _link(row: LiveRow) -> Measure:
    if not row.read:
        return _unread(row)
    if row.live_text is None:
        return _GONE
    wanted, seen = _links(row.link), _links(row.live_text)
    if not wanted:
        return not_applicable("у новости нет ссылки на сайт")
    return Measure(int(wanted.isdisjoint(seen)), row.link, ", ".join(sorted(seen)) or "ссылок нет")


def _pictures(row: LiveRow) -> Measure:
    if not row.read:
        return _unread(row)
    if row.live_text is None:
        return _GONE
    lost = max(row.pictures - row.live_pictures, 0) + max(row.others - row.live_others, 0)
    expected, found = f"картинок на сайте {row.pictures}", f"в посте {row.live_pictures}"
    if row.others:
        expected += f", видео и файлов {row.others}"
        found += f", видео и файлов {row.live_others}"
    return Measure(lost, expected, found)


def _links(text: str) -> set[str]:
    return {figure.value for figure in figures(text) if figure.kind is Kind.LINK}


_RULES: list[tuple[Rule, Callable[[LiveRow], Measure]]] = [
    (
        Rule("live-exists", "critical", "Опубликованный пост должен стоять на странице (п. 3.2)."),
        _exists,
    ),
    (
        Rule("live-text", "critical", "Текст поста должен остаться таким, как на сайте (п. 3.2)."),
        _text,
    ),
    (
        Rule("live-link", "warning", "В посте должна остаться ссылка на новость сайта (п. 3.2)."),
        _link,
    ),
    (
        Rule(
            "live-media",
            "warning",
            "На посте должно остаться всё, с чем он вышел: картинки, видео, файлы (п. 3.3).",
        ),
        _pictures,
    ),
]
RULES: tuple[str, ...] = tuple(rule.id for rule, _ in _RULES)
"""Ids of the rules, in the order in which findings name them."""
