"""How a run is named when it is over, and when it is red."""

import logging

import pytest

from gospablik.ledger.carry import Carried
from gospablik.store.ledger import Kind, State
from tasks import runs
from tasks.desk import Desk
from tasks.runs import RunIsRed, finish

T = "25.11 09:00"


@pytest.fixture
def names(at: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that runs were given."""
    given: list[str] = []
    monkeypatch.setattr(runs, "_rename", given.append)
    monkeypatch.setattr(runs, "_time", lambda: T)
    monkeypatch.setattr(runs, "get_run_logger", lambda: logging.getLogger("run"))
    return given


def action(state: State, why: str | None = None, kind: Kind = Kind.PUBLISH) -> Carried:
    return Carried(1, kind, "1", state, why)


def test_a_good_run(names: list[str]) -> None:
    done = [action(State.CONFIRMED), action(State.CANCELLED)]
    assert finish("Публикация", "3 новости", carried=done) == "3 новости"
    assert names == [f"Публикация: 3 новости, {T}"]


def test_what_else_there_was(names: list[str]) -> None:
    assert finish("Публикация", "3 новости", also=["1 пост задержан"]) == (
        "3 новости; 1 пост задержан"
    )
    assert names == [f"Публикация: 3 новости; 1 пост задержан, {T}"]


@pytest.mark.parametrize("state", [State.DUE, State.UNKNOWN, State.REJECTED, State.MISSED])
def test_what_went_amiss_turns_the_run_red_and_stands_in_its_name(
    names: list[str], state: State
) -> None:
    with pytest.raises(RunIsRed) as red:
        finish("Публикация", "нет", carried=[action(state, "сеть молчит")])
    assert names == [f"Публикация: нет; публикация поста: {state.words}, {T}"]
    assert f"публикация поста: {state.words} (сеть молчит). Не сделано: " in str(red.value)
    assert str(red.value).count("Что делать:") == 1


@pytest.mark.parametrize(
    ("kind", "todo"),
    [
        (Kind.PUBLISH, "«пусть программа попробует снова», или сделайте это на странице вручную"),
        (Kind.REPLY, "«пусть программа попробует снова», или сделайте это на странице вручную"),
        (Kind.REMOVE, "вручную комментарий не удаляйте: решение о нём или доказательство"),
        (Kind.REPLY, "если решение об удалении отменено, автору не отвечайте; иначе устраните"),
        (Kind.UNBLOCK, "действует другое решение о блокировке, доступ не возвращайте"),
        (Kind.UNBLOCK, "«пусть программа попробует снова», или сделайте это на странице вручную"),
        (Kind.DESCRIBE, "отклонённое снимите в «Поручениях»: «делать не нужно»; если отказала"),
        (Kind.EDIT, "если поста на странице нет, снимите в «Поручениях»: «делать не нужно»"),
        (Kind.MAIL, "сообщите содержание письма получателю иначе и ответьте там «сделано»"),
        (Kind.BLOCK, "если отказала сеть, устраните причину, запустите «Поручения»"),
    ],
)
def test_what_was_refused_says_whether_a_hand_may_do_it(
    names: list[str], kind: Kind, todo: str
) -> None:
    with pytest.raises(RunIsRed, match=todo):
        finish("Публикация", "нет", carried=[action(State.REJECTED, "запрещено", kind)])
    assert len(names) == 1


def test_an_errand_is_named_and_not_red(names: list[str]) -> None:
    finish("Разбор", "решено 1", carried=[action(State.ERRAND, "нет ключа", Kind.REMOVE)])
    assert names == [f"Разбор: решено 1; удаление комментария: поручение сотруднику, {T}"]


def test_what_was_not_read_is_red_with_every_reason_once(names: list[str]) -> None:
    with pytest.raises(RunIsRed) as red:
        finish("Сверка", "расхождений нет", unread=["Сайт молчит.", "Сайт молчит.", "VK молчит."])
    assert names == [f"Сверка: расхождений нет; не всё прочитано, {T}"]
    assert str(red.value) == "Сайт молчит. VK молчит."


def test_ten_letters_that_wait_are_told_once_in_the_name(names: list[str]) -> None:
    with pytest.raises(RunIsRed):
        finish("Контроль", "нет", carried=[action(State.DUE, "?", Kind.MAIL)] * 10)
    assert names == [f"Контроль: нет; письмо: ждёт очереди, {T}"]


def test_an_answer_that_was_not_taken(names: list[str]) -> None:
    words = "Решение не записано: код неверный. Не сделано: автор не заблокирован."
    assert finish("Разбор", "решено 0", refused=words) == words
    assert names == [f"Разбор: ответ не принят: код неверный, {T}"]


@pytest.mark.parametrize(
    ("state", "todo"),
    [
        (State.REJECTED, "ответьте жителю на странице вручную"),
        (State.MISSED, "узнайте, решено ли дело, и ответьте сами"),
    ],
)
def test_an_answer_about_trouble_is_called_so_and_left_to_no_ruling(
    names: list[str], state: State, todo: str
) -> None:
    undone = Carried(1, Kind.REPLY, "trouble:1", state, "закрыто")
    with pytest.raises(RunIsRed, match=todo) as red:
        finish("Беда", "«да»: 1 ответ", carried=[undone])
    assert "решение об удалении" not in str(red.value)
    assert names == [f"Беда: «да»: 1 ответ; ответ о беде: {state.words}, {T}"]
