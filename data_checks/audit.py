"""The daily audit: what the difference table says of the site and the posts (clauses 3.2, 3.3)."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from data_checks.engine import Rule
from data_checks.findings import CheckReport
from data_checks.report import BESIDE, Measure, not_applicable, report_on
from gospablik.reconciliation.audit_rows import AuditRow
from gospablik.store.reconciliation import Standing
from gospablik.templates import plural

AUDIT = "audit"
OF_THE_SITE = frozenset(
    {
        Standing.IDENTICAL,
        Standing.SHORTENED,
        Standing.FACTS_DIFFER,
        Standing.SITE_CHANGED,
        Standing.POST_CHANGED,
    }
)
"""Standings of a post that has its news on the site."""
_CHANGED = frozenset({Standing.SITE_CHANGED, Standing.POST_CHANGED})


def check_audit(
    rows: Sequence[AuditRow], *, fidelity: float = 1.0, coverage: float = 0.95
) -> CheckReport:
    """The suite over one audit; the pass marks are shares from 0 to 1.

    Both are judged over the rows that the two figures are made of. A row that could not be compared
    is `not_checked` once, and takes part in no rule but that of coverage: its post stands.
    """
    marks = {"audit-facts": fidelity, "audit-coverage": coverage}
    rules = [
        (replace(rule, mostly=marks.get(rule.id, rule.mostly)), measure) for rule, measure in _RULES
    ]
    return report_on(rules, rows, AUDIT)


def not_judged(rows: int, why: str) -> CheckReport:
    """So many rows that nothing is said of, and why (Russian)."""
    subjects = [str(number) for number in range(1, rows + 1)]
    return CheckReport(not_checked=tuple((one, AUDIT, why) for one in subjects), rows=rows)


def _compared(row: AuditRow) -> Measure:
    if not row.read:
        return not_applicable(row.why or "сравнить не удалось")
    return Measure(0)


def _facts(row: AuditRow) -> Measure:
    if row.faithful is None:
        return BESIDE
    told = plural(row.differences, "факт расходится", "факта расходятся", "фактов расходятся")
    words = told if row.differences else row.standing.words
    return Measure(int(not row.faithful), "факты как на сайте", f"«{row.title}»: {words}")


def _coverage(row: AuditRow) -> Measure:
    if row.covers is None:
        return BESIDE
    missing = not row.covers
    return Measure(int(missing), "пост о новости сайта", f"«{row.title}»: {row.why or 'поста нет'}")


def _source(row: AuditRow) -> Measure:
    if not (row.read and row.of_a_post):
        return BESIDE
    orphan = row.standing is Standing.NO_SOURCE
    return Measure(int(orphan), "новость сайта, репост или слово сотрудника", f"«{row.title}»")


def _unchanged(row: AuditRow) -> Measure:
    if row.standing not in OF_THE_SITE:
        return BESIDE
    changed = row.standing in _CHANGED
    return Measure(int(changed), "как при публикации", f"«{row.title}»: {row.standing.words}")


def _media(row: AuditRow) -> Measure:
    if not row.ours or row.standing not in OF_THE_SITE:
        return BESIDE
    lost = Counter(row.site_media) - Counter(row.live_media)
    return Measure(lost.total(), _counted(row.site_media), _counted(row.live_media))


def _snapshot(row: AuditRow) -> Measure:
    if row.standing not in OF_THE_SITE:
        return BESIDE
    unnamed = row.snapshot is None
    return Measure(int(unnamed), "снимок новости, с которым сравнивали", "снимок не назван")


def _texts(row: AuditRow) -> Measure:
    if row.standing not in OF_THE_SITE:
        return BESIDE
    lacking = [
        words
        for words, there in (("текста сайта нет", row.site_text), ("поста нет", row.live_text))
        if not there
    ]
    return Measure(len(lacking), "оба текста, сайта и поста", ", ".join(lacking))


def _once(row: AuditRow) -> Measure:
    return Measure(f"{row.page}\n{row.subject}", "одна строка о посте", "строка повторяется")


def _counted(kinds: Sequence[str]) -> str:
    counts = sorted(Counter(_KINDS.get(kind, kind) for kind in kinds).items())
    return ", ".join(f"{kind}: {number}" for kind, number in counts) or "вложений нет"


_KINDS = {
    "photo": "картинок",
    "video": "видео",
    "file": "файлов",
    "link": "карточек ссылки",
    "poll": "опросов",
    "repost": "репостов",
}
"""The kinds of attachments, as `networks.base.LivePost` names them, in words."""


_RULES: list[tuple[Rule, Callable[[AuditRow], Measure]]] = [
    (Rule("audit-compared", "critical", "Каждая строка сверки должна быть сравнена."), _compared),
    (
        Rule("audit-facts", "critical", "Факты поста должны быть фактами сайта (п. 3.2)."),
        _facts,
    ),
    (
        Rule("audit-coverage", "critical", "У новости сайта должен быть пост (п. 3.2)."),
        _coverage,
    ),
    (
        Rule(
            "audit-source",
            "critical",
            "У поста должен быть источник: новость сайта, разрешённый репост или собственный"
            " материал (п. 3.2).",
        ),
        _source,
    ),
    (
        Rule(
            "audit-unchanged",
            "warning",
            "После публикации ни сайт, ни пост не должны меняться порознь (п. 3.2).",
        ),
        _unchanged,
    ),
    (
        Rule("audit-media", "warning", "На посте не должно быть меньше вложений (п. 3.3)."),
        _media,
    ),
    (
        Rule("audit-snapshot", "critical", "Строка должна называть снимок новости сайта."),
        _snapshot,
    ),
    (
        Rule("audit-texts", "critical", "Строка должна хранить оба сравнённых текста."),
        _texts,
    ),
    (
        Rule("audit-once", "critical", "О посте должна быть одна строка.", "ExpectNoRepeats"),
        _once,
    ),
]
