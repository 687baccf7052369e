"""A comment is found by what stands in the browser's line, or it is said why not."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from gospablik.moderation.fate import fates
from gospablik.moderation.harvest import store_comments
from gospablik.moderation.links import comment_link, page_of
from gospablik.moderation.named import Unknown, by_address
from gospablik.store.comments import Comment
from gospablik.store.session import Store
from tests.gospablik.moderation.town import MORNING, PAGE, Town, office, written

OK = {"key": "town-ok", "network": "ok", "group_id": 5}
COMMON = {
    key: office().page[0].model_dump()[key] for key in ("name", "mode", "since", "official_wording")
}
MAX = {"key": "town-max", "network": "max", "chat_id": -9, "link": "town"}


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    """Four posts with three comments each, on a page in each network."""
    pages = [office().page[0].model_dump(), {**COMMON, **OK}, {**COMMON, **MAX}]
    town = Town(sqlite_store, office(page=pages))
    for hundred, page in enumerate((PAGE, "town-ok", "town-max"), 1):
        for post in range(1, 5):
            live = [
                written(100 * hundred + 10 * post + one, f"слово {one}", post_network_id=str(post))
                for one in range(3)
            ]
            with sqlite_store.write() as session:
                store_comments(session, town.office, page, str(post), live, MORNING)
    return town


def found(town: Town, address: str) -> str | None:
    with town.store.read() as session:
        comment = by_address(session, town.office, address)
        return None if isinstance(comment, Unknown) else comment.network_id


def refusal(town: Town, named: str) -> str:
    with town.store.read() as session:
        found = by_address(session, town.office, named)
    assert isinstance(found, Unknown)
    return f"{found.why}: {found.todo}"


def address_of(town: Town, network_id: str) -> str:
    with town.store.read() as session:
        comment = session.query(Comment).filter_by(network_id=network_id).one()
        return comment_link(page_of(town.office, comment.page), comment)


def lies(town: Town, network_id: str, post: str, address: str) -> None:
    """That comment was really written outside the posts, where the network gives that address."""
    with town.store.write() as session:
        session.execute(
            update(Comment)
            .filter_by(network_id="121")
            .values(address=address, post_network_id=post, network_id=network_id)
        )


def test_a_comment_is_named_by_its_own_address_or_its_number(town: Town) -> None:
    assert found(town, f" {address_of(town, '121')} ") == "121"
    assert found(town, "121") == "121"
    assert found(town, "") is None
    assert "«999» программа не знает" in refusal(town, "999")


@pytest.mark.parametrize(
    "spelt",
    [
        "https://vk.ru/wall-7_2?reply=121",
        "https://m.vk.com/wall-7_2?reply=121#reply121",
        "vk.com/wall-7_2?reply=121",
        "HTTPS://VK.com/wall-7_2?reply=121&thread=120",
        "https://vk.com/wall-7_2?thread=120&reply=121",
        "https://vk.com/town?w=wall-7_2_r121",
        "https://vk.com/wall-7_2_r121",
        "«https://vk.com/wall-7_2?reply=121».",
    ],
)
def test_however_its_address_is_spelt(town: Town, spelt: str) -> None:
    assert found(town, spelt) == "121"
    with town.store.read() as session:
        [fate] = fates(session, town.office, spelt).found
    assert (fate.number, fate.link) == ("121", "https://vk.com/wall-7_2?reply=121")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://vk.com/wall-8_2?reply=121", "страницу https://vk.com/club8, которой программа"),
        ("https://vk.com/wall7_2?reply=121", "страницу https://vk.com/id7, которой программа"),
        ("https://t.me/town/2?comment=121", "которой программа не ведёт"),
        ("https://ok.ru/short/topic/2", "которой программа не ведёт"),
        ("https://vk.com/wall-7_2", "ведёт к посту, а не к комментарию"),
        ("https://vk.com/wall-7_2?reply=all", "вида https://vk.com/wall-7_5.reply=9"),
        ("vk.com/nobody", "не узнать комментария наших страниц"),
        ("https://[", "не узнать комментария наших страниц"),
        ("https://vk.com/wall-7_3?reply=121", "программа не знает"),
        ("https://ok.ru/group/5/topic/2", "общий для всех .* впишите номер"),
        ("https://max.ru/town", "общий для всех .* впишите номер"),
    ],
)
def test_what_leads_to_none_or_not_to_one_is_refused_in_words(
    town: Town, address: str, why: str
) -> None:
    assert re.search(why, refusal(town, address))


def test_where_the_network_gives_no_addresses_a_lone_comment_is_meant_all_the_same(
    town: Town,
) -> None:
    lies(town, "board:3:5", "board:3", "https://vk.com/topic-7_3")
    for address in ("https://vk.com/topic-7_3", "vk.ru/topic-7_3", "m.vk.com/topic-7_3?post=5"):
        assert found(town, address) == "board:3:5"
    assert found(town, "https://vk.com/topic-7_3?post=6") is None
    assert found(town, "https://vk.com/topic-8_3") is None


def test_a_residents_entry_is_named_by_what_would_be_a_posts_address(town: Town) -> None:
    lies(town, "entry:9", "entry:9", "https://vk.com/wall-7_9")
    for address in ("https://vk.com/wall-7_9", "vk.ru/town?w=wall-7_9", "entry:9"):
        assert found(town, address) == "entry:9"


def test_a_number_that_two_pages_have_is_nobodys(town: Town) -> None:
    with town.store.write() as session:
        session.execute(update(Comment).filter_by(network_id="320").values(network_id="121"))
    assert "не один" in refusal(town, "121")
    assert found(town, "https://vk.com/wall-7_2?reply=121") == "121"


def test_all_that_share_an_address_are_told_of(town: Town) -> None:
    with town.store.read() as session:
        for address, numbers in (
            ("https://m.ok.ru/group/5/topic/2", {"220", "221", "222"}),
            ("ok.ru/group/5/topic/2", {"220", "221", "222"}),
        ):
            assert {fate.number for fate in fates(session, town.office, address).found} == numbers
        assert len(fates(session, town.office, "max.ru/town").found) == 12


def test_an_address_in_somebodys_words_is_found_as_words(town: Town) -> None:
    spam = "http://spam.test/x"
    live = written(500, f"Смотрите {spam}", post_network_id="4")
    with town.store.write() as session:
        store_comments(session, town.office, PAGE, "4", [live], MORNING + timedelta(hours=1))
    with town.store.read() as session:
        told = fates(session, town.office, spam)
        assert [fate.number for fate in told.found] == ["500"]
        assert told.unread is None
        unread = fates(session, town.office, "http://spam.test/y").unread
    assert unread is not None
    assert "не узнать комментария" in unread.why


def test_in_telegram_a_comment_is_found_under_its_post_and_in_the_group(
    sqlite_store: Store,
) -> None:
    telegram = {"key": "town-tg", "network": "telegram", "chat_id": -100555, "username": "town"}
    town = Town(sqlite_store, office(page=[{**COMMON, **telegram}]))
    for post, number, address in (
        ("5", "9", "https://t.me/town/5?comment=9"),
        ("", "10", "https://t.me/c/777/10"),
    ):
        live = [written(int(number), "слово", post_network_id=post, address=address)]
        with sqlite_store.write() as session:
            store_comments(session, town.office, "town-tg", post, live, MORNING)
    for address in ("t.me/s/Town/5?comment=9", "https://telegram.me/c/555/5?single&comment=9"):
        assert found(town, address) == "9"
    assert found(town, "t.me/c/777/10") == "10"
    assert found(town, "https://t.me/other/5?comment=9") is None
    assert "группа обсуждения" in refusal(town, "https://t.me/c/777/11")
