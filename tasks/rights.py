"""Our rights on the pages: asked of each network, kept, compared, written of when one is lost."""

from dataclasses import dataclass

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.access_kept import keep_access
from gospablik.control.rights import Right, compare, keep
from gospablik.control.rights_alarms import Keys, tell
from gospablik.errors import CouldNotRead, OfficeError
from gospablik.networks.matrices import best, matrix_of
from gospablik.organisation import Page
from gospablik.templates import in_quotes
from tasks.credentials import PAGE_BLOCKS, page_block, page_keys
from tasks.desk import desk

_ASK_AGAIN = "устраните причину и запустите «Проверка прав»; завтра она пройдёт сама."


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking about one page. `keys` is None if there is no block with them, `kinds`
    are the kinds of keys in it. `unread` says what nobody could ask.
    """

    page: str
    keys: Keys | None = None
    kinds: tuple[str, ...] = ()
    rights: tuple[Right, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[Right, ...]:
        """Rights that are lost."""
        return tuple(right for right in self.rights if right.lost)

    @property
    def at_risk(self) -> bool:
        """The keys hang on a private person, or nobody has said on whom (clause 2.2)."""
        return self.keys is not None and not self.keys.of_the_house


@task(
    name="Спросить сеть о правах",
    task_run_name="Спросить сеть о правах: {page_key}",
    cache_policy=NO_CACHE,
)
def ask_rights(page_key: str) -> Asked:
    """Ask the network what our keys may do, keep the answers, order the letters about losses.

    Only reading and harmless calls: nothing appears on the page.
    """
    at = desk()
    page = at.office.page_by_key(page_key)
    keys: Keys | None = None
    kinds: tuple[str, ...] = ()
    try:
        block = page_keys(page, PAGE_BLOCKS[page.network])
        keys = Keys(block.owner, block.holder, page_block(page))
        matrix = matrix_of(page.network)
        kinds = tuple(block.kinds(matrix))
        probed = at.network(page_key).probe()
    except OfficeError as problem:
        with at.store.write() as session:
            keep_access(
                session, at.office, page_key, keys=keys, rights=(), unread=str(problem), now=now()
            )
        return Asked(page_key, keys, kinds, unread=(str(problem),))
    moment = now()
    with at.store.write() as session:
        keep(session, at.office, page_key, probed, moment)
        rights = compare(session, at.office, page_key, best(matrix, kinds), probed)
        unread = _unread(page, rights)
        tell(session, at.office, page, rights, keys=keys, now=moment)
        why = " ".join(unread) or None
        keep_access(session, at.office, page_key, keys=keys, rights=rights, unread=why, now=moment)
    return Asked(page_key, keys, kinds, rights, unread)


def refusals(asked: Asked) -> list[str]:
    """What the day's work needs and the network refuses, as a run says why it is red."""
    page = desk().office.page_by_key(asked.page)
    said: dict[str, list[str]] = {}
    for right in asked.refused:
        if right.needed and right.known:
            said.setdefault(right.known.why, []).append(right.operation.quoted)
    return [
        f"Страница {in_quotes(page.name)}, сеть отказывает в правах: {', '.join(operations)}. {why}"
        " Не сделано: пока так, этого программа там не сделает. Что делать: верните ключу право"
        f" или замените ключ в блоке «{page_block(page)}» (Prefect, раздел Blocks); подробно — в"
        " письме и в отчёте «Права ключей»."
        for why, operations in said.items()
    ]


def _unread(page: Page, rights: tuple[Right, ...]) -> tuple[str, ...]:
    """One sentence for each reason why the network did not answer."""
    said: dict[str, list[str]] = {}
    for right in rights:
        if right.silent:
            said.setdefault(right.silent, []).append(right.operation.quoted)
    return tuple(
        str(
            CouldNotRead(
                f"Страница {in_quotes(page.name)}, о правах не узнать"
                f" ({'обо всех' if len(operations) == len(rights) else ', '.join(operations)})."
                f" {why}",
                not_done="эти права не проверены; это не значит, что они есть.",
                next_step=_ASK_AGAIN,
            )
        )
        for why, operations in said.items()
    )
