"""Reconciliation says «соответствует» of a post only if somebody looked at it just now."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from gospablik.errors import CouldNotRead, NeverShown
from gospablik.networks.base import LivePost
from gospablik.reconciliation.planned import Planned
from gospablik.store.session import Store
from gospablik.store.tables import Check, Result
from tasks import live_posts, reconciliation
from tasks.reconciliation import Live, check_posts_live
from tests.gospablik.control.factories import office

LINK = "https://site.test/1"
TEXT = f"Новость\n\n{LINK}"
WHY = {"not_done": "не проверено.", "next_step": "посмотреть."}


@dataclass
class Page:
    """A page whose posts are told, or are not, by their number."""

    shows_removals: bool = True
    told: dict[str, LivePost | Exception | None] = field(default_factory=dict)

    def post(self, number: str) -> LivePost | None:
        """As told."""
        said = self.told[number]
        if isinstance(said, Exception):
            raise said
        return said


def live(number: str, text: str = TEXT) -> LivePost:
    return LivePost(number, text, datetime(2026, 11, 25, tzinfo=UTC), 0, "")


@dataclass
class Desk:
    """The office with one page, and what the reconciliation kept."""

    store: Store
    monkeypatch: pytest.MonkeyPatch

    def check(self, page: Page) -> Live:
        """One post of ours for each that the page is asked about."""
        at = SimpleNamespace(office=office(), store=self.store, network=lambda _: page)
        planned = [Planned(n, number, TEXT, LINK, "Новость") for n, number in enumerate(page.told)]
        for module in (reconciliation, live_posts):
            self.monkeypatch.setattr(module, "desk", lambda: at)
        self.monkeypatch.setattr(reconciliation, "to_reconcile", lambda *_: planned)
        return check_posts_live.fn("vk", 14)

    def kept(self, subject: str) -> dict[str, tuple[Result, str]]:
        """Results and words by rule."""
        with self.store.read() as session:
            rows = session.scalars(select(Check).filter_by(subject=subject))
            return {row.rule: (row.result, row.words) for row in rows}


@pytest.fixture
def at(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(sqlite_store, monkeypatch)


def test_one_unread_post_does_not_hide_the_others(at: Desk) -> None:
    late = CouldNotRead("Сеть молчит.", **WHY)
    never = NeverShown("Копии нет.", **WHY)
    found = at.check(Page(told={"a": late, "b": live("b", "Другое"), "c": None, "d": never}))
    wrong = {(f.subject, f.rule) for f in found.mismatches}
    assert wrong == {("1", "live-text"), ("1", "live-link"), ("2", "live-exists")}
    assert found.unread == (str(late),)
    assert found.untold == (1, (str(never),))
    for subject, why in (("0", late), ("3", never)):
        assert set(at.kept(subject).values()) == {(Result.NOT_CHECKED, f"не проверено: {why}")}
    assert at.kept("vk")["live-read"] == (Result.NOT_CHECKED, f"не прочитано: {late}")


def test_where_removals_are_not_shown_nobody_says_that_a_post_stands(at: Desk) -> None:
    found = at.check(Page(shows_removals=False, told={"a": live("a")}))
    assert (found.mismatches, found.unread) == ((), ())
    assert found.untold == (1, ("ВКонтакте не показывает программе, что пост удалён",))
    exists, words = at.kept("0")["live-exists"]
    assert exists is Result.NOT_CHECKED
    assert "не показывает программе, что пост удалён" in words
    assert at.kept("0")["live-text"] == (Result.GOOD, "соответствует")
    assert at.kept("vk")["live-read"] == (Result.GOOD, "прочитано")
