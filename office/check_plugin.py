"""A pytest plugin: what could not be checked is said aloud, and never passes for checked.

Tests marked `browser` or `postgres` are skipped where the tool is missing, and the last lines of
the run say how many. With `--all` they fail instead.

In two processes, all that needs a running office is one chain, so that one office is started.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from office.outside_tools import find_chromium, find_postgres

NEEDS = {
    "browser": ("браузер", find_chromium),
    "postgres": ("PostgreSQL", find_postgres),
}
UNCHECKED = "НЕ ПРОВЕРЕНО: "
IN_THE_RUNNING_OFFICE = ("tests/browser/", "tests/end_to_end/")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--all`."""
    parser.addoption("--all", action="store_true", help="браузер и PostgreSQL обязательны")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, or with `--all` fail, a test whose tool is not here."""
    for marker, (name, find) in NEEDS.items():
        if item.get_closest_marker(marker) and find() is None:
            say = pytest.fail if item.config.getoption("--all") else pytest.skip
            say(UNCHECKED + name)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each missing tool, with the true number of tests."""
    for name, _ in NEEDS.values():
        reports = [
            report
            for outcome in ("skipped", "failed", "error")
            for report in terminalreporter.stats.get(outcome, [])
            if UNCHECKED + name in str(report.longrepr)
        ]
        if reports:
            count = len({report.nodeid for report in reports})
            terminalreporter.write_line(f"{UNCHECKED}{name}, {tests(count)}", yellow=True)


class OneOffice(LoadFileScheduling):  # type: ignore[misc]
    """File by file, but the files that share the running office go to one process.

    Not xdist's groups: pytest 9.2 keeps node ids where xdist 3.8 does not look for them.
    """

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(IN_THE_RUNNING_OFFICE):
            return "the running office"
        return str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Ours in the place of xdist's own `--dist loadfile`."""
    return OneOffice(config, log) if config.getvalue("dist") == "loadfile" else None


def tests(count: int) -> str:
    """The number with the Russian noun in the right form."""
    tens, ones = count % 100, count % 10
    if ones == 1 and tens != 11:
        return f"{count} тест"
    if ones in (2, 3, 4) and tens not in (12, 13, 14):
        return f"{count} теста"
    return f"{count} тестов"
