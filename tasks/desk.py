"""What every task works at: the organisation, our database, the networks, the mail server.

Made once a process and only as far as it is needed: an idle pass opens no network and asks for no
keys.
"""

import os
from functools import cache, cached_property, partial
from pathlib import Path

import httpx

from gospablik.clock import now
from gospablik.errors import CouldNotRead, OfficeError
from gospablik.networks.base import Network
from gospablik.organisation import Organisation, Page, read_organisation
from gospablik.root import ROOT
from gospablik.store.session import Store
from gospablik.templates import in_quotes

ALL_PAGES = "все страницы"


def organisation_file() -> Path:
    """Where organisation.toml lies: GOSPABLIK_ORGANISATION, or the checkout."""
    return Path(os.environ.get("GOSPABLIK_ORGANISATION", ROOT / "organisation.toml"))


class Desk:
    """The parties of one process. Properties raise OfficeError in words when something lacks."""

    def __init__(self) -> None:
        self._closed: dict[str, OfficeError] = {}

    @cached_property
    def office(self) -> Organisation:
        """The organisation as its file says."""
        return read_organisation(organisation_file())

    @cached_property
    def store(self) -> Store:
        """Our database; its URL comes from the environment only."""
        url = os.environ.get("GOSPABLIK_DATABASE_URL")
        if not url:
            raise OfficeError(
                "Не задана переменная GOSPABLIK_DATABASE_URL.",
                not_done="ничего не прочитано и не сделано.",
                next_step="запускайте через ./run up или ./run demo: они её задают.",
            )
        return Store(url)

    @cached_property
    def state(self) -> Path:
        """The folder where the office keeps its files (docs/architecture.md)."""
        return Path(os.environ.get("GOSPABLIK_STATE", ROOT / ".state" / "up")).absolute()

    @cached_property
    def networks(self) -> dict[str, Network]:
        """An open adapter for each page that is run and whose keys are at hand, by its key."""
        from gospablik.networks import pace
        from gospablik.store.turns import StoredTurns
        from tasks.pages import open_page, sharing_a_bot

        pace.SHARED = pace.Pace(StoredTurns(self.store))
        opened: dict[str, Network] = {}
        for page, why in self.office.suspended_pages(now()):
            self._closed[page.key] = _suspended(page, why)
        for page in self.office.active_pages(now()):
            try:
                opened[page.key] = open_page(page, self.office, self.store)
            except OfficeError as problem:  # one page without keys does not close the others
                self._closed[page.key] = problem
        for key, shared in sharing_a_bot(opened, self.office).items():
            opened.pop(key).close()
            self._closed[key] = shared
        return opened

    def network(self, page_key: str) -> Network:
        """The adapter of one page. Raises CouldNotRead that says which keys it lacks."""
        closed = self.why_closed(page_key)
        if closed is not None:
            raise CouldNotRead(
                closed.happened, not_done=closed.not_done, next_step=closed.next_step
            )
        return self.networks[page_key]

    def why_closed(self, page_key: str) -> OfficeError | None:
        """Why a page has no adapter; None if it has one, or is no page of ours."""
        return None if page_key in self.networks else self._closed.get(page_key)

    @cached_property
    def http(self) -> httpx.Client:
        """For the official site, with good manners. Limits and the User-Agent are the reader's.

        Raises CouldNotRead if its proxy or its authority's file is not what it should be.
        """
        from gospablik.networks.opening import open_http
        from gospablik.site import PoliteClient
        from gospablik.store.manners import StoredManners

        site = self.office.site
        polite = partial(PoliteClient, site.hosts, StoredManners(self.store))
        try:
            return open_http(site.proxy, site.authority, ROOT, polite)
        except OfficeError as problem:
            raise CouldNotRead(
                f"Сайт не прочитан. {problem.happened}",
                not_done=problem.not_done,
                next_step=problem.next_step,
            ) from None

    def pages(self, chosen: str) -> list[Page]:
        """The chosen page, or all that are run now.

        Raises OfficeError for a key that no page has, and for a page that is suspended.
        """
        if chosen == ALL_PAGES:
            return self.office.active_pages(now())
        try:
            page = self.office.page_by_key(chosen)
        except KeyError:
            keys = ", ".join(page.key for page in self.office.page)
            raise OfficeError(
                f"Страницы «{chosen}» нет.",
                not_done="ничего не сделано.",
                next_step=f"выберите одну из: {keys}.",
            ) from None
        why = self.office.suspension(page, now())
        if why:
            raise _suspended(page, why)
        return [page]


def _suspended(page: Page, why: str) -> OfficeError:
    return OfficeError(
        f"Страница {in_quotes(page.name)} {why}.",
        not_done="на ней ничего не прочитано и не сделано.",
        next_step="когда страница вернётся, уберите suspended_from и suspended_because из"
        " organisation.toml.",
    )


@cache
def desk() -> Desk:
    """The desk of this process."""
    return Desk()


def page_choices() -> list[str]:
    """What the form of a run by hand offers; only «все страницы» where there is no file yet."""
    try:
        return [ALL_PAGES, *(page.key for page in desk().office.page)]
    except OfficeError:
        return [ALL_PAGES]
