"""The pages behind posts that stand, read again: what changed on the site afterwards (3.2)."""

from dataclasses import dataclass, field

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.publishing.again import (
    PageNow,
    StandingItem,
    leads_elsewhere,
    note_gone,
    note_page,
    reworded,
    to_read_again,
)
from gospablik.reconciliation.scope import Scope
from gospablik.site import canonical
from gospablik.templates import plural
from tasks.desk import desk
from tasks.website import ArticleSaid, article_said, keep_said

IN_A_ROW = 10
"""After so many pages one behind the other that could not be read, the site is let alone."""

_LET_ALONE = "Её не открывали: десять страниц сайта до неё подряд прочитать не удалось."


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """What came of it. `read`: how many pages; `changed`, `gone`: titles of news whose page says
    otherwise now, or is not there as of late; `unread`: whole sentences on what could not be read;
    `why`: of each item (row id) whose page could not be; `back`: how many pages that were gone are
    there again, so that no post about them is to be taken off any more.
    """

    read: int = 0
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    why: dict[int, str] = field(default_factory=dict)
    back: int = 0


@task(
    name="Перечитать страницы новостей",
    task_run_name="Перечитать страницы новостей",
    cache_policy=NO_CACHE,
)
def read_pages_again(scope: Scope) -> ReadAgain:
    """Read the page of every item with a post that stands and lies in what is reconciled."""
    at = desk()
    with at.store.read() as session:
        items = to_read_again(
            session,
            at.office,
            scope.since,
            now(),
            item_id=scope.item_id,
            network_id=scope.network_id,
        )
    read, changed, gone = 0, list[str](), list[str]()
    unread, of_items = list[str](), dict[int, str]()
    in_a_row = back = 0
    for place, item in enumerate(items, 1):
        said = article_said(item.link)
        if said.gone:
            read, in_a_row = read + 1, 0
            gone += [] if item.gone else [item.title]
            with at.store.write() as session:
                note_gone(session, item.item_id, now())
            continue
        page = PageNow(said.text or "", said.picture, said.address, said.raw)
        why = said.unread or _elsewhere(item, page)
        if why is None:
            read, in_a_row, back = read + 1, 0, back + item.gone
            if _keep(item, page):
                changed.append(item.title)
            continue
        unread.append(why)
        in_a_row += 1
        of_items[item.item_id] = why
        if in_a_row == IN_A_ROW and place < len(items):
            unread.append(_let_alone(len(items) - place))
            of_items |= {left.item_id: _LET_ALONE for left in items[place:]}
            break
    told = tuple(dict.fromkeys(unread))
    return ReadAgain(read, tuple(changed), tuple(gone), told, of_items, back)


def _keep(item: StandingItem, page: PageNow) -> bool:
    store = desk().store
    with store.read() as session:
        new = reworded(session, item.item_id, page)
    with store.write() as session:
        return note_page(session, item.item_id, page, new, now())


def read_wording(revision: int, item: StandingItem) -> None:
    """Read the page of a wording (row id) that came through the feed, before posts follow it."""
    said = article_said(item.link)
    if said.text is not None:
        why = _elsewhere(item, PageNow(said.text, said.picture, said.address, said.raw))
        said = ArticleSaid(unread=why) if why else said
    keep_said(revision, said)


def _let_alone(rest: int) -> str:
    return (
        "Десять страниц новостей подряд прочитать не удалось, остальные не открывались:"
        f" {plural(rest, 'страница', 'страницы', 'страниц')}. Не сделано: посты о них не сверены с"
        " сайтом. Что делать: проверьте, открывается ли сайт, и запустите «Сверку с сайтом» снова."
    )


def _elsewhere(item: StandingItem, page: PageNow) -> str | None:
    if not leads_elsewhere(item, page):
        return None
    moved = canonical(page.address) != canonical(item.link)
    where = f" ведёт на {page.address}, а там" if moved else ": там"
    return (
        f"Страница новости «{item.title}» не перечитана: её адрес {item.link}{where} нет"
        " ни её заголовка, ни одного её предложения. Не сделано: пост не сверен с сайтом. Что"
        " делать: откройте адрес и проверьте, на месте ли новость."
    )
