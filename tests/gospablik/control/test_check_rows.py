"""The pages and the comments as the checks take them."""

from datetime import timedelta

from gospablik.control.comment_rows import comment_rows, count_comments
from gospablik.control.page_rows import page_rows
from gospablik.control.page_seen import keep_seen
from gospablik.moderation.harvest import store_comments
from gospablik.moderation.seen_posts import keep_posts
from gospablik.networks.base import LivePost, PageInfo
from gospablik.store.session import Store
from gospablik.store.tables import Author, Comment
from tests.gospablik.moderation.town import MORNING, PAGE, office, written

HOUSE = office()
LATER = MORNING + timedelta(hours=2)


def test_a_comment_is_told_by_its_keys_and_times_alone(store: Store) -> None:
    nameless = written(3, "аноним", author_id=None, author_name="")
    with store.write() as session:
        keep_posts(session, HOUSE, PAGE, [LivePost("1", "", MORNING, 1, "")], MORNING)
        for post, shown, when in (
            ("1", [written(1, "раз"), written(2, "два"), nameless], MORNING),
            ("1", [written(1, "раз!"), nameless], LATER),
            ("board:5", [written(4, "четыре", network_id="board:5:4")], LATER),
            ("", [written(5, "пять")], LATER),
            ("77", [written(6, "шесть")], LATER),
        ):
            store_comments(session, HOUSE, PAGE, post, shown, when)
        thief = session.query(Author).filter_by(network_id="?3").one()
        session.query(Comment).filter_by(network_id="5").one().author_id = thief.id
    with store.read() as session:
        rows = {session.get_one(Comment, int(row.subject[8:])).network_id: row
                for row in comment_rows(session, HOUSE, MORNING, LATER)}  # fmt: skip
        assert count_comments(session, HOUSE, MORNING, LATER) == len(rows) == 6
        assert count_comments(session, HOUSE, LATER, LATER) == 3
    assert [rows[one].placed for one in ("1", "2", "board:5:4", "5", "6")] == [True] * 4 + [False]
    assert [number for number, row in rows.items() if not row.authored] == ["5"]
    assert rows["1"].versions == ((1, MORNING), (2, LATER))
    assert rows["1"].moments == (MORNING, MORNING, MORNING, LATER)
    assert rows["2"].moments == (MORNING, MORNING, LATER, MORNING), "когда исчез, тоже время"
    assert (rows["1"].page, rows["1"].now) == (PAGE, LATER)


def test_a_page_that_was_never_read_has_its_row_too(sqlite_store: Store) -> None:
    page, info = HOUSE.page[0], PageInfo("Имя", "Описание", "Статус", False, "")
    with sqlite_store.write() as session:
        (row,) = page_rows(session, HOUSE, LATER)
        assert (row.subject, row.wording, row.said, row.seen_at) == (
            PAGE, "Официальная страница", (), None,
        )  # fmt: skip
        for when in (MORNING, MORNING + timedelta(hours=1)):
            keep_seen(session, HOUSE, page, info, when)
        (row,) = page_rows(session, HOUSE, LATER)
    assert (row.said, row.seen_at) == (
        ("Имя", "Описание", "Статус"), MORNING + timedelta(hours=1),
    )  # fmt: skip
