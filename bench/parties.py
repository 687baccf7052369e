"""The demo's office for measurements that need no Prefect: its organisation.toml, its own desk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from gospablik.networks import pace
from gospablik.networks.vk.page import VkPage
from gospablik.networks.vk.tokens import VkTokens
from gospablik.organisation import Organisation, read_organisation
from gospablik.page import VkEntry
from gospablik.store.migrate import migrate
from office.demo.scene import Wishes, organisation_toml
from tasks.desk import Desk, desk

PAGE = "zhatay-vk"


def organisation(folder: Path, sandbox: str = "http://127.0.0.1:9") -> Organisation:
    """The demo's organisation in that folder, its one page at that sandbox."""
    path = folder / "organisation.toml"
    path.write_text(organisation_toml(sandbox, Wishes()), "utf-8")
    return read_organisation(path)


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
        office, url = organisation(folder, sandbox), f"sqlite:///{folder}/office.sqlite"
        migrate(url)
        os.environ["GOSPABLIK_DATABASE_URL"] = url
        os.environ["GOSPABLIK_ORGANISATION"] = str(folder / "organisation.toml")
        desk.cache_clear()
        at = desk()
        try:
            with vk_page(office, service_key) as page:
                at.networks = {PAGE: page}
                yield at
        finally:
            at.store.close()
            desk.cache_clear()
