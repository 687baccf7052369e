"""What a heading, a call to the reader and a word among ourselves may say of their own."""

import pytest

from gospablik.text.calls import calls, chats, heads
from gospablik.text.comparison import Verdict, compare
from gospablik.text.tokens import read
from tests.gospablik.text.pairs import told

NEWS = "В парке посадят липы. Собрание пройдёт в клубе 15 мая."


@pytest.mark.parametrize(
    "heading",
    ["Что посадят", "На что потратят", "Рисунок 5 класса", "Куда выносить ёлки, коробки"],
)
def test_a_short_heading_claims_nothing(heading: str) -> None:
    tokens = read(f"{heading}:")[0].tokens
    assert heads(tokens, [n for n, token in enumerate(tokens) if token.content])


@pytest.mark.parametrize(
    "heading",
    [
        "Не работают киоски",
        "Запрещена рыбалка",
        "Отменены рейсы",
        "Олег Петров",
        "Прокуратура проверит",
        "Рабочие перекопали тротуары, дворы, клумбы",
    ],
)
def test_a_heading_that_denies_or_names_or_tells_a_story_claims(heading: str) -> None:
    compared = compare(NEWS, f"{heading}:\nв парке посадят липы")
    assert compared.verdict is Verdict.FACTS_DIFFER
    assert heading in told(compared)


@pytest.mark.parametrize(
    "call",
    [
        "Приходите всей семьёй!",
        "Приходите с мётлами и лопатами!",
        "Приходите семьями, с бабушками, дедушками, внуками!",
    ],
)
def test_a_call_to_the_reader_claims_nothing(call: str) -> None:
    assert calls(read(call)[0])
    assert told(compare(NEWS, f"В парке посадят липы. {call}")) == ""


@pytest.mark.parametrize(
    "call",
    [
        "Приходите с мётлами и лопатами 15 мая!",
        "Приходите, собак не берите!",
        "Приходите, губернатор посадит сосну!",
        "Приходите, концерт понравится!",
        "Смотрите: рабочие меняют трубы соседнего подвала!",
        "Рабочие меняют трубы!",
    ],
)
def test_a_call_that_dates_forbids_or_promises_claims(call: str) -> None:
    assert not calls(read(call)[0])
    assert told(compare(NEWS, f"В парке посадят липы. {call}")) == f"добавлено слова [ → {call}]"


@pytest.mark.parametrize("said", ["Болеем за наших!", "Мамы и папы, это вам!", "Ждём вас!"])
def test_what_is_said_among_us_and_you_is_only_another_wording(said: str) -> None:
    assert chats(read(said)[0])
    assert compare(NEWS, f"В парке посадят липы. {said}").verdict in (
        Verdict.REWORDED,
        Verdict.SHORTENED,
    )


@pytest.mark.parametrize(
    "said",
    [
        "Болеем за Олёкминск!",
        "Болеем 15 мая с флагами, дудками и барабанами!",
        "Губернатора ждём!",
        "Соседи болеют за наших!",
        "Отменяем посадку, друзья!",
        "Приходите, вход отменён!",
        "Приходите без собак!",
    ],
)
def test_what_names_dates_or_tells_of_others_is_no_chat(said: str) -> None:
    compared = compare(NEWS, f"В парке посадят липы. {said}")
    assert compared.verdict is Verdict.FACTS_DIFFER


def test_in_sakha_nobody_knows_a_chat_from_a_claim() -> None:
    site = "Оскуола сабыытыгар кэнсиэр буолуо. Киирии босхо."
    said = "Алаас күөх ньургуһун тыллан көстөр!"
    assert not chats(read(said)[0])
    compared = compare(site, f"Киирии босхо. {said}")
    assert told(compared) == f"добавлено слова [ → {said}]"
    assert compared.differences
