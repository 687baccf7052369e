"""The chain of proofs, for a person (clause 4.2)."""

from dataclasses import dataclass

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.moderation.chain import ChainSeen, chain_seen
from gospablik.templates import plural
from tasks.artifacts import show_if_new
from tasks.desk import desk
from tasks.markdown import cell


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, in a few words; `problems`: what is broken, in whole sentences."""

    words: str
    problems: tuple[str, ...] = ()


@task(name="Проверить журнал", task_run_name="Проверить журнал", cache_policy=NO_CACHE)
def verify_proofs(number: int, seal: str) -> Looked:
    """Every row of the chain, and the row told in a letter if there is one."""
    at = desk()
    with at.store.read() as session:
        seen = chain_seen(session, at.office, number, seal)
    show_if_new("zhurnal", _page(seen), "Журнал доказательств (п. 4.2)")
    known = plural(seen.rows, "запись", "записи", "записей")
    if seen.broken:
        return Looked(f"{known}, журнал нарушен", (_problem(seen),))
    return Looked(f"{known}, все сходятся" if seen.rows else "записей ещё нет")


def _problem(seen: ChainSeen) -> str:
    return (
        f"Журнал доказательств нарушен: {seen.broken}. Не сделано: по нарушенным записям ничего не"
        " удаляется, остальное идёт своим чередом. Что делать: сохраните копию базы, ничего в ней"
        " не исправляйте и сообщите начальнику отдела ИТ."
    )


def _page(seen: ChainSeen) -> str:
    parts = ["# Журнал доказательств"]
    if seen.broken:
        parts.append(f"**Нарушен: {cell(seen.broken)}.** Это первая плохая запись.")
    elif seen.rows:
        parts.append("**Все записи сходятся.**")
    else:
        parts.append("Записей ещё нет.")
    if seen.last_at:
        last = desk().office.local(seen.last_at)
        parts.append(
            f"Записей: {seen.rows}; последняя № {seen.number} от {last:%d.%m.%Y %H:%M}, печать"
            f" `{seen.seal}`.{_erased(seen.erased)}"
        )
    return "\n\n".join(parts)


def _erased(number: int) -> str:
    if not number:
        return ""
    where = plural(number, "записи", "записях", "записях")
    return f" В {where} слова жителей стёрты по сроку хранения: печати держатся и без них."
