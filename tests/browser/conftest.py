"""A person with a browser, beside a running office."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright

from gospablik.root import ROOT
from office.outside_tools import find_chromium
from tests.browser.person import WINDOW, Network, Person
from tests.end_to_end.town import Town

SHOTS = ROOT / "docs" / "screenshots" if os.environ.get("GOSPABLIK_SCREENSHOTS") else None
"""With GOSPABLIK_SCREENSHOTS=1 the pictures in the documentation are made anew."""


@pytest.fixture
def network() -> Network:
    """Every request of the browser."""
    return Network()


@pytest.fixture
def person(town: Town, network: Network) -> Iterator[Person]:
    """Somebody who has just opened a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        context = browser.new_context(viewport=WINDOW, locale="ru-RU", timezone_id="Asia/Yakutsk")
        network.watch(context)
        if SHOTS:
            SHOTS.mkdir(exist_ok=True)
        yield Person(context.new_page(), town.stack.address, town.outside.address, SHOTS)
        browser.close()
