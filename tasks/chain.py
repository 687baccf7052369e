"""The chain of proofs, for a person (clause 4.2)."""

from dataclasses import dataclass

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.standing import tell
from gospablik.control.standing_chain import LEFT_UNDONE, TODO, chain_look
from gospablik.moderation.chain import ChainSeen, chain_seen
from gospablik.templates import plural
from tasks.artifacts import show_if_new
from tasks.desk import desk
from tasks.markdown import cell


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, in a few words; what is broken, in whole sentences.

    `alarmed`: of this an alarm has been written; `problems`: of this none.
    """

    words: str
    problems: tuple[str, ...] = ()
    alarmed: tuple[str, ...] = ()


@task(name="Проверить журнал", task_run_name="Проверить журнал", cache_policy=NO_CACHE)
def verify_proofs(number: int, seal: str) -> Looked:
    """Every row of the chain, and the row told in a letter if there is one.

    Orders the letters: the chain is broken, or holds again. A number that somebody typed and that
    does not fit is told to whoever typed it.
    """
    at = desk()
    with at.store.read() as session:
        seen = chain_seen(session, at.office, number, seal)
    with at.store.write() as session:
        tell(session, at.office, [chain_look(seen.broken if seen.by_itself else None)], now())
    show_if_new("zhurnal", _page(seen), "Журнал доказательств (п. 4.2)")
    known = plural(seen.rows, "запись", "записи", "записей")
    if seen.broken:
        words, problem = f"{known}, журнал нарушен", (_problem(seen),)
        return Looked(words, alarmed=problem) if seen.by_itself else Looked(words, problem)
    return Looked(f"{known}, все сходятся" if seen.rows else "записей ещё нет")


def _problem(seen: ChainSeen) -> str:
    return f"Журнал доказательств нарушен: {seen.broken}. {LEFT_UNDONE} {TODO}"


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
