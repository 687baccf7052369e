"""The queue by author and thread: what was before, what is answered, which words are meant."""

import pytest

from gospablik.moderation.again import AGAIN, RESTORED
from gospablik.moderation.detection.examine import shipped_judge
from gospablik.moderation.detection.hit import Hit, Kind
from gospablik.moderation.doubts import parted, with_doubt
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.published import Examiner
from gospablik.moderation.queue import Found, waiting
from gospablik.moderation.queue_case import NOT_SEEN, OfAuthor, by_author
from gospablik.moderation.spots import quoted_spots, spots
from gospablik.regulation import Ground
from gospablik.store.comments import CommentVersion
from gospablik.store.session import Store
from gospablik.store.tables import SeenPost
from tests.gospablik.moderation.town import Town, written


def shown(town: Town) -> list[OfAuthor]:
    with town.store.read() as session:
        eyes = Examiner(session, town.office, shipped_judge(), town.now)
        return by_author(session, town.office, waiting(session, town.office), eyes)


def says(town: Town, number: int, text: str, author: int = 100, root: str | None = None) -> None:
    town.later(minutes=1)
    town.wall.standing[str(number)] = written(number, text, author, town.now, thread_root=root)


def test_one_authors_comments_stand_together_thread_by_thread(store: Store) -> None:
    town = Town(store)
    says(town, 1, "Когда дадут воду?", author=200)
    says(town, 2, "ты дурак")
    says(town, 3, "ты идиот", author=300)
    says(town, 4, "дурак ты и есть", root="1")
    says(town, 5, "сам ты дурак", root="99")
    says(town, 6, "все вы дураки", root="1")
    says(town, 7, "дурак я, что сказал", root="2")
    town.harvest()
    first, second = shown(town)
    assert (first.name, first.count, second.name) == ("Житель 100", 5, "Житель 300")
    assert first.history == "прежних нарушений нет"
    assert [[one.item.text for one in thread.comments] for thread in first.threads] == [
        ["ты дурак"],
        ["дурак ты и есть", "все вы дураки"],
        ["сам ты дурак"],
        ["дурак я, что сказал"],
    ]
    assert [thread.answers for thread in first.threads] == [
        None,
        ("Житель 200", "Когда дадут воду?"),
        ("", NOT_SEEN),
        ("самому себе", "ты дурак"),
    ]
    (asked,) = first.threads[0].comments
    assert [asked.item.text[start:end] for start, end in asked.spots] == ["дурак"]


def test_the_post_is_named_by_its_words_or_by_where_it_is(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    says(town, 1, "ты дурак")
    town.harvest()
    (thread,) = shown(town)[0].threads
    assert (thread.title, thread.link) == ("", "")
    assert thread.where == "Под постом, которого программа не публиковала"
    with town.store.write() as session:
        session.add(
            SeenPost(
                organisation="town", page="town-vk", network_id="1", address="", links=[],
                text="Нет воды\nдо вечера", attachments=[], published_at=town.now, comments=1,
                seen_at=town.now,
            )
        )  # fmt: skip
    (thread,) = shown(town)[0].threads
    assert (thread.title, thread.where) == ("Нет воды до вечера", "")
    assert thread.link == "https://vk.com/wall-7_1"


def test_what_was_before_is_said_in_words(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.misbehave(1)
    says(town, 2, "и ты дурак тоже, слышишь")
    town.harvest()
    assert shown(town)[0].history == "прежних нарушений 1; автору сообщено 25.11.2026"
    town.misbehave(3, "сам ты идиот")
    says(town, 4, "ещё раз: дурак")
    town.harvest()
    assert shown(town)[0].history == (
        "прежних нарушений 3; автору сообщено последний раз 25.11.2026"
    )


def test_of_an_author_whom_nobody_sees_nothing_is_said(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.wall.standing["1"] = written(1, "ты дурак", author_id=None, author_name="")
    town.harvest()
    assert "неизвестно" in shown(town)[0].history


def test_erased_words_are_not_quoted(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    says(town, 1, "Когда дадут воду?", author=200)
    says(town, 2, "ты дурак", root="1")
    town.harvest()
    with town.store.write() as session:
        session.get_one(CommentVersion, 1).text = ERASED
    assert shown(town)[0].threads[0].answers == ("", NOT_SEEN)


@pytest.mark.parametrize(
    ("text", "reason", "places"),
    [
        ("ты дурак и Дурак", "слово: «дурак»", ((3, 8),)),
        ("дурак дурак", "слово: «дурак»", ((0, 5), (6, 11))),
        ("дурака", "слово: «дурак»", ()),
        ("я тебя\n\n убью", "угроза: «я тебя убью»", ((0, 13),)),
        ("a.*b axxb", "слово: «a.*b»", ((0, 4),)),
        ("ты дурак", "телефон: «8 914 •••-••-67»", ()),
        ("", "слово: «дурак»", ()),
        ("дурак", "слово: «»", ()),
    ],
)
def test_a_quoted_word_is_found_where_it_was_written(
    text: str, reason: str, places: tuple[tuple[int, int], ...]
) -> None:
    assert quoted_spots(text, [reason]) == places


def test_hits_of_other_rules_and_names_of_pages_mark_nothing() -> None:
    text = "Вода дурак Город"
    hit = Hit(Kind.INSULT, Ground.INSULT, "insult", "слово", (5, 10), 1.0)
    again = Found(AGAIN, Ground.INSULT, "тот же текст, что удалён на странице «Город» 1.1")
    assert spots(text, [again], [hit]) == ()
    insult = Found("insult", Ground.INSULT, "слово: «дурак», «Вода»")
    assert spots(text, [insult, again], [hit]) == ((0, 4), (5, 10))
    far = Hit(Kind.INSULT, Ground.INSULT, "insult", "слово", (5, 99), 1.0)
    assert spots(text, [insult], [far, hit]) == ((0, 4), (5, len(text)))


@pytest.mark.parametrize("doubt", ["может быть шутка", "сказано (в скобках)"])
def test_a_doubt_is_kept_with_its_reason_and_parted_again(doubt: str) -> None:
    kept = with_doubt("слово: «дурак»", doubt)
    assert parted("insult", kept) == ("слово: «дурак»", doubt.removeprefix("может быть "))


def test_each_rule_says_why_it_may_be_mistaken() -> None:
    said = {}
    for text in (
        "ты дурак", "сука", "я тебя убью", "звоните 8 914 123-45-67", "все на митинг завтра",
        "заработок от 5000 в день, пиши в лс",
    ):  # fmt: skip
        for hit in shipped_judge().examine(text).hits:
            said[hit.rule] = parted(hit.rule, with_doubt(hit.reason, hit.doubt))[1]
    for rule in (AGAIN, RESTORED, "of-no-list"):
        said[rule] = parted(rule, "слова")[1]
    assert len(said) > 5
    assert all(said.values())
    assert parted("sample-2026-W47", "наугад") == ("наугад", "")
