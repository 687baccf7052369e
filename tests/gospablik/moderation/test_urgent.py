"""Threats and personal data are mailed at once, a flood of them in few letters."""

from datetime import timedelta

import pytest

from gospablik.drafts import NothingToSay
from gospablik.letters import LetterKey
from gospablik.moderation.urgent import urgent_letter
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town, office

THREAT = "Я тебя убью, подожди"


@pytest.fixture
def town(store: Store) -> Town:
    return Town(store)


def ordered(town: Town, reader: str = "spec") -> list[Action]:
    keys = [(action, LetterKey.parse(action.subject)) for action in town.actions(Kind.MAIL)]
    return [action for action, key in keys if (key.topic, key.reader) == ("urgent", reader)]


def send(town: Town, action: Action) -> str:
    key = LetterKey.parse(action.subject)
    draft = urgent_letter(town.store, town.office, key, 1, town.now)
    with town.store.write() as session:
        row = session.get_one(Action, action.id)
        row.state, row.first_claimed_at, row.state_since = State.CONFIRMED, town.now, town.now
    assert draft.html
    return f"{draft.subject}\n{draft.text}"


def test_a_threat_is_a_letter_at_once_to_each_who_may_rule(town: Town) -> None:
    town.write(1, THREAT)
    town.write(2, "ты дурак")
    town.harvest()
    assert len(ordered(town, "it-head")) == 1
    [action] = ordered(town)
    assert action.not_before <= town.now
    letter = send(town, action)
    assert letter.startswith("Срочно посмотрите: 1 комментарий, страница «Посёлок Пример»")
    assert f"    | {THREAT}" in letter
    assert "https://vk.com/wall-7_1?reply=1" in letter
    assert "дурак" not in letter
    town.harvest()
    assert len(ordered(town)) == 1, "found once, told once"


def test_what_is_not_urgent_writes_to_nobody(town: Town) -> None:
    town.write(1, "ты дурак")
    town.write(2, "дороги ужасные, позор")
    town.harvest()
    assert ordered(town) == []


def test_a_flood_waits_for_one_letter_together(town: Town) -> None:
    town.write(1, THREAT)
    town.harvest()
    send(town, ordered(town)[0])
    for number in range(2, 8):
        town.write(number, f"{THREAT} {number}")
        town.harvest()
    first, second = ordered(town)
    assert second.not_before > first.not_before
    assert second.not_before - town.now <= timedelta(minutes=30)
    town.later(minutes=30)
    letter = send(town, second)
    assert letter.startswith("Срочно посмотрите: 6 комментариев, страница «Посёлок Пример»")
    assert f"    | {THREAT}\n" not in letter, "told already"


def test_what_was_ruled_on_meanwhile_needs_no_letter(town: Town) -> None:
    town.write(1, THREAT)
    town.harvest()
    town.answer(town.ask()[0])
    with pytest.raises(NothingToSay, match="уже решено"):
        send(town, ordered(town)[0])


def test_an_open_form_does_not_hide_it_and_a_watched_page_is_said_to_be_one(town: Town) -> None:
    town.write(1, THREAT)
    town.harvest()
    town.ask()
    assert "режиме «наблюдение»" not in send(town, ordered(town)[0])
    town.office = watched = office(page=[town.office.page[0].model_dump() | {"mode": "наблюдение"}])
    town.later(hours=1)
    town.write(2, THREAT + "!")
    town.harvest()
    assert watched.page[0].mode.value == "наблюдение"
    assert "режиме «наблюдение»: формы не будет" in send(town, ordered(town)[-1])


def test_nobody_on_duty_means_the_duty_address(town: Town) -> None:
    town.office = office(official=[town.office.official[0].model_dump()])
    town.write(1, THREAT)
    town.harvest()
    [action] = ordered(town, "duty")
    key = LetterKey.parse(action.subject)
    draft = urgent_letter(town.store, town.office, key, 1, town.now)
    assert draft.to == ("it@town.test",)
