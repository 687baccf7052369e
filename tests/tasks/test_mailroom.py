"""Letters: each that the office writes is called in Russian where one did not go."""

from gospablik.control.figures_actions import LETTERS
from tasks.mailroom import composers


def test_the_report_has_words_for_every_letter() -> None:
    assert set(LETTERS) == set(composers())
