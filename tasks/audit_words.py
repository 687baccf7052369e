"""What people read of a reconciliation in the Prefect UI."""

from collections.abc import Sequence

from gospablik.clock import now
from gospablik.reconciliation.lines import Line
from gospablik.store.tables import Result
from tasks.desk import Desk
from tasks.markdown import anchor, cell, suspended, table
from tasks.reconciliation import Looked, Status

_HEADS = ["Пост или новость", "Что найдено", "Почему", "Кто поставил"]


def audit_page(at: Desk, words: str, looked: Sequence[Looked], statuses: Sequence[Status]) -> str:
    """Markdown; every word of another's is escaped."""
    parts = ["# Сверка с сайтом (п. 3.2, 3.5)", f"**{cell(words[:1].upper() + words[1:])}.**"]
    status = {one.page: one for one in statuses}
    for one in looked:
        parts += _page(at, one, status.get(one.compared.page))
    return "\n\n".join([*parts, *suspended(at.office, now())])


def _page(at: Desk, looked: Looked, status: Status | None) -> list[str]:
    lines, page = looked.compared.lines, at.office.page_by_key(looked.compared.page)
    posts = sum(one.of_post for one in lines)
    parts = [f"## {cell(at.office.named(page))}", f"Сверено постов: {posts}."]
    wrong = [one for one in lines if one.result is Result.BAD]
    unknown = [one for one in lines if one.result is Result.NOT_CHECKED]
    found = list(status.findings) if status else []
    if wrong:
        parts.append(table(_HEADS, [_row(one) for one in wrong]))
    if found:
        rows = [[cell(f.words), cell(f.expected), cell(f.found, 900)] for f in found]
        parts.append(table(["Что не так", "Ожидалось", "На странице"], rows))
    unread = [*looked.unread, *(status.unread if status else ())]
    parts += [f"**НЕ ПРОВЕРЕНО:** {cell(why, 900)}" for why in unread]
    if unknown:
        parts += ["**НЕ ПРОВЕРЕНО:**", table(_HEADS, [_row(one) for one in unknown])]
    count, reasons = looked.untold
    parts += [f"**НЕ ПРОВЕРЕНО**, постов: {count}. {cell(why, 900)}" for why in reasons]
    if not (wrong or found or unread or unknown or count):
        parts.append("Расхождений нет.")
    return parts


def _row(one: Line) -> list[str]:
    where = one.address or one.link
    name = anchor(one.title, where) if where else cell(one.title)
    return [name, one.standing.words, cell(one.why, 900), cell(one.made_by) or "—"]
