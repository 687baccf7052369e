"""A comment is found by what stands in the browser's line, without reading all that there are."""

import pytest
from sqlalchemy import update

from gospablik.moderation import named
from gospablik.moderation.harvest import store_comments
from gospablik.moderation.links import comment_link, page_of
from gospablik.moderation.named import by_address
from gospablik.store.comments import Comment
from gospablik.store.session import Store
from tests.gospablik.moderation.town import MORNING, PAGE, Town, office, written

OK = {"key": "town-ok", "network": "ok", "group_id": 5}
MAX = {"key": "town-max", "network": "max", "chat_id": -9, "link": "town"}


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    """Four posts with three comments each, on a page in each network."""
    pages = office().page[0].model_dump()
    common = {key: pages[key] for key in ("name", "mode", "since", "official_wording")}
    town = Town(sqlite_store, office(page=[pages, {**common, **OK}, {**common, **MAX}]))
    for page in (PAGE, "town-ok", "town-max"):
        for post in range(1, 5):
            live = [
                written(
                    10 * post + one, f"слово {one}", network_id=f"{page[5:6]}{post}{one}",
                    post_network_id=str(post),
                )
                for one in range(3)
            ]  # fmt: skip
            with sqlite_store.write() as session:
                store_comments(session, town.office, page, str(post), live, MORNING)
    return town


def found(town: Town, address: str) -> str | None:
    with town.store.read() as session:
        comment = by_address(session, town.office, address)
        return comment.network_id if comment else None


def address_of(town: Town, network_id: str) -> str:
    with town.store.read() as session:
        comment = session.query(Comment).filter_by(network_id=network_id).one()
        return comment_link(page_of(town.office, comment.page), comment)


@pytest.mark.parametrize(
    ("of", "newest"),
    [("v21", "v21"), ("o20", "o22"), ("m20", "m42")],
    ids=["its own address", "its post's", "its channel's"],
)
def test_an_address_leads_to_the_newest_that_bears_it(town: Town, of: str, newest: str) -> None:
    assert found(town, f" {address_of(town, of)} ") == newest
    assert found(town, of) == of


def test_an_address_that_the_network_gave_counts_alone(town: Town) -> None:
    made = address_of(town, "v21")
    given = "https://vk.com/topic-7_1?post=3"
    with town.store.write() as session:
        session.execute(update(Comment).filter_by(network_id="v21").values(address=given))
    assert found(town, given) == "v21"
    assert found(town, made) is None
    assert found(town, "") is None


def test_of_all_comments_only_those_below_that_post_are_read(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    monkeypatch.setattr(named, "_link", lambda _, comment: read.append(comment.network_id))
    assert found(town, address_of(town, "v21")) is None
    assert read == ["v22", "v21", "v20"]
