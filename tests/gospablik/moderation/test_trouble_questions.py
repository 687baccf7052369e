"""Who is asked for the one word, until when, and what each answer comes to."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from gospablik.errors import OfficeError
from gospablik.letters import LetterKey
from gospablik.moderation.questions import withdraw_old
from gospablik.moderation.troubles.answers import TroubleAnswered, answer_troubles
from gospablik.moderation.troubles.case import NO, YES, TroubleCase, trouble_case
from gospablik.moderation.troubles.letter import trouble_letter
from gospablik.moderation.troubles.questions import (
    BATCH,
    OPEN_AT_ONCE,
    open_troubles,
    withdraw_pointless,
)
from gospablik.moderation.troubles.shown import shown_troubles
from gospablik.moderation.troubles.standing import TERM
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.review import Question, Topic
from gospablik.store.session import Store
from gospablik.store.troubles import ToldTrouble
from tests.gospablik.ledger.answers import watched
from tests.gospablik.moderation.test_troubles import COLD, FIRE, flood
from tests.gospablik.moderation.town import Town, office, written


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    town = Town(sqlite_store)
    town.write(1, COLD)
    town.harvest()
    return town


def ask(town: Town) -> list[Question]:
    with town.store.write() as session:
        withdraw_old(session, town.office, town.now)
        withdraw_pointless(session, town.office, town.now)
        open_troubles(session, town.office, town.now)
    return town.questions(Topic.TROUBLE)


def say(town: Town, question: Question, *words: str, by: str = "spec") -> TroubleAnswered:
    answers = dict(enumerate(words, 1))
    with town.store.write() as session:
        return answer_troubles(
            session, town.office, question.id, question.round, answers, by, town.now
        )


def case_of(town: Town, question: Question) -> TroubleCase:
    with town.store.read() as session:
        return trouble_case(session, town.office, question.id)


def why_ended(town: Town) -> str | None:
    with town.store.read() as session:
        return session.scalars(select(Question.ended_because)).one()


def answer_shown(town: Town) -> str:
    with town.store.read() as session:
        (shown,), more = shown_troubles(session, town.office, town.now)
        assert more == 0
        return shown.answer


def test_asked_once_of_whoever_rules_on_comments(town: Town) -> None:
    (question,) = ask(town)
    assert question.officials == ["it-head", "spec"]
    assert question.until == town.now + timedelta(hours=12)
    assert [q.id for q in ask(town)] == [question.id]
    (item,) = case_of(town, question).items
    assert (item.what, item.text, item.author) == ("нет тепла", COLD, "Житель 100")


def test_at_new_year_no_list_of_holidays_is_needed(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.clock.at = town.clock.at.replace(year=2028, month=1, day=1, hour=3)
    town.write(1, FIRE)
    town.harvest()
    assert len(ask(town)) == 1


def test_two_passes_at_once_ask_once(store: Store) -> None:
    town = Town(store)
    flood(town, 1, 3)
    at_once = Barrier(2)

    def ask_at_once() -> None:
        at_once.wait()
        with store.write() as session:
            open_troubles(session, town.office, town.now)

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(ask_at_once) for _ in range(2)]:
            done.result()
    (question,) = town.questions(Topic.TROUBLE)
    assert len(case_of(town, question).items) == 3


def test_yes_is_one_action_and_the_same_yes_again_is_none(town: Town) -> None:
    (question,) = ask(town)
    assert say(town, question, YES) == TroubleAnswered(replies=1)
    assert say(town, question, YES) == TroubleAnswered(replies=1, repeated=True)
    for by, word in (("spec", NO), ("it-head", YES)):
        assert "уже ответили" in (say(town, question, word, by=by).refused or "")
    (action,) = town.actions(Kind.REPLY)
    assert (action.subject, action.page) == ("trouble:1", "town-vk")
    assert action.not_before == action.not_after - TERM if action.not_after else False
    assert ask(town) == []


def test_no_is_no_action_and_is_not_asked_again(town: Town) -> None:
    (question,) = ask(town)
    assert say(town, question, NO) == TroubleAnswered(declined=1)
    assert town.actions(Kind.REPLY) == []
    assert ask(town) == []
    assert answer_shown(town) == "решено не отвечать: Имя spec (специалист отдела ИТ)"


@pytest.mark.parametrize("words", [(), ("",), ("может быть",), ("Да",), (YES, YES)])
def test_nonsense_changes_nothing(town: Town, words: tuple[str, ...]) -> None:
    (question,) = ask(town)
    answered = say(town, question, *words)
    assert "Не сделано: по нему жителю не отвечено" in (answered.refused or "")
    assert town.actions(Kind.REPLY) == []
    assert [q.id for q in ask(town)] == [question.id]


@pytest.mark.parametrize("by", ["head", "deputy", "nobody"])
def test_only_who_was_asked_may_answer(town: Town, by: str) -> None:
    (question,) = ask(town)
    assert say(town, question, YES, by=by).refused
    assert town.actions(Kind.REPLY) == []


def test_unanswered_it_is_withdrawn_after_its_hours_and_not_asked_again(town: Town) -> None:
    (question,) = ask(town)
    town.later(hours=11, minutes=59)
    assert [q.id for q in ask(town)] == [question.id]
    town.later(minutes=1)
    assert ask(town) == []
    assert why_ended(town) == "срок ответа вышел, ответа не было"
    assert "вопрос отозван" in (say(town, question, YES).refused or "")
    assert town.actions(Kind.REPLY) == []
    assert answer_shown(town).startswith("не отправлен: срок ответа вышел")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("gone", "комментария на странице больше нет"),
        ("reworded", "автор изменил текст, и этой беды в нём больше нет"),
        ("other", "автор изменил текст, и этой беды в нём больше нет"),
        ("watched", "страница в режиме «наблюдение» или приостановлена"),
    ],
)
def test_pointless_it_is_withdrawn_and_a_yes_before_that_sends_nothing(
    town: Town, change: str, why: str
) -> None:
    (question,) = ask(town)
    if change == "gone":
        town.wall.standing.clear()
    elif change == "watched":
        town.office = watched()
    else:
        town.write(1, "Тепло дали, спасибо" if change == "reworded" else FIRE)
    town.harvest()
    (note,) = say(town, question, YES).notes
    assert note.startswith(f"Комментарий 1: {why}")
    if change != "other":  # a fire is a row of its own
        assert answer_shown(town).startswith(f"«да» не записано: {why}")
    assert town.actions(Kind.REPLY) == []


def test_an_edit_that_still_tells_of_it_is_answered(town: Town) -> None:
    (question,) = ask(town)
    town.write(1, COLD + " Дети мёрзнут.")
    town.harvest()
    assert [q.id for q in ask(town)] == [question.id]
    assert say(town, question, YES).replies == 1


def test_gone_and_the_next_pass_withdraws_it_with_the_reason(town: Town) -> None:
    ask(town)
    town.wall.standing.clear()
    town.harvest()
    assert ask(town) == []
    assert why_ended(town) == "комментария на странице больше нет"


def test_a_form_of_which_one_comment_is_left_stays(town: Town) -> None:
    town.write(2, COLD, author=2)
    town.harvest()
    (question,) = ask(town)
    del town.wall.standing["1"]
    town.harvest()
    assert [q.id for q in ask(town)] == [question.id]
    answered = say(town, question, YES, YES)
    assert (answered.replies, len(answered.notes)) == (1, 1)
    assert [a.subject for a in town.actions(Kind.REPLY)] == ["trouble:2"]
    assert say(town, question, YES, YES).repeated


def test_a_flood_is_few_forms_the_gravest_first(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    flood(town, 1, BATCH * OPEN_AT_ONCE + 1)
    flood(town, 1000, 1, FIRE)
    questions = ask(town)
    assert len(questions) == OPEN_AT_ONCE
    assert [item.what for item in case_of(town, questions[0]).items] == ["пожар"]
    assert len(case_of(town, questions[1]).items) == BATCH
    assert len(ask(town)) == OPEN_AT_ONCE


def test_late_ones_and_a_watched_page_are_not_asked_about(town: Town) -> None:
    with town.store.write() as session:
        session.scalars(select(ToldTrouble)).one().late = True
    assert ask(town) == []
    with town.store.write() as session:
        session.scalars(select(ToldTrouble)).one().late = False
    town.office = watched()
    assert ask(town) == []
    town.office = office()
    assert len(ask(town)) == 1


def test_collected_half_a_day_late_it_is_told_and_not_asked_about(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.wall.standing["1"] = written(1, FIRE, 1, town.now - TERM)
    town.harvest()
    assert ask(town) == []
    assert answer_shown(town) == "не предлагается: написано давно, а ответ говорит «сейчас»"
    key = LetterKey("trouble", 1, "duty")
    letter = trouble_letter(town.store, town.office, key, 1, town.now)
    assert "слова не спросит: написано давно" in letter.text
    assert "Resume" not in letter.text


def test_nobody_may_answer_and_that_is_said_in_words(town: Town) -> None:
    town.office = office(official=[])
    with pytest.raises(OfficeError, match=r"Ответа ждут комментарии о беде \(1\)") as said:
        ask(town)
    assert "письмо дежурному отправляется само" in str(said.value)
    town.office = office()
    assert len(ask(town)) == 1


@pytest.mark.parametrize(
    ("state", "tries", "words", "lost"),
    [
        (State.CONFIRMED, 1, "отправлено 25.11 09:3", False),
        (State.DUE, 0, "отправляется", False),
        (State.DUE, 1, "ещё не ушло, программа повторит (нет связи)", True),
        (State.UNKNOWN, 1, "дошло ли, неизвестно", True),
        (State.REJECTED, 1, "НЕ отправлено: отклонено (нет связи)", True),
        (State.CANCELLED, 1, "НЕ отправлено: отменено", True),
    ],
)
def test_the_form_says_how_the_letter_stands(
    town: Town, state: State, tries: int, words: str, lost: bool
) -> None:
    (question,) = ask(town)
    with town.store.write() as session:
        mail = session.scalars(select(Action).filter_by(kind=Kind.MAIL)).one()
        mail.state, mail.tries, mail.why = state, tries, "нет связи"
    (item,) = case_of(town, question).items
    assert words in item.word.words
    assert item.word.lost is lost
