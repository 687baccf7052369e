"""Reconciliation says «соответствует» of a post only if somebody looked at it just now."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from gospablik.errors import CouldNotRead, NeverShown, OfficeError
from gospablik.networks.base import LivePost
from gospablik.reconciliation.scope import Scope
from gospablik.store.session import Store
from gospablik.store.tables import Check, Post, Result, SiteRevision, Standing
from tasks import live_posts, reconciliation
from tasks.reconciliation import Looked, compare_posts
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import office

NOW = datetime(2026, 11, 25, tzinfo=UTC)
SCOPE = Scope(datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 26, tzinfo=UTC))
LINK = "https://site.test/1"
TEXT = f"Новость\n\n{LINK}"
WHY = {"not_done": "не проверено.", "next_step": "посмотреть."}


@dataclass
class Page:
    """A page whose posts are told, or are not, by their number; its list tells those it can."""

    shows_removals: bool = True
    told: dict[str, LivePost | Exception | None] = field(default_factory=dict)
    unlisted: Exception | None = None
    stale: Exception | None = None
    asked: list[str] = field(default_factory=list)

    def posts(self, since: datetime) -> list[LivePost]:
        """What stands there."""
        if self.unlisted:
            raise self.unlisted
        return [post for post in self.told.values() if isinstance(post, LivePost)]

    def post(self, number: str) -> LivePost | None:
        """As told."""
        self.asked.append(number)
        if self.stale:
            raise self.stale
        said = self.told[number]
        if isinstance(said, Exception):
            raise said
        return said


def live(number: str, text: str = TEXT) -> LivePost:
    return LivePost(number, text, NOW, 0, "")


@dataclass
class Desk:
    """The office with one page, and what the reconciliation kept."""

    store: Store
    monkeypatch: pytest.MonkeyPatch

    def check(self, page: Page, ours: str | None = None, scope: Scope = SCOPE) -> Looked:
        """One post of ours for each that the page is asked about, or for those named."""
        at = SimpleNamespace(office=office(), store=self.store, network=lambda _: page)
        for module in (reconciliation, live_posts):
            self.monkeypatch.setattr(module, "desk", lambda: at)
            self.monkeypatch.setattr(module, "now", lambda: NOW, raising=False)
        with self.store.write() as session:
            for number in page.told if ours is None else ours:
                self._publish(make.post(session, when=NOW), number)
        return compare_posts.fn("vk", scope)

    def _publish(self, post: Post, number: str) -> None:
        revision: SiteRevision = post.item.revisions[0]
        post.item.link = post.item.address = f"{LINK}/{number}"
        revision.title, revision.text, post.text = "Новость", "", TEXT
        post.network_id = number

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
    standing = {line.subject: line.standing for line in found.compared.lines}
    assert standing == {
        "post:a": Standing.NOT_COMPARED,
        "post:b": Standing.POST_CHANGED,
        "post:c": Standing.NO_POST,
        "post:d": Standing.NOT_COMPARED,
    }
    assert found.unread == (str(late),)
    assert found.untold == (1, (str(never),))
    bad = {rule for n in "1234" for rule, (said, _) in at.kept(n).items() if said is Result.BAD}
    assert bad == {"live-text", "live-link", "live-exists"}
    for subject, why in (("1", late), ("4", never)):
        assert set(at.kept(subject).values()) == {(Result.NOT_CHECKED, f"не проверено: {why}")}
    assert at.kept("vk")["live-read"] == (Result.NOT_CHECKED, f"не прочитано: {late}")


def test_where_removals_are_not_shown_nobody_says_that_a_post_stands(at: Desk) -> None:
    found = at.check(Page(shows_removals=False, told={"a": live("a", f"{TEXT}/a")}))
    assert found.unread == ()
    assert found.untold == (1, ("ВКонтакте не показывает программе, что пост удалён",))
    exists, words = at.kept("1")["live-exists"]
    assert exists is Result.NOT_CHECKED
    assert "не показывает программе, что пост удалён" in words
    assert at.kept("vk")["live-read"] == (Result.GOOD, "прочитано")


def test_a_list_that_is_too_old_is_no_list(at: Desk) -> None:
    stale = CouldNotRead("Обновления не читались больше часа.", **WHY)
    page = Page(shows_removals=False, told={"b": live("b")}, stale=stale)
    found = at.check(page, ours="")
    assert found.unread == (str(stale),)
    assert found.compared.figures.unread == 1
    assert found.compared.lines == ()


def test_a_page_that_cannot_be_listed_still_tells_of_our_posts(at: Desk) -> None:
    page = Page(told={"a": live("a", TEXT)}, unlisted=CouldNotRead("Список закрыт.", **WHY))
    found = at.check(page)
    assert page.asked == ["a"]
    assert [line.subject for line in found.compared.lines] == ["post:a"]
    assert found.compared.figures.unread == 1


def test_what_the_list_tells_as_it_was_published_is_not_asked_for_again(at: Desk) -> None:
    page = Page(told={"a": live("a", TEXT), "b": live("b", "Список оборвал текст")})
    at.check(page)
    assert page.asked == ["b"]


ONE = replace(SCOPE, address="https://vk.com/wall-101_9", page="vk", network_id="9")


def test_one_post_that_could_not_be_looked_at_is_not_told_to_be_missing(at: Desk) -> None:
    never = NeverShown("Копии нет.", **WHY)
    found = at.check(Page(told={"9": never}), ours="", scope=ONE)
    assert found.untold == (1, (str(never),))
    assert found.compared.figures.unread == 1
    with pytest.raises(OfficeError, match="Поста по адресу"):
        at.check(Page(told={"9": None}), ours="", scope=ONE)


def test_a_residents_entry_on_the_wall_is_refused_and_not_kept(at: Desk) -> None:
    entry = replace(live("9", "Когда дадут воду?"), by_page=False)
    with pytest.raises(OfficeError, match=r"запись жителя: её смотрит «Разбор нарушений»"):
        at.check(Page(told={"9": entry}), ours="", scope=ONE)
    with at.store.read() as session:
        assert session.scalars(select(Check)).all() == []
    assert at.check(Page(told={"9": replace(entry, by_page=True)}), ours="", scope=ONE)


def test_the_address_of_news_that_a_person_dropped_tells_who_and_why(at: Desk) -> None:
    with at.store.write() as session:
        post = make.post(session, when=NOW, title="Реклама", live=False)
        post.dropped_at, post.dropped_by, post.dropped_because = NOW, "specialist", "не новость"
        scope = replace(SCOPE, address=post.item.link, item_id=post.item_id)
    (said,) = at.check(Page(), scope=scope).dropped
    assert (said.title, said.because) == ("Реклама", "не новость")
