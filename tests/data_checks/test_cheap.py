"""What must hold without Great Expectations: findings, the page's check, and who imports what."""

import re
import subprocess
import sys

import pytest

from data_checks.page import RULE, PageRow, check_page
from gospablik.root import ROOT

WORDING = "Официальная страница Администрации ГО «Жатай»"


SAID = 'Добро пожаловать! ОФИЦИАЛЬНАЯ страница\nадминистрации ГО "Жатай".'


@pytest.mark.parametrize(
    "row",
    [
        PageRow("vk", WORDING, name=SAID),
        PageRow("vk", WORDING, description=SAID),
        PageRow("vk", WORDING, status=SAID),
    ],
)
def test_the_wording_may_stand_anywhere(row: PageRow) -> None:
    report = check_page(row)
    assert report.fine
    assert (report.checked, report.rules) == (1, (RULE,))


def test_a_page_that_does_not_say_it() -> None:
    (finding,) = check_page(PageRow("vk", WORDING, name="Жатай")).findings
    assert (finding.severity, finding.subject, finding.page) == ("critical", "vk", "vk")
    assert "п. 3.5" in finding.words
    assert WORDING in finding.expected
    assert finding.found == "название: Жатай; описание: пусто; статус: пусто"


@pytest.mark.parametrize("row", [PageRow("vk", WORDING, read=False), PageRow("vk", " ", name="А")])
def test_not_checked_is_not_fine(row: PageRow) -> None:
    report = check_page(row)
    assert not report.fine
    assert not report.findings
    assert report.checked == 0
    assert report.not_checked[0][:2] == ("vk", RULE)


def test_nothing_to_check_imports_nothing() -> None:
    code = (
        "import sys, data_checks.posts as p, data_checks.live as l, data_checks.page\n"
        "from data_checks import audit, comments, pages, register\n"
        "nothing = data_checks.findings.CheckReport()\n"
        "assert p.check_posts([]) == l.check_live([]) == audit.check_audit([]) == nothing\n"
        "assert comments.check_comments([]) == pages.check_pages([]) == nothing\n"
        "assert register.check_register([]) == nothing\n"
        "print({'great_expectations', 'pandas', 'numpy', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_only_the_engine_imports_great_expectations() -> None:
    imports = re.compile(r"^\s*(?:import|from)\s+(?:great_expectations|pandas)\b", re.MULTILINE)
    rooms = ["flows", "tasks", "data_checks", "gospablik", "office", "sandbox", "migrations"]
    rooms += ["tests", "bench"]
    guilty = [
        path.relative_to(ROOT).as_posix()
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        if imports.search(path.read_text("utf-8"))
    ]
    measured = "bench/auditing.py"  # a process of its own, which is held beside pandas
    assert guilty == ["data_checks/engine.py", "data_checks/expectations.py", measured]
