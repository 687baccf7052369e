"""The matrix of rights as an operator sees it: whose keys, what is done how, what was checked."""

from collections.abc import Sequence

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from gospablik.control.rights import Known, Right
from gospablik.control.rights_alarms import Keys
from gospablik.networks.capabilities import Answer
from gospablik.organisation import Organisation
from gospablik.page import NETWORK_NAMES
from gospablik.templates import minute
from tasks.desk import desk
from tasks.markdown import cell, table
from tasks.rights import Asked

_HEADS = ("Действие", "Как", "Проверено", "Подробности")
_MARKS = {Answer.YES: "✓", Answer.NO: "–", Answer.NOT_ASKED: "?"}
_LEGEND = (
    "«Как» — как это делается с такими ключами (подробно: docs/networks.md); «не делает» — ни одна"
    " задача программы этого не делает и сотруднику не поручает, что бы ни позволяла сеть."
    " «Проверено» — что сеть ответила о наших ключах: ✓ можно; ✗ нельзя, а должно быть можно;"
    " – нельзя, и не ожидалось или не нужно; ? не проверялось: ответ дало бы только само"
    " действие. При проверке ничего не публикуется."
)


@task(name="Показать права", task_run_name="Показать права", cache_policy=NO_CACHE)
def show_rights(asked: Sequence[Asked]) -> None:
    """An artifact with one part a page; its history is kept under one key."""
    office = desk().office
    parts = ["# Права ключей (п. 2.2)", _LEGEND]
    for one in asked:
        parts += page_part(office, one)
    create_markdown_artifact(
        markdown="\n\n".join(parts),
        key="prava",
        description="Что могут наши ключи в каждой сети и чьи они (п. 2.2)",
    )


def page_part(office: Organisation, asked: Asked) -> list[str]:
    """The paragraphs about one page; everything that is not ours is escaped."""
    page = office.page_by_key(asked.page)
    parts = [f"## {cell(page.name)} ({NETWORK_NAMES[page.network]})"]
    if asked.keys is not None:
        parts.append(_whose(asked.keys))
        parts.append(f"Ключи в блоке: {cell(', '.join(asked.kinds) or 'ни одного')}.")
    if asked.refused:
        names = ", ".join(right.operation.quoted for right in asked.refused)
        parts.append(f"**✗ СЕТЬ ОТКАЗЫВАЕТ:** {cell(names, 900)}.")
    parts += [f"**НЕ ПРОВЕРЕНО:** {cell(why, 900)}" for why in asked.unread]
    if asked.rights:
        parts.append(table(_HEADS, [_row(office, right) for right in asked.rights]))
    return parts


def _whose(keys: Keys) -> str:
    owner, block = cell(keys.owner or "не названо"), cell(keys.block)
    if keys.of_the_house:
        return f"Чей ключ: {owner}. Учётная запись учреждения."
    if keys.private:
        return (
            f"**РИСК (п. 2.2):** ключ выдан на учётную запись частного лица: {owner}. Он уйдёт"
            " вместе с человеком. По Положению доступ имеют через специально созданные аккаунты"
            " администрации. Что делать: заведите такой аккаунт, дайте ему роль на странице,"
            f" получите ключ на него и замените ключ в блоке «{block}» (Prefect, раздел Blocks)."
        )
    return (
        f"**РИСК (п. 2.2):** не указано, кому принадлежит учётная запись ключа (чей он: {owner})."
        f" Что делать: заполните в блоке «{block}» (Prefect, раздел Blocks) поля «Чей ключ» и"
        " «Кому принадлежит учётная запись»."
    )


def _row(office: Organisation, right: Right) -> list[str]:
    known = right.known
    details = [right.cell.note, known.why if known else "", _before(office, right.before)]
    return [
        cell(right.operation.words),
        cell(right.cell.way.of(right.operation)),
        _checked(office, right),
        cell("; ".join(words.rstrip(".") for words in details if words), 900),
    ]


def _checked(office: Organisation, right: Right) -> str:
    if right.known is None:
        return "**? не проверено**: сеть не ответила" if right.silent else "? не проверено"
    said = _said(office, right.known, lost=right.lost)
    return f"**? сеть не ответила**; до того {said}" if right.silent else said


def _said(office: Organisation, known: Known, *, lost: bool) -> str:
    when = f"{office.local(known.asked_at):%d.%m.%Y %H:%M}"
    if lost:
        return f"**✗ нельзя**, {when}"
    return f"{_MARKS[known.answer]} {known.answer}, {when}"


def _before(office: Organisation, before: Known | None) -> str:
    if before is None:
        return ""
    return f"прежде: {before.answer}, до {minute(office.local(before.asked_at))}"
