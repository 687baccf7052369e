"""A reconciliation as a whole: what is looked at, its beginning and end, its two figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.figures_checks import news_may_lack
from gospablik.reconciliation.keeping import begin_audit, end_audit
from gospablik.reconciliation.lines import Line
from gospablik.reconciliation.period import period
from gospablik.reconciliation.scope import Scope
from gospablik.reconciliation.target import narrow
from gospablik.reconciliation.whole_page import Figures, PageCompared
from gospablik.store.tables import Result
from gospablik.templates import in_sentences
from tasks.desk import ALL_PAGES, desk
from tasks.reconciliation import Looked, Status

_GONE = "Если её нет и через несколько часов, программа спросит человека, снять ли посты о ней."
_TAKEN_OFF = "снят по решению; сеть не показывает, что пост удалён."


@dataclass(frozen=True, slots=True)
class Begun:
    """A reconciliation that began: its row, what it looks at, the keys of the pages.

    `unread`: why news of the site may lack, in whole sentences.
    """

    audit_id: int
    scope: Scope
    pages: tuple[str, ...]
    unread: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it is of pages, not of one post or one item."""
        return not self.scope.address


@dataclass(frozen=True, slots=True)
class Ended:
    """What it came to. `lines`: of all pages."""

    figures: Figures
    lines: tuple[Line, ...]

    @property
    def bad(self) -> int:
        """How many posts and items are not as they should be."""
        return sum(one.result is Result.BAD for one in self.lines)

    @property
    def words(self) -> str:
        """«охват 12 из 13, верность 11 из 12»."""
        told = self.figures
        return f"охват {told.covered} из {told.items}, верность {told.faithful} из {told.posts}"


@task(name="Начать сверку", task_run_name="Начать сверку", cache_policy=NO_CACHE)
def start_audit(page: str, days: int, since: str, until: str, address: str) -> Begun:
    """What is compared. Raises OfficeError for days or an address that mean nothing."""
    at = desk()
    pages = at.pages(page)
    moment = now()
    scope = period(at.office, days, since, until, moment)
    with at.store.write() as session:
        if address.strip():
            scope = narrow(session, at.office, pages, scope, address)
        audit = begin_audit(session, at.office, "" if page == ALL_PAGES else page, scope, moment)
        unread = news_may_lack(session, at.office, moment)
    keys = [one.key for one in pages if scope.page in ("", one.key)]
    return Begun(audit.id, scope, tuple(keys), (unread,) if unread else ())


@task(name="Записать сверку", task_run_name="Записать сверку", cache_policy=NO_CACHE)
def finish_audit(audit_id: int, pages: Sequence[PageCompared]) -> Ended:
    """Keep all lines, the figures and the end, or nothing."""
    at = desk()
    with at.store.write() as session:
        figures = end_audit(session, at.office, audit_id, pages, now())
    return Ended(figures, tuple(line for page in pages for line in page.lines))


def beside_posts(
    looked: Sequence[Looked], statuses: Sequence[Status], gone: Sequence[str] = ()
) -> list[str]:
    """What else the run saw: pages without official status (3.5), what networks never tell.

    And news (titles) whose page was just found gone, and news that a person decided not to publish,
    with name and reason.
    """
    office = desk().office
    said = [
        f"{office.named(office.page_by_key(one.page))}: {found.words}"
        f" Ожидалось: {found.expected}. На странице: {found.found}"
        for one in statuses
        for found in one.findings
    ]
    for one in looked:
        named = office.named(office.page_by_key(one.compared.page))
        count, reasons = one.untold
        if count:
            said.append(in_sentences([f"{named}: не проверено до конца постов: {count}", *reasons]))
        said += [f"{named}: пост {address} {_TAKEN_OFF}" for address in one.compared.taken_off]
        said += [f"{named}: «{news.title}» {news.words}" for news in one.dropped]
    said += [f"Страницы новости «{title}» на сайте нет. {_GONE}" for title in gone]
    return said
