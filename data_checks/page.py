"""The page says that it is official (clause 3.5). One value, so no Great Expectations."""

from dataclasses import dataclass

from data_checks.findings import CheckFinding, CheckReport
from gospablik.text import comparable, stands_in

RULE = "page-official"


@dataclass(frozen=True, slots=True)
class PageRow:
    """What the page says about itself; `read` False if it could not be read.

    `wording` is the `official_wording` of organisation.toml.
    """

    page: str
    wording: str
    name: str = ""
    description: str = ""
    status: str = ""
    read: bool = True


def check_page(row: PageRow) -> CheckReport:
    """Whether the wording stands in the name, the description or the status.

    Letter case, dashes, quotes and spaces do not matter. An empty wording is not checked.
    """
    if not row.read:
        return CheckReport(not_checked=((row.page, RULE, "страница не прочитана"),))
    if not comparable(row.wording):
        return CheckReport(not_checked=((row.page, RULE, "не задано, что должно быть указано"),))
    places = {"название": row.name, "описание": row.description, "статус": row.status}
    if stands_in(row.wording, *places.values()):
        return CheckReport(checked=1, rules=(RULE,))
    shown = "; ".join(f"{place}: {text.strip()[:200] or 'пусто'}" for place, text in places.items())
    finding = CheckFinding(
        RULE,
        "critical",
        row.page,
        f"«{row.wording}»",
        shown,
        "На странице должно быть указано, что она официальная (п. 3.5).",
        row.page,
    )
    return CheckReport((finding,), 1, (RULE,))
