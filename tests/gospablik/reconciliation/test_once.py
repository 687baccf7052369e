"""What was compared before is not compared again, unless a word of it or of the code is new."""

import pytest

from gospablik.networks.base import LivePost
from gospablik.reconciliation import once
from gospablik.store.session import Store
from gospablik.store.tables import Compared, Standing
from gospablik.text.comparison import Comparison, compare
from tests.gospablik.reconciliation.test_keeping import a_post, kept, live, run


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The posts' texts that were compared in earnest."""
    seen: list[str] = []

    def counted(site: str, post: str, *, link: str = "") -> Comparison:
        seen.append(post)
        return compare(site, post, link=link)

    monkeypatch.setattr(once, "compare", counted)
    return seen


@pytest.fixture
def stands(sqlite_store: Store) -> LivePost:
    post = a_post(sqlite_store)
    return live(post.network_id or "", post.text)


def differing(post: LivePost, hour: str = "11:00") -> LivePost:
    return live(post.network_id, post.text.replace("9:00", hour))


def test_the_same_texts_are_compared_once(
    sqlite_store: Store, stands: LivePost, calls: list[str]
) -> None:
    for post in (stands, differing(stands)):
        calls.clear()
        first, second = run(sqlite_store, post), run(sqlite_store, post)
        assert len(calls) == 1
        assert first == second
    (one,) = kept(sqlite_store)[-1].differences
    assert one["kind"] == "время"


def test_an_earlier_wording_that_comes_back_is_known_still(
    sqlite_store: Store, stands: LivePost, calls: list[str]
) -> None:
    for post in (stands, differing(stands), stands):
        run(sqlite_store, post)
    assert len(calls) == 2
    assert [row.standing for row in kept(sqlite_store)] == [
        Standing.IDENTICAL, Standing.POST_CHANGED, Standing.IDENTICAL,
    ]  # fmt: skip


def test_other_code_compares_again_and_says_the_same_in_the_same_row(
    sqlite_store: Store, stands: LivePost, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(sqlite_store, stands)
    (before,) = kept(sqlite_store)
    monkeypatch.setattr(once, "_code", lambda: "другая")
    for _ in range(2):
        run(sqlite_store, stands)
    (after,) = kept(sqlite_store)
    assert len(calls) == 2
    assert (after.id, after.audit_id) == (before.id, 3)
    assert after.digest != before.digest


def test_a_row_whose_class_does_not_tell_the_verdict_is_no_memory(
    sqlite_store: Store, stands: LivePost, calls: list[str]
) -> None:
    run(sqlite_store, stands)
    with sqlite_store.write() as session:
        row = session.get_one(Compared, 1)
        row.standing = Standing.SITE_CHANGED  # its news had vanished
    run(sqlite_store, stands)
    assert len(calls) == 2


@pytest.mark.parametrize(
    "other",
    [("сайт!", "пост", "https://a"), ("сайт", "пост!", "https://a"), ("сайт", "пост", "https://b")],
)
def test_the_digest_is_of_all_that_is_compared(other: tuple[str, str, str]) -> None:
    assert once.digest_of(*other) != once.digest_of("сайт", "пост", "https://a")


def test_the_code_is_every_file_of_the_room() -> None:
    assert len(once._code()) == 64
