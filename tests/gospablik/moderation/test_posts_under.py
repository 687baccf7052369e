"""Which post a comment stands under, and that people, seal and extract are told the same of it."""

from datetime import datetime

import pytest
from sqlalchemy import delete, select, update

from gospablik.moderation.block_case import block_case
from gospablik.moderation.detector import post_text
from gospablik.moderation.posts_under import post_under, under_words
from gospablik.moderation.proof import verify, verify_chain
from gospablik.moderation.review_case import ReviewItem, review_case
from gospablik.store.comments import Comment
from gospablik.store.publishing import Post, SiteItem, SiteRevision
from gospablik.store.review import ProofContent, Topic
from gospablik.store.seen import SeenPost
from gospablik.store.session import Store
from tests.gospablik.moderation.town import MORNING, PAGE, Town

WATER = "Отключение воды 25 ноября\nс 9 до 18 часов"


def see(
    town: Town, number: str = "1", text: str = WATER, thread: str | None = None
) -> None:  # fmt: skip
    """The network shows a post that the program did not publish."""
    with town.store.write() as session:
        session.add(
            SeenPost(
                organisation="town", page=PAGE, network_id=number, address="", text=text, links=[],
                attachments=[], published_at=MORNING, thread=thread, comments=1,
                seen_at=MORNING,
            )
        )  # fmt: skip


def publish(town: Town, number: str = "1") -> None:
    with town.store.write() as session:
        news = SiteItem(
            organisation="town", address="https://town.test/1", link="https://town.test/1",
            published_at=MORNING, first_seen_at=MORNING,
        )  # fmt: skip
        session.add(news)
        session.flush()
        wording = SiteRevision(
            item_id=news.id, number=1, title="Вода", text="…", digest="1", seen_at=MORNING
        )
        session.add(wording)
        session.flush()
        session.add(
            Post(
                organisation="town", page=PAGE, item_id=news.id, revision_id=wording.id,
                text="Воды не будет", planned_at=MORNING, network_id=number, published_at=MORNING,
            )
        )  # fmt: skip


def said(town: Town) -> tuple[str, str, datetime | None] | None:
    """Title, text and moment of the post under the only comment."""
    with town.store.read() as session:
        post = post_under(session, session.scalars(select(Comment)).one())
        return (post.title, post.text, post.seen_at) if post else None


def asked(town: Town) -> ReviewItem:
    question = town.ask()[0]
    with town.store.read() as session:
        return review_case(session, town.office, question.id).items[0]


def sealed(town: Town) -> dict[str, object]:
    with town.store.read() as session:
        return dict(session.scalars(select(ProofContent)).one().content["post"])


@pytest.fixture
def town(store: Store) -> Town:
    made = Town(store)
    made.write(1, "ты дурак")
    made.harvest()
    return made


def test_ours_goes_before_what_the_network_showed(town: Town) -> None:
    assert said(town) is None
    see(town)
    assert said(town) == ("", WATER, MORNING)
    publish(town)
    assert said(town) == ("Вода", "Воды не будет", None)
    item = asked(town)
    assert (item.post_title, item.post_seen_at, item.where) == ("Вода", None, "")
    town.answer(town.questions(Topic.REVIEW)[0])
    town.seal()
    assert sealed(town) == {
        "network_id": "1", "link": "https://vk.com/wall-7_1", "title": "Вода",
        "text": "Воды не будет", "seen_at": None,
    }  # fmt: skip


def test_a_posts_own_number_goes_before_a_thread_of_that_number(town: Town) -> None:
    see(town, "70", "чужой", thread="1")
    assert said(town) == ("", "чужой", MORNING), "по ветке"
    see(town)
    assert said(town) == ("", WATER, MORNING)
    with town.store.read() as session:
        assert session.scalars(select(post_text()).select_from(Comment)).all() == [WATER]


def test_outside_posts_there_is_none(town: Town) -> None:
    see(town, "")
    with town.store.write() as session:
        comment = session.scalars(select(Comment)).one()
        comment.post_network_id = ""
        assert post_under(session, comment) is None
        assert under_words(session, comment) == "Вне постов, в группе обсуждения"


def test_a_post_without_words_is_said_to_be_no_post_of_ours(town: Town) -> None:
    see(town, text="")
    with town.store.read() as session:
        comment = session.scalars(select(Comment)).one()
        assert under_words(session, comment) == "Под постом, которого программа не публиковала"
    assert asked(town).where == "Под постом, которого программа не публиковала"


def test_what_the_network_showed_is_shown_and_sealed_with_its_time(town: Town) -> None:
    see(town)
    item = asked(town)
    assert (item.post_title, item.post_text, item.where) == ("", WATER, "")
    assert item.post_seen_at == MORNING
    with town.store.read() as session:
        comment = session.scalars(select(Comment)).one()
        words = "Под постом «Отключение воды 25 ноября с 9 до 18 часов»"
        assert under_words(session, comment) == words
    town.answer(town.questions(Topic.REVIEW)[0])
    town.seal()
    assert sealed(town) == {
        "network_id": "1", "link": "https://vk.com/wall-7_1", "title": None, "text": WATER,
        "seen_at": "2026-11-25T00:30:00.000000+00:00",
    }  # fmt: skip


@pytest.mark.parametrize("change", [update(SeenPost).values(text="Иное"), delete(SeenPost)])
def test_a_post_changed_or_gone_after_sealing_breaks_nothing(town: Town, change: object) -> None:
    see(town)
    town.answer(town.ask()[0])
    town.seal()
    before = sealed(town)
    with town.store.write() as session:
        session.execute(change)  # type: ignore[call-overload]
    with town.store.read() as session:
        assert verify(session, 1) is None
        assert verify_chain(session, "town") is None
    assert sealed(town) == before


def test_the_head_is_told_the_post_by_its_words(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    see(town)
    question = town.case()
    with town.store.read() as session:
        case = block_case(session, town.office, question.id)
    titles = [one.post_title for one in case.violations]
    assert titles == ["Отключение воды 25 ноября с 9 до 18 часов"] * 2
    assert "под постом «Отключение воды 25 ноября" in town.drafts[0].text
