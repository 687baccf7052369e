"""The pictures of the documentation: each is shown somewhere, and made by a test."""

import re
from pathlib import Path

from gospablik.root import ROOT

KEPT = {file.stem for file in (ROOT / "docs" / "screenshots").glob("*.png")}

BY_HAND = {"15-four-networks"}
"""The four pages that `./run demo` leaves, taken side by side."""


def test_each_is_shown_and_each_that_is_shown_is_there() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    words = " ".join(page.read_text("utf-8") for page in pages)
    assert set(re.findall(r"screenshots/([\w-]+)\.png", words)) == KEPT


def test_each_is_made_by_a_test_and_cannot_grow_old() -> None:
    tests = sorted({*(ROOT / "tests").rglob("*.py")} - {Path(__file__).resolve()})
    made = " ".join(file.read_text("utf-8") for file in tests)
    assert {name for name in KEPT if f'"{name}' not in made} == BY_HAND
