"""What a person points at waits for a specialist, once, and outlives a corrected list."""

import pytest

from gospablik.errors import OfficeError
from gospablik.moderation.detection.examine import shipped_judge
from gospablik.moderation.detector import detect_new
from gospablik.moderation.pointing import point_out
from gospablik.moderation.queue import waiting
from gospablik.store.ledger import Kind
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town

LINK = "https://vk.com/wall-7_1?reply=1"


@pytest.fixture
def town(store: Store) -> Town:
    town = Town(store)
    town.write(1, "та самая картинка")
    town.harvest()
    return town


def point(
    town: Town, named: str = LINK, by: str = "spec", reason: str = "плакат с угрозой"
) -> None:
    with town.store.write() as session:
        point_out(session, town.office, named, reason=reason, official_key=by, now=town.now)


def reasons(town: Town) -> list[tuple[str, ...]]:
    with town.store.read() as session:
        return [one.reasons for one in waiting(session, town.office)]


def test_it_is_asked_about_ruled_sealed_and_removed(town: Town) -> None:
    assert reasons(town) == []
    point(town)
    point(town, "1", reason="второй раз")
    assert reasons(town) == [
        ("указано человеком (Имя spec (специалист отдела ИТ)): плакат с угрозой",)
    ]
    with town.store.write() as session:
        detect_new(session, town.office, shipped_judge(), town.now)
    assert len(reasons(town)) == 1, "the lists say nothing of it, and it waits all the same"
    [question] = town.ask()
    town.answer(question, "удалить: нарушает закон")
    assert town.seal()
    town.carry(Kind.REMOVE)
    assert town.wall.removed == ["1"]
    with pytest.raises(OfficeError, match="на странице его уже нет"):
        point(town)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"named": "https://vk.com/nobody"}, "не узнать комментария наших страниц"),
        ({"named": "  "}, "программа не знает"),
        ({"by": "head"}, "полномочия"),
        ({"by": ""}, "полномочия"),
        ({"reason": " x "}, "не сказано, что не так"),
    ],
)
def test_refused_in_words(town: Town, more: dict[str, str], why: str) -> None:
    with pytest.raises(OfficeError, match=why):
        point(town, **more)
    assert reasons(town) == []


def test_what_was_ruled_on_is_not_asked_again(town: Town) -> None:
    point(town)
    [question] = town.ask()
    town.answer(question, "оставить")
    with pytest.raises(OfficeError, match="об этом тексте уже решено"):
        point(town)
