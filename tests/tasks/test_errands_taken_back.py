"""What the program takes back leaves the list of errands in the same run; an idle run asks nothing.

The flows run here without what they call: only what they do about the list is looked at.
"""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from flows import publish as publishing
from flows import reconcile as reconciling
from gospablik.reconciliation.whole_page import Figures
from tasks.audit import Ended
from tasks.edits import EditsChecked
from tasks.revisions import ReadAgain
from tasks.website import News

LIST = "refresh_errands"


@pytest.fixture
def calls(office: Path) -> list[str]:
    """What the flow has called, in turn."""
    return []


def answer(
    monkeypatch: pytest.MonkeyPatch, flow: ModuleType, calls: list[str], **answers: Any
) -> None:
    """Have each of these answer so, in the place of what the flow calls."""

    def noting(name: str, value: Any) -> Callable[..., Any]:
        def called(*_: Any, **__: Any) -> Any:
            calls.append(name)
            return value

        return called

    for name, value in answers.items():
        monkeypatch.setattr(flow, name, noting(name, value))


@pytest.mark.parametrize("taken_back", [0, 1])
def test_a_publication_that_takes_an_edit_back(
    monkeypatch: pytest.MonkeyPatch, calls: list[str], taken_back: int
) -> None:
    answer(
        monkeypatch, publishing, calls, read_site=News(), plan=0, carry_out=[], finish="",
        follow_the_site=EditsChecked(taken_back=taken_back), refresh_errands=None,
    )  # fmt: skip
    publishing.publish.fn()
    wanted = [LIST] * taken_back
    assert calls[calls.index("carry_out") + 1 : -1] == wanted
    assert calls.count(LIST) == taken_back


@pytest.mark.parametrize("back", [0, 1])
def test_a_reconciliation_that_finds_news_back(
    monkeypatch: pytest.MonkeyPatch, calls: list[str], back: int
) -> None:
    begun = SimpleNamespace(audit_id=1, scope=None, pages=(), whole=True, unread=())
    answer(
        monkeypatch, reconciling, calls, start_audit=begun, read_pages_again=ReadAgain(back=back),
        finish_audit=Ended(Figures(), ()), check_audit=SimpleNamespace(problems=()),
        show_audit=(), finish="", refresh_errands=None,
    )  # fmt: skip
    reconciling.reconcile.fn()
    assert calls[1] == "read_pages_again"
    assert calls.count(LIST) == back
