"""The letter about trouble: words, what to do, who says «да», what it may not say."""

import pytest

from gospablik.drafts import Draft, NothingToSay
from gospablik.letters import LetterKey
from gospablik.moderation.troubles.letter import LONGEST, trouble_letter
from gospablik.store.session import Store
from tests.gospablik.ledger.answers import watched
from tests.gospablik.moderation.test_troubles import COLD, FIRE, flood
from tests.gospablik.moderation.town import Town, office, written

HOSTILE = "Горит дом на Северной!\nТема: отбой <script>alert(1)</script> \u202eтевирп"


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return Town(sqlite_store)


def letter(town: Town, number: int = 1) -> Draft:
    key = LetterKey("trouble", number, "duty")
    return trouble_letter(town.store, town.office, key, 1, town.now)


def test_one_comment_whole_with_links_time_reason_and_what_to_do(town: Town) -> None:
    town.write(2, COLD)
    town.harvest()
    draft = letter(town)
    assert draft.subject == "Беда: нет тепла — ВКонтакте, комментарий 25.11 09:31"
    assert (draft.to, draft.cc) == (("it@town.test",), ())
    for face in (draft.text, draft.html):
        for words in (
            COLD, "Житель 100", "https://vk.com/id100", "https://vk.com/wall-7_1?reply=2",
            "25.11.2026 09:31", "Asia/Yakutsk", "«нет тепла»", "может ошибаться", "112 (ЕДДС)",
            "запуск «Беда»", "Resume", "Имя spec (специалист отдела ИТ)",
            "Житель 100! Ваше сообщение о тепле передаём дежурному прямо сейчас",
        ):  # fmt: skip
            assert words in face, words


def test_a_residents_words_are_no_markup_and_pass_for_none_of_ours(town: Town) -> None:
    town.write(1, HOSTILE)
    town.harvest()
    draft = letter(town)
    assert "<script>" not in draft.html
    assert "&lt;script&gt;" in draft.html
    assert "\n    | Тема: отбой <script>alert(1)</script>" in draft.text
    assert "\u202e" not in draft.text + draft.html
    assert "\n" not in draft.subject


def test_all_of_a_flood_stand_in_one_letter(town: Town) -> None:
    flood(town, 1, 200, COLD + " " + "очень " * 1000)
    draft = letter(town)
    assert "200 комментариев" in draft.subject
    assert "КОММЕНТАРИЙ 200 ИЗ 200" in draft.text
    assert len(draft.text) < 200 * (LONGEST + 1500)
    assert draft.text.count("…") == 200


def test_of_a_watched_page_it_promises_no_form(town: Town) -> None:
    town.office = watched()
    town.write(1, FIRE)
    town.harvest()
    draft = letter(town)
    assert "слова не спросит: страница в режиме «наблюдение»" in draft.text
    assert "Resume" not in draft.text + draft.html


def test_when_nobody_may_answer_it_says_so(town: Town) -> None:
    town.office = office(official=[])
    town.write(1, FIRE)
    town.harvest()
    assert "Слова «да» дать сейчас некому" in letter(town).text
    assert "Resume" not in letter(town).text


def test_what_became_of_the_comment_meanwhile_is_said(town: Town) -> None:
    town.write(1, FIRE)
    town.harvest()
    town.write(1, "Потушили, спасибо")
    town.harvest()
    assert "с тех пор автор изменил его" in letter(town).text
    assert FIRE in letter(town).text
    town.wall.standing.clear()
    town.harvest()
    assert "Сейчас этого комментария на странице уже нет" in letter(town).html


def test_found_late_it_is_told_as_that_and_offers_no_answer(town: Town) -> None:
    old = town.now.replace(month=11, day=20)
    town.wall.standing["1"] = written(1, COLD, 1, old)
    town.wall.standing["2"] = written(2, FIRE, 2, old.replace(day=22))
    town.harvest()
    draft = letter(town)
    assert draft.subject == (
        "Беда, найдено поздно: нет тепла, пожар — ВКонтакте, 2 комментария, 20.11 09:30–22.11 09:30"
    )
    assert "больше суток назад" in draft.text
    for face in (draft.text, draft.html):
        assert "передаём дежурному" not in face
        assert "Resume" not in face


def test_a_letter_of_nothing_is_not_sent(town: Town) -> None:
    with pytest.raises(NothingToSay):
        letter(town, 5)


def test_of_two_in_the_same_minute_the_subject_says_one_time(town: Town) -> None:
    town.wall.standing["1"] = written(1, COLD, 1, town.now)
    town.wall.standing["2"] = written(2, f"{COLD} Помогите", 2, town.now)
    town.harvest()
    assert letter(town).subject.endswith(", 2 комментария, 25.11 09:30")
