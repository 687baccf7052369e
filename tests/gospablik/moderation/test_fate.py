"""Where a comment has gone is told from what is kept, and what nobody knows is said to be so."""

import pytest

from gospablik.ledger.book import confirm_errand
from gospablik.moderation.fate import MOST, Fate, fates
from gospablik.moderation.review_case import WARN
from gospablik.moderation.telling import order_warnings
from gospablik.store.ledger import Kind, State
from gospablik.store.session import Store
from tests.gospablik.moderation.pictures.kit import BLUE, RED, attach
from tests.gospablik.moderation.test_undoing import form, say
from tests.gospablik.moderation.town import Town


@pytest.fixture
def town(store: Store) -> Town:
    return Town(store)


def known(town: Town, named: str) -> list[Fate]:
    with town.store.read() as session:
        return list(fates(session, town.office, named).found)


def story(fate: Fate) -> list[str]:
    return [line.split(" — ", 1)[1] for line in fate.story]


def test_removed_by_us_with_who_why_and_the_seal(town: Town) -> None:
    town.misbehave(1)
    [fate] = known(town, "ДУРАК")
    assert (fate.what.value, fate.texts) == ("удалён нами", ("ты дурак",))
    ruled, removed = story(fate)[2:]
    assert ruled.startswith("решено удалить по пункту 4.2 (оскорбление): Имя spec")
    assert "пояснение: «грубо»; доказательство № 1, печать " in ruled
    assert removed == "удаление: подтверждено, прочитано на странице."


def test_gone_without_us_nobody_knows_who(town: Town) -> None:
    town.write(1, "спасибо за дорогу")
    town.harvest()
    del town.wall.standing["1"]
    town.harvest()
    [fate] = known(town, "спасибо")
    assert fate.what.value == "исчез сам"
    assert "удалили его не мы" in story(fate)[-1]
    assert "кто из них, программа не видит" in story(fate)[-1]


def test_it_stands_was_reworded_and_is_found_by_link_number_and_name(town: Town) -> None:
    town.write(1, "первое слово")
    town.harvest()
    town.write(1, "второе слово")
    town.harvest()
    for named in ("https://vk.com/wall-7_1?reply=1", "1", "житель 100", "первое  слово"):
        [fate] = known(town, named)
        assert fate.what.value == "на странице"
        assert fate.texts == ("первое слово", "второе слово")
        assert "изменён автором." in story(fate)


def test_ordered_by_word_of_mouth_and_taken_back(town: Town) -> None:
    town.misbehave(1)
    action = town.actions(Kind.REMOVE)[0]
    town.set_state(action.id, State.ERRAND)
    town.wall.standing["1"] = town.wall.taken_off["1"]
    town.harvest()
    [fate] = known(town, "дурак")
    assert fate.what.value == "решено удалить"
    with town.store.write() as session:
        confirm_errand(session, action.id, person="spec", now=town.now)
    assert "со слов: Имя spec" in "".join(known(town, "дурак")[0].story)
    assert say(town, form(town)) is None
    told = "".join(known(town, "дурак")[0].story)
    assert (
        "решение об удалении отменено: Имя it-head (начальник отдела ИТ); пояснение: «шутка»"
        in told
    )
    assert "решено оставить: Имя it-head" in told


def test_never_seen_too_short_and_too_many(town: Town) -> None:
    for number in range(MOST + 3):
        town.write(number + 1, f"слово номер {number}")
    town.write(99, "слово страницы", author=-7)
    town.harvest()
    assert known(town, "такого никто не писал") == []
    assert known(town, "сл") == []
    assert known(town, "страницы") == [], "not the page's own"
    with town.store.read() as session:
        found = fates(session, town.office, "слово")
    assert (len(found.found), found.more, found.looked) == (MOST, 3, MOST + 3)
    assert found.found[0].texts == (f"слово номер {MOST + 2}",)


def test_another_picture_in_its_place_is_no_removed_comment_that_is_back(town: Town) -> None:
    attach(town, 1, RED)
    town.harvest()
    attach(town, 1, BLUE)
    town.harvest()
    [fate] = known(town, "дурак")
    assert story(fate)[2:] == ["автор заменил картинку."]


def test_a_warning_is_told_and_whether_it_was_written(town: Town) -> None:
    town.write(1, "ты дурак")
    town.harvest()
    town.answer(town.ask()[0], WARN)
    with town.store.write() as session:
        assert order_warnings(session, town.office, town.now) == 1
    town.carry(Kind.REPLY)
    [fate] = known(town, "дурак")
    assert story(fate)[-1] == "предупреждение автору: подтверждено, прочитано на странице."
