"""What the weekly letter looks like: on a desk, on a telephone, without pictures, in the dark.

Its eight weeks are generated, no office runs. Its sheet as a picture: `tests/letters/sheet.py`.
"""

from collections.abc import Iterator
from html import escape
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from gospablik.control import report_files
from gospablik.drafts import Draft
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from office.outside_tools import find_chromium
from tests.browser.conftest import SHOTS
from tests.gospablik.control.eight_weeks import eight_weeks, office
from tests.letters.every import weekly

DESK: ViewportSize = {"width": 900, "height": 1100}
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
OTHERS = [
    {"key": f"vk-{number}", "name": f"Администрация Жатая ({network})", "group_id": number}
    for number, network in enumerate(("Одноклассники", "Telegram", "MAX"), 1)
]
AS_LIGHT = '<meta name="color-scheme" content="light only">'
EIGHT_WEEKS = "Последние восемь недель"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )


@pytest.fixture
def letter(sqlite_store: Store) -> Draft:
    eight_weeks(sqlite_store, office())
    return weekly(sqlite_store, office())


@pytest.mark.browser
def test_the_letter_is_read_everywhere(browser: Browser, letter: Draft) -> None:
    on_a_desk(browser, letter)
    on_a_telephone(browser, letter)
    without_pictures(browser, letter)
    in_the_dark(browser, letter)
    as_plain_text(browser, letter)


@pytest.mark.browser
def test_four_pages_fit_on_a_telephone(browser: Browser, sqlite_store: Store) -> None:
    """One in each network, as a town has them: none is left out, no table is too wide."""
    raw = office().model_dump()
    four = [raw["page"][0], *({**raw["page"][0], **other} for other in OTHERS)]
    house = Organisation.model_validate(raw | {"page": four})
    eight_weeks(sqlite_store, house)
    letter = weekly(sqlite_store, house)
    assert "страница — в таблице XLSX" not in letter.html
    look(opened(browser, with_pictures(letter), TELEPHONE), "")


def on_a_desk(browser: Browser, letter: Draft) -> None:
    page = opened(browser, with_pictures(letter), DESK)
    look(page, "26-letter-desk")
    page.get_by_text(EIGHT_WEEKS).evaluate("one => one.scrollIntoView()")
    look(page, "24-letter-eight-weeks")
    assert page.evaluate("[...document.images].map(one => one.naturalWidth)") == [1080, 1080]


def on_a_telephone(browser: Browser, letter: Draft) -> None:
    page = opened(browser, with_pictures(letter), TELEPHONE)
    look(page, "25-letter-phone")


def without_pictures(browser: Browser, letter: Draft) -> None:
    """Some programs show not even the letter's own; the words in their place stand whole."""
    page = opened(browser, letter.html, DESK)
    page.locator("img").first.evaluate("one => one.scrollIntoView({block: 'center'})")
    look(page, "27-letter-images-off")
    assert page.evaluate("[...document.images].map(one => one.naturalWidth)") == [0, 0]


def in_the_dark(browser: Browser, letter: Draft) -> None:
    """A letter asks to stay light; who repaints it all the same (Gmail, Outlook) is imitated."""
    page = opened(browser, with_pictures(letter), DESK, dark=True)
    assert corner(page) == (255, 255, 255)
    page = opened(browser, with_pictures(letter).replace(AS_LIGHT, ""), DESK, dark=True)
    assert max(corner(page)) < 40
    page.locator("img").first.evaluate("one => one.scrollIntoView({block: 'center'})")
    look(page, "28-letter-dark")


def as_plain_text(browser: Browser, letter: Draft) -> None:
    words = f"<pre style='font:13px/1.4 monospace;white-space:pre-wrap'>{escape(letter.text)}</pre>"
    look(opened(browser, words, DESK), "29-letter-text")


def with_pictures(letter: Draft) -> str:
    """The HTML as a program shows it that has the letter's own pictures."""
    return report_files.with_pictures(letter.html, letter.attachments)


def opened(browser: Browser, html: str, window: ViewportSize, *, dark: bool = False) -> Page:
    context = browser.new_context(
        viewport=window, locale="ru-RU", color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    if dark:
        context.new_cdp_session(page).send("Emulation.setAutoDarkModeOverride", {"enabled": True})
    page.set_content(html)
    return page


def corner(page: Page) -> tuple[int, ...]:
    """The colour that is seen there."""
    with Image.open(BytesIO(page.screenshot())) as image:
        return tuple(image.convert("RGB").crop((3, 3, 4, 4)).tobytes())


def look(page: Page, shot: str) -> None:
    """Nothing reaches beyond the window: nobody has to move the letter to and fro.

    `shot`: the picture's name; empty for none.
    """
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if SHOTS and shot:
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"{shot}.png", animations="disabled")
