"""All processes ask the site one after another, and know the same robots.txt."""

from datetime import timedelta

import pytest

from gospablik.clock import now
from gospablik.errors import CouldNotRead
from gospablik.store import manners
from gospablik.store.manners import StoredManners
from gospablik.store.session import Store

SITE = "https://adm.example.ru"


def test_robots_are_known_to_all(store: Store) -> None:
    moment = now()
    StoredManners(store).keep_robots(SITE, "User-agent: *\x00", moment)
    assert StoredManners(store).robots(SITE) == ("User-agent: *", moment)
    assert StoredManners(store).robots("https://other.test") is None


def test_one_waits_until_the_other_is_done(store: Store) -> None:
    first = StoredManners(store)
    order: list[str] = []

    def other_ends(_: float) -> None:
        if "ждёт" not in order:
            order.append("ждёт")
            turn.__exit__(None, None, None)

    turn = first.turn(SITE, 0)
    turn.__enter__()
    with StoredManners(store, sleep=other_ends).turn(SITE, 0):
        order.append("читает")
    assert order == ["ждёт", "читает"]


def test_another_site_does_not_wait(store: Store) -> None:
    def never(_: float) -> None:
        raise AssertionError("ждать нечего")

    with StoredManners(store).turn(SITE, 0), StoredManners(store, never).turn("https://b.test", 0):
        pass


def test_the_pause_is_everybodys(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    moment, slept = now(), list[float]()
    monkeypatch.setattr(manners, "now", lambda: moment + timedelta(seconds=sum(slept)))
    first, other = StoredManners(store, slept.append), StoredManners(store, slept.append)
    with first.turn(SITE, 7):
        pass
    with other.turn(SITE, 5):
        assert 7 <= sum(slept) <= 7.5
    with other.turn(SITE, 0):
        assert 12 <= sum(slept) <= 13


def test_patience_has_an_end_and_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manners, "PATIENCE_SECONDS", 1.0)
    slept: list[float] = []
    with (
        StoredManners(store).turn(SITE, 0),
        pytest.raises(CouldNotRead, match="всё ещё читает другой запуск"),
        StoredManners(store, slept.append).turn(SITE, 0),
    ):
        pass
    assert sum(slept) == 1


def test_the_turn_is_given_back_after_a_failure(store: Store) -> None:
    with pytest.raises(RuntimeError), StoredManners(store).turn(SITE, 0):
        raise RuntimeError("нет сети")
    with StoredManners(store).turn(SITE, 0):
        pass
