"""A person at a browser: looks, presses, fills in; and what may never be on any page."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import (
    BrowserContext,
    Dialog,
    Locator,
    Page,
    Request,
    TimeoutError,
    ViewportSize,
    expect,
)

PATIENCE = 120_000
"""Milliseconds for a run to end or to ask: the machine may be slow, a person waits, too."""

WINDOW: ViewportSize = {"width": 1280, "height": 900}
TALL: ViewportSize = {"width": 1280, "height": 1300}

MARKUP = (
    "идиоты! <img src=x onerror=\"document.title='взломано'\"> "
    "[нажми](javascript:document.title='взломано') **жирно** <b>жирно</b>"
)
"""A resident's words that are no text for whoever takes them for markup."""
CARRIED_OUT = (
    "img[src='x'], [onerror], a[href^='javascript:'], strong:text('жирно'), b:text('жирно')"
)


@dataclass
class Network:
    """What the browser asked for, and what the policy of the page did not let out."""

    asked: list[str] = field(default_factory=list)
    kept_in: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Note every request from now on."""
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("requestfailed", self._failed)

    def _failed(self, request: Request) -> None:
        if request.failure == "csp":
            self.kept_in.append(request.url)

    def left_for(self) -> set[str]:
        """host:port of everything that left the browser."""
        left = [url for url in self.asked if url.startswith("http")]
        for url in self.kept_in:
            left.remove(url)
        return {urlsplit(url).netloc for url in left}


class Person:
    """Somebody at the Prefect UI and at the pages of the sandbox."""

    def __init__(self, page: Page, prefect: str, sandbox: str, shots: Path | None) -> None:
        """`shots`: the folder for pictures of what was seen, None for no pictures."""
        self.page, self._prefect, self._sandbox, self._shots = page, prefect, sandbox, shots
        self.amiss: list[str] = []
        page.set_default_timeout(30_000)
        page.on("dialog", self._dialog)

    def _dialog(self, dialog: Dialog) -> None:
        self.amiss.append(f"окно: {dialog.message}")
        dialog.dismiss()

    def look(
        self,
        *words: str | re.Pattern[str],
        shot: str = "",
        at: Locator | None = None,
        tall: bool = False,
    ) -> None:
        """All these words are to be seen, and nobody's markup was carried out.

        `at`: where they are to be seen, if not anywhere; `shot`: the name of the picture;
        `tall`: of a window as high as a sheet of paper.
        """
        place = at or self.page.locator("body")
        for text in words:
            place.get_by_text(text).filter(visible=True).first.wait_for()
        for frame in self.page.frames:
            assert frame.locator(CARRIED_OUT).count() == 0
        assert "взломано" not in self.page.title()
        assert not self.amiss, self.amiss
        if shot and self._shots:
            if at is not None:
                at.evaluate("element => element.scrollIntoView({block: 'center'})")
            self.page.mouse.move(0, 0)
            expect(self.page.locator("[data-sonner-toast]")).to_have_count(0)
            self.page.set_viewport_size(TALL if tall else WINDOW)
            self.page.screenshot(path=self._shots / f"{shot}.png", animations="disabled")
            self.page.set_viewport_size(WINDOW)

    def go(self, path: str) -> None:
        """Open a page of Prefect."""
        self.page.goto(f"{self._prefect}/v2/{path}")

    def visit(self, path: str) -> None:
        """Open a page of the sandbox."""
        self.page.goto(f"{self._sandbox}/{path}")

    def open_deployment(self, name: str) -> None:
        """From the list of deployments, which shows ten of them, to the one that is looked for.

        By the address that a search makes: what is typed takes effect later, and takes somebody
        who has gone on meanwhile back to the list.
        """
        self.go(f"deployments?flowOrDeploymentName={quote(name)}")
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.page.get_by_role("button", name="Run", exact=True).click()

    def quick_run(self, name: str, result: str) -> None:
        """Start a deployment as it is and wait until its run is named by its result."""
        self.open_deployment(name)
        self._start(self.page.get_by_role("menuitem", name="Quick run"))
        self.ended(f"{name}: {result}")

    def submit(self) -> None:
        """Start a deployment with what was filled in; to the page of its run."""
        self._start(self.page.get_by_role("button", name="Submit"))

    def _start(self, press: Locator) -> None:
        """To where the notice leads, which is gone within seconds: too soon on a busy machine.

        One presses again when Prefect's server could not write (SQLite was locked).
        """
        for _ in range(3):
            with self.page.expect_response(
                lambda one: one.url.endswith("/create_flow_run")
            ) as made:
                press.click()
            if made.value.ok:
                self.go(f"runs/flow-run/{made.value.json()['id']}")
                return
            if not press.is_visible():
                self.page.get_by_role("button", name="Run", exact=True).click()
        raise AssertionError(made.value.text())

    def ended(self, result: str) -> None:
        """The run of this page is over and its name says so."""
        expect(self.page.locator("body")).to_contain_text(result, timeout=PATIENCE)
        self.page.get_by_text("Completed", exact=True).first.wait_for(timeout=PATIENCE)

    def open_run(self, name: str) -> None:
        """From the list of runs to the one whose name begins so."""
        self.go("runs")
        self.page.get_by_role("link", name=re.compile(f"^{re.escape(name)}")).first.click(
            timeout=PATIENCE
        )
        self.page.get_by_text("Suspended").first.wait_for(timeout=PATIENCE)

    def waits(self, name: str) -> None:
        """The run of this page waits for an answer and its name says so."""
        expect(self.page.locator("body")).to_contain_text(name, timeout=PATIENCE)
        self.page.get_by_text("Suspended").first.wait_for(timeout=PATIENCE)

    def only_warnings(self) -> None:
        """Of the log of a run's page."""
        self.page.get_by_role("combobox").filter(has_text="Level: All").click()
        self.page.get_by_role("option", name="Warning and above").click()

    def open_artifact(self, title: str) -> None:
        """From a run's page to what it shows."""
        self.page.get_by_role("tab", name="Artifacts").click()
        self.page.get_by_text(title).first.click()

    def open_form(self) -> Locator:
        """Menu, Resume: the dialog with the form."""
        self.page.get_by_role("button", name="Open menu").first.click()
        self.page.get_by_role("menuitem", name="Resume").click()
        return self.page.get_by_role("dialog")

    def choose(self, form: Locator, title: str, value: str) -> None:
        """In the list whose title begins so."""
        form.get_by_role("button", name=f"Select {title}").click()
        option = self.page.get_by_role("option", name=value)
        chosen = option.inner_text()
        option.click()
        expect(self.page.get_by_role("option")).to_have_count(0)
        expect(form.get_by_role("button", name=f"Select {title}")).to_have_text(chosen)

    def fill(self, form: Locator, values: Mapping[str, str]) -> None:
        """Write into fields, by the beginnings of their titles."""
        for title, value in values.items():
            form.get_by_label(re.compile(f"^{re.escape(title)}")).fill(value)

    def send(self, form: Locator) -> None:
        """Press Resume; the dialog is gone.

        It stays when Prefect's server could not write (SQLite was locked): one presses again.
        """
        for _ in range(3):
            form.get_by_role("button", name="Resume").click()
            with suppress(TimeoutError):
                form.wait_for(state="hidden", timeout=10_000)
                return
        raise AssertionError(f"форма не закрылась: {form.inner_text()}")
