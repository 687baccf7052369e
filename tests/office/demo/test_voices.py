"""Each comment of the demo through the detector: what is flagged, why, and what is left alone."""

import re

import pytest
from sqlalchemy import select

from gospablik.moderation.aside import SAKHA, worth_a_look
from gospablik.moderation.mass import mass_questions
from gospablik.moderation.questions import CHOICES
from gospablik.moderation.queue import waiting
from gospablik.moderation.seen_posts import keep_posts
from gospablik.networks.base import LivePost
from gospablik.store.comments import Comment
from gospablik.store.session import Store
from office.demo.story import (
    ELSEWHERE_COMMENTS,
    FOURTH_COMMENT,
    KEEP,
    NEWS,
    RESIDENTS,
    SECOND_COMMENT,
    THIRD_COMMENT,
    TOPIC,
)
from office.demo.voices import (
    ASIDE,
    ASKED_ELSEWHERE,
    IN_SAKHA,
    LAWFUL,
    STAY_ON_THE_WALL,
    TO_REMOVE,
    WALL,
    WARN,
    WARNED,
    answer_of,
)
from tests.gospablik.moderation.town import PAGE, Town

AGAIN = [SECOND_COMMENT, THIRD_COMMENT, FOURTH_COMMENT]
ALL = [*WALL, *ELSEWHERE_COMMENTS, *ASKED_ELSEWHERE.values(), *AGAIN]
IN_QUOTES = re.compile("«([^»]+)»")


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    """The demo's comments, all under the post that they are about."""
    town = Town(sqlite_store)
    post = LivePost(
        network_id="1", address="", text=f"{NEWS[TOPIC]['title']}\n\n{NEWS[TOPIC]['text']}",
        links=(), attachments=(), published_at=town.now, thread=None, comments=0,
    )  # fmt: skip
    with sqlite_store.write() as session:
        keep_posts(session, town.office, PAGE, [post], town.now)
    for number, (user, text) in enumerate(ALL, 1):
        town.write(number, text, author=user)
    town.harvest()
    return town


def test_the_specialist_is_asked_of_the_violations_and_of_nothing_else(town: Town) -> None:
    with town.store.read() as session:
        asked = {item.text: item.reasons for item in waiting(session, town.office)}
    assert asked.keys() == {*TO_REMOVE, WARNED[1]}
    for text, reasons in asked.items():
        for reason in reasons:
            assert re.match("[а-яё ]+: «", reason), f"не по-русски или без слов жителя: {reason}"
            said = IN_QUOTES.findall(reason)[0]
            assert said in text or "•" in said, f"не слова жителя: {reason}"


def test_what_nobody_is_asked_about_is_told_with_its_reason(town: Town) -> None:
    with town.store.read() as session:
        aside = {item.text: item.why for item in worth_a_look(session, town.office, town.now)}
    sakha = [text for _, text in IN_SAKHA]
    assert sorted(text for text, why in aside.items() if why == SAKHA) == sorted(sakha)
    for _, text in ASIDE:
        said = IN_QUOTES.findall(aside.pop(text))
        assert any(words in text for words in said), said
    assert sorted(aside) == sorted(sakha), "критика, скорбь и цитаты не попадают и сюда"


def test_grief_law_criticism_and_sakha_stay() -> None:
    staying = {text for _, text in STAY_ON_THE_WALL}
    assert {text for _, text in [*LAWFUL, *IN_SAKHA, *ASIDE]} <= staying
    assert not TO_REMOVE.keys() & staying
    assert {user for user, _ in ALL} <= RESIDENTS.keys()


def test_water_is_asked_for_by_five_people_in_four_networks(town: Town) -> None:
    with town.store.read() as session:
        (question,) = mass_questions(session, town.office, town.now)
        texts = {session.get_one(Comment, one.id).latest.text for one in question.comments}
        assert len(session.scalars(select(Comment.id)).all()) == len(ALL)
    assert question.people == 5
    assert texts == {text for _, text in [*LAWFUL[-2:], *ASKED_ELSEWHERE.values()]}


def test_the_form_s_title_is_enough_to_answer_it() -> None:
    for text, choice in TO_REMOVE.items():
        assert choice in CHOICES
        assert answer_of(f"1. Житель: «{text[:89]}…»") == choice
    assert WARN in CHOICES
    assert answer_of(f"1. Житель: «{WARNED[1]}»") == WARN
    for _, text in STAY_ON_THE_WALL[:-1]:
        assert answer_of(f"2. Житель: «{text}»") == KEEP
