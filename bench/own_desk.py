"""A desk of the measurement's own: one page of VK, without pauses, over a new database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.databases import sqlite
from bench.parties import PAGE, organisation
from gospablik.networks import pace
from gospablik.networks.vk.page import VkPage
from gospablik.networks.vk.tokens import VkTokens
from gospablik.organisation import Organisation
from gospablik.page import VkEntry
from tasks.desk import Desk, desk


@contextmanager
def vk_page(office: Organisation, service_key: str) -> Iterator[VkPage]:
    """The page as that key sees it, without pauses for politeness."""
    entry = office.page_by_key(PAGE)
    assert isinstance(entry, VkEntry)
    pause, pace.WINDOW = pace.WINDOW, 0.0
    try:
        with VkPage(entry, VkTokens("", service_key)) as page:
            yield page
    finally:
        pace.WINDOW = pause


@contextmanager
def own_desk(sandbox: str, service_key: str) -> Iterator[Desk]:
    """The desk of this process over a new SQLite database, with that one page open."""
    with TemporaryDirectory(prefix="gospablik-bench-") as name:
        folder = Path(name)
        office = organisation(folder, sandbox)
        os.environ["GOSPABLIK_DATABASE_URL"] = sqlite(folder)
        os.environ["GOSPABLIK_ORGANISATION"] = str(folder / "organisation.toml")
        os.environ["GOSPABLIK_STATE"] = str(folder)
        desk.cache_clear()
        at = desk()
        try:
            with vk_page(office, service_key) as page:
                at.networks = {PAGE: page}
                yield at
        finally:
            at.store.close()
            desk.cache_clear()
