"""From the harvest to the ruling: versions, the queue, questions, every bad answer (clause 4.2)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from gospablik.errors import OfficeError
from gospablik.moderation.harvest import Harvested, store_comments
from gospablik.moderation.questions import (
    next_round,
    note_run,
    open_reviews,
    review_case,
    to_cancel,
    withdraw,
    withdraw_old,
)
from gospablik.moderation.queue import waiting
from gospablik.moderation.rulings import answer_review
from gospablik.regulation import Ground
from gospablik.store.comments import Author, Comment
from gospablik.store.review import Reservation, Ruling, Topic, Verdict
from gospablik.store.session import Store
from tests.gospablik.moderation.town import INSULT, PAGE, Town, office, written


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return Town(sqlite_store)


def queue(town: Town) -> list[tuple[str, int]]:
    with town.store.read() as session:
        return [(w.text, w.author_id) for w in waiting(session, town.office, PAGE)]


def rulings(town: Town) -> list[Ruling]:
    with town.store.read() as session:
        return list(session.scalars(select(Ruling).order_by(Ruling.id)))


def test_a_harvest_keeps_wordings_and_sees_what_goes_and_comes_back(store: Store) -> None:
    town = Town(store)
    town.write(1, "добрый день")
    town.write(2, "спасибо", author=200)
    assert town.harvest() == Harvested(new=2)
    assert town.harvest() == Harvested()
    first = town.wall.standing["1"]
    town.wall.standing["1"] = replace(first, text="злой день", author_name="Новое имя")
    second = town.wall.standing.pop("2")
    assert town.harvest() == Harvested(changed=1, gone=1)
    town.wall.standing["2"] = replace(second, attachments=("photo1_1",))
    assert town.harvest() == Harvested(changed=1, back=1)
    with store.read() as session:
        comment = session.scalars(select(Comment).filter_by(network_id="1")).one()
        assert [v.text for v in comment.versions] == ["добрый день", "злой день"]
        assert comment.author.name == "Новое имя"
        assert comment.latest.number == 2


def test_an_older_look_does_not_undo_what_was_written_after_it(town: Town) -> None:
    town.write(1, "раз")
    began = town.now
    town.harvest()
    old = [written(1, "до правки")]
    with town.store.write() as session:
        comment = session.scalars(select(Comment)).one()
        comment.gone_at = town.now
        assert store_comments(session, town.office, PAGE, "1", old, began) == Harvested()
        assert store_comments(session, town.office, PAGE, "1", [], began) == Harvested()


def test_text_that_a_database_cannot_keep_is_kept_readable(store: Store) -> None:
    town = Town(store)
    town.write(1, "дурак\x00\ud800!")
    town.harvest()
    assert len(queue(town)) == 1


def test_the_queue_is_grouped_by_author_oldest_first(town: Town) -> None:
    for number, author in enumerate([100, 200, 100, -7, 300], start=1):
        town.write(number, f"дурак {number}", author)
    town.harvest()
    assert [text for text, _ in queue(town)] == ["дурак 1", "дурак 3", "дурак 2", "дурак 5"]


def test_a_form_shows_ten_and_no_two_forms_show_the_same(town: Town) -> None:
    for number in range(1, 14):
        town.write(number, f"дурак {number}", 100 + number)
    town.harvest()
    first, second = town.ask()
    assert (len(first.comments), len(second.comments)) == (10, 3)
    town.ask()
    assert len(town.questions(Topic.REVIEW)) == 2, "спрошено один раз"
    assert first.officials == ["it-head", "spec"]
    assert first.until > town.now


def test_the_form_is_rebuilt_from_its_row(town: Town) -> None:
    town.write(1, "<b>дурак</b> **жирный** [id1|Имя]")
    town.harvest()
    [question] = town.ask()
    with town.store.read() as session:
        before = review_case(session, town.office, question.id)
    town.wall.standing["1"] = replace(town.wall.standing["1"], text="извините")
    town.harvest()
    with town.store.read() as session:
        assert review_case(session, town.office, question.id) == before
    [item] = before.items
    assert item.text == "<b>дурак</b> **жирный** [id1|Имя]"
    assert item.written_at.utcoffset() == timedelta(hours=9)
    assert item.link == "https://vk.com/wall-7_1?reply=1"
    assert (item.history, item.why) == (
        0,
        ("оскорбительное слово: «дурак» (может быть ошибкой: не видно, о ком это сказано)",),
    )
    assert before.officials[1] == ("spec", "Имя spec (специалист отдела ИТ)")


def test_the_form_says_why_it_may_be_a_mistake_where_the_rule_itself_does_not(town: Town) -> None:
    town.write(1, "ты дурак")
    town.harvest()
    [question] = town.ask()
    with town.store.read() as session:
        [item] = review_case(session, town.office, question.id).items
    assert item.why == (
        "оскорбительное слово: «дурак» (может быть ошибкой: критика работы или решения — не"
        " оскорбление; слово бывает цитатой, иронией, сказано о себе или о вещи)",
    )


def test_nobody_acting_is_said_aloud(sqlite_store: Store) -> None:
    gone = [{"key": "spec", "office": "специалист отдела ИТ", "name": "Имя",
             "mail": "a@b.test", "until": date(2026, 1, 1)}]  # fmt: skip
    town = Town(sqlite_store, office=office(official=gone))
    town.ask()
    town.write(1, "дурак")
    town.harvest()
    with pytest.raises(OfficeError, match="специалиста, чьи полномочия действуют"):
        town.ask()


def test_an_answer_is_written_and_the_rest_returns_to_the_queue(store: Store) -> None:
    town = Town(store)
    for number in (1, 2, 3):
        town.write(number, f"дурак {number}")
    town.harvest()
    [question] = town.ask()
    answers = {1: INSULT, 2: "оставить"}
    with store.write() as session:
        came = answer_review(
            session, town.office, question.id, 1, answers, "spec", "грубо", town.now
        )
    assert (came.ruled, came.left, came.refused) == (2, 1, None)
    assert [(r.verdict, r.ground) for r in rulings(town)] == [
        (Verdict.REMOVE, Ground.INSULT),
        (Verdict.KEEP, None),
    ]
    assert [text for text, _ in queue(town)] == ["дурак 3"]


@pytest.mark.parametrize("answers", [{}, {1: "решить позже"}])
def test_an_empty_answer_decides_nothing(town: Town, answers: dict[int, str]) -> None:
    town.write(1, "дурак")
    town.harvest()
    [question] = town.ask()
    with town.store.write() as session:
        came = answer_review(session, town.office, question.id, 1, answers, "spec", "", town.now)
    assert (came.ruled, came.left, came.refused) == (0, 1, None)
    assert len(queue(town)) == 1
    assert len(town.ask()) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"round": 2}, "форма устарела"),
        ({"official_key": "head"}, "дело отдела ИТ"),
        ({"official_key": "nobody"}, "в organisation.toml нет"),
        ({"answers": {1: "удалить: не нравится"}}, "неизвестный выбор"),
        ({"answers": {9: INSULT}}, "нет комментария под номером 9"),
        ({"question_id": 99}, "такого вопроса нет"),
    ],
)
def test_a_bad_answer_changes_nothing_and_says_so(
    town: Town, change: dict[str, object], words: str
) -> None:
    town.write(1, "дурак")
    town.harvest()
    [question] = town.ask()
    said = {"question_id": question.id, "round": 1, "answers": {1: INSULT}, "official_key": "spec"}
    with town.store.write() as session:
        came = answer_review(
            session, town.office, reason="", now=town.now, **{**said, **change}  # type: ignore[arg-type]
        )  # fmt: skip
    assert words in (came.refused or "")
    assert rulings(town) == []
    assert [q.id for q in town.questions(Topic.REVIEW)] == [question.id]


def test_a_form_sent_twice_is_one_answer(town: Town) -> None:
    town.write(1, "дурак")
    town.harvest()
    [question] = town.ask()
    assert town.answer(question).ruled == 1
    again = town.answer(question)
    assert (again.ruled, again.repeated, again.refused) == (1, True, None)
    assert "уже ответили" in (town.answer(question, "оставить").refused or "")
    assert "уже ответили" in (town.answer(question, by="it-head").refused or "")
    assert len(rulings(town)) == 1


def test_an_unanswered_question_is_withdrawn_and_its_run_is_known(town: Town) -> None:
    town.write(1, "дурак")
    town.harvest()
    [question] = town.ask()
    with town.store.write() as session:
        note_run(session, question.id, "run-1")
        assert withdraw_old(session, town.office, town.now) == []
    town.clock.at = question.until
    with town.store.write() as session:
        assert [q.id for q in withdraw_old(session, town.office, town.now)] == [question.id]
        assert [q.run for q in to_cancel(session, town.office)] == ["run-1"]
        note_run(session, question.id, None)
        assert to_cancel(session, town.office) == []
        assert not withdraw(session, question.id, "ещё раз", town.now)
    assert "вопрос отозван" in (town.answer(question).refused or "")
    assert (rulings(town), len(queue(town))) == ([], 1)


def test_a_dead_run_is_followed_by_one_new_round(town: Town) -> None:
    town.write(1, "дурак")
    town.harvest()
    [question] = town.ask()
    with town.store.write() as session:
        assert next_round(session, question.id, town.now, ended_round=1) == 2
        assert next_round(session, question.id, town.now, ended_round=1) is None
    assert "форма устарела" in (town.answer(question).refused or "")
    assert town.answer(town.questions(Topic.REVIEW)[0]).ruled == 1


def test_an_edit_after_the_form_leaves_the_comment_undecided(town: Town) -> None:
    town.write(1, "дурак")
    town.write(2, "идиот")
    town.harvest()
    [question] = town.ask()
    town.wall.standing["1"] = replace(town.wall.standing["1"], text="дурак, извините")
    del town.wall.standing["2"]
    town.harvest()
    came = town.answer(question)
    assert (came.ruled, came.left) == (0, 2)
    assert "изменил текст" in came.notes[0]
    assert "больше нет" in came.notes[1]
    assert [text for text, _ in queue(town)] == ["дурак, извините"]


def test_a_comment_held_by_another_question_is_not_asked_twice(town: Town) -> None:
    """Two passes that read the same queue: the database lets one of them hold the comment."""
    town.write(1, "дурак")
    town.harvest()
    town.ask()
    with town.store.write() as session:
        assert open_reviews(session, town.office, town.now) == []
        assert len(session.scalars(select(Reservation)).all()) == 1


def test_an_annulled_ruling_brings_the_comment_back(town: Town) -> None:
    town.write(1, "дурак")
    town.harvest()
    town.answer(town.ask()[0], "оставить")
    assert queue(town) == []
    town.annul(1)
    assert len(queue(town)) == 1


def test_names_with_markup_stay_names(town: Town) -> None:
    town.wall.standing["1"] = written(1, "дурак", author_name="[id1|<b>Имя</b>]\n@all", at=town.now)
    town.harvest()
    [question] = town.ask()
    with town.store.read() as session:
        assert review_case(session, town.office, question.id).items[0].author == (
            "[id1|<b>Имя</b>] @all"
        )
        assert session.scalars(select(Author)).one().name.endswith("\n@all")


@pytest.mark.parametrize("reason", [" ", ".", "…!?", "—  —", "да"])
def test_a_removal_without_a_word_of_why_is_not_written(town: Town, reason: str) -> None:
    town.write(1, "дурак")
    town.write(2, "идиот")
    town.harvest()
    [question] = town.ask()
    with town.store.write() as session:
        came = answer_review(
            session, town.office, question.id, 1, {1: INSULT, 2: "оставить"}, "spec", reason,
            town.now,
        )  # fmt: skip
    assert (came.ruled, came.left) == (1, 1)
    assert "нет пояснения" in came.notes[0]
    assert [ruling.verdict for ruling in rulings(town)] == [Verdict.KEEP]
