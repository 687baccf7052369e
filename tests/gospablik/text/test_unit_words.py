"""Words that a sentence of the post has and the site's has not, or has in another place."""

import pytest

from gospablik.text.comparison import Verdict, compare
from tests.gospablik.text.pairs import told

BRIDGE = "Плотники чинят мост до 28 августа."


@pytest.mark.parametrize(
    ("site", "post"),
    [
        (BRIDGE, "Управиться должны до 28 августа."),
        (BRIDGE, "Быстро управятся до 28 августа."),
        (BRIDGE, "Плотники чинят мост. Пожалейте их!"),
        ("Собрание 15 мая 2026 года.", "Управиться должны в пятницу, 15 мая."),
    ],
)
def test_a_new_sentence_about_a_day_of_the_site_or_a_call_is_a_wording(
    site: str, post: str
) -> None:
    assert compare(site, post).verdict is Verdict.REWORDED


@pytest.mark.parametrize(
    "post",
    [
        "Управиться должны.",
        "Управиться бесплатно должны до 28 августа.",
        "Жалеют каменщиков!",
        "Каменщики и штукатуры управятся до 28 августа.",
        "Прокуратура заглянет до 28 августа.",
        "Пожалейте прокуратуру!",
        "Пожалейте Чороон!",
        "Каменщики управятся до 30 августа.",
    ],
)
def test_a_new_sentence_of_more_is_a_claim(post: str) -> None:
    compared = compare(BRIDGE, f"{BRIDGE} {post}")
    assert f"добавлено слова [ → {post}]" in told(compared)
    assert compared.verdict is Verdict.FACTS_DIFFER


@pytest.mark.parametrize(
    ("site", "post"),
    [
        ("Рост тарифа не превысит 12 %.", "Рост тарифа максимум 12 %."),
        ("Рост тарифа не превысит 12 %.", "Рост тарифа максимум на 12 %."),
        ("Центр работает до 17:00.", "Центр работает на час меньше, до 17:00."),
    ],
)
def test_a_bound_before_its_figure_is_no_word_of_its_own(site: str, post: str) -> None:
    assert told(compare(site, post)) == ""


@pytest.mark.parametrize(
    "post",
    [
        "Каток откроют 15 мая раньше.",
        "Каток откроют раньше срока, 15 мая.",
        "Каток откроют раньше обещанного срока, 15 мая.",
    ],
)
def test_a_bound_of_something_else_than_a_figure_is_told(post: str) -> None:
    assert "добавлено слова [ → раньше]" in told(compare("Каток откроют 15 мая.", post))


@pytest.mark.parametrize(
    ("site", "post"),
    [
        ("Вода будет в кранах на Мира 15 мая.", "Вода потечёт в кранах на Мира 15 мая."),
        ("Вода на Мира 15 мая.", "Вода потечёт на Мира 15 мая."),
        ("Рыбалка на пруду запрещена до 15 мая.", "На пруду не рыбачьте до 15 мая."),
        ("Сети на пруду не ставят до 15 мая.", "На пруду сети не бросайте до 15 мая."),
        ("Баня закрыта в среду, в четверг работает.", "Баня закрыта в среду, в четверг открыта."),
    ],
)
def test_a_verb_may_be_the_editors_own(site: str, post: str) -> None:
    assert told(compare(site, post)) == ""


@pytest.mark.parametrize(
    ("site", "post", "found"),
    [
        (
            "Рабочие чинят трубы на Мира 15 мая.",
            "Рабочие красят трубы на Мира 15 мая.",
            "изменено слова [чинят → красят]",
        ),
        (
            "Вода придёт на Мира 15 мая.",
            "Вода придёт и потечёт на Мира 15 мая.",
            "добавлено слова [ → потечёт]",
        ),
        (
            "Пруд не чистят до 15 мая, рыбы много.",
            "Пруд не чистят до 15 мая, рыбы много, не ныряйте.",
            "добавлено слова [ → ныряйте]",
        ),
        (
            "Рыбалка на пруду открыта до 15 мая.",
            "На пруду не рыбачьте до 15 мая.",
            "изменено слова [открыта → рыбачьте]",
        ),
    ],
)
def test_a_verb_beside_or_for_one_that_says_something_is_told(
    site: str, post: str, found: str
) -> None:
    assert told(compare(site, post)) == found


@pytest.mark.parametrize(
    ("site", "post", "found"),
    [
        ("Льготу получат школьники.", "Льготу получит каждый школьник.", "[ → каждый]"),
        (
            "Перерасчёт делают по заявлению в МФЦ.",
            "Перерасчёт автоматический.",
            "[ → автоматический]",
        ),
        ("Перерасчёт делают по заявлению в МФЦ.", "Перерасчёт по телеграмме.", "[ → телеграмме]"),
        (
            "Автобус ходит ежедневно. Билет 85 рублей.",
            "Билет 85 рублей ежедневно.",
            "[ → ежедневно]",
        ),
    ],
)
def test_to_whom_how_and_how_often_may_not_be_added(site: str, post: str, found: str) -> None:
    compared = compare(site, post)
    assert told(compared) == f"добавлено слова {found}"
    assert compared.differences


@pytest.mark.parametrize(
    ("site", "post"),
    [
        ("Рабочие чистят парк 15 мая.", "Уборка 15 мая."),
        ("Захватите воду в запас.", "Захватите вёдра."),
    ],
)
def test_half_a_new_sentence_with_a_day_of_the_site_or_a_call_is_a_wording(
    site: str, post: str
) -> None:
    assert compare(site, post).verdict is Verdict.REWORDED


def test_a_short_question_claims_nothing_and_a_long_one_does() -> None:
    site = "Куда сдавать лампы, решит сход."
    question = "Куда девать старые лампы, батарейки, шины, банки, бутылки"
    assert told(compare(site, f"{question}?")) == ""
    longer = f"{question}, коробки?"
    assert told(compare(site, longer)) == f"добавлено слова [ → {longer}]"


SCHOOL = "Ремонт идёт в школе."


@pytest.mark.parametrize(
    ("site", "post", "found"),
    [
        (f"Собрание пройдёт в клубе на Лесной. {SCHOOL}", "", "[клубе → школе]"),
        (f"Собрание пройдёт в новом клубе на Лесной. {SCHOOL}", "", "[новом → школе]"),
        (
            f"Собрание пройдёт в клубе на Лесной. {SCHOOL}",
            "Собрание на Лесной пройдёт в школе.",
            "[клубе → школе]",
        ),
        (
            "Город закупит 15 мая автобусы зимой.",
            "Город закупит трамваи зимой.",
            "[автобусы → трамваи]",
        ),
        (
            "Холодной воды на Мира не будет.",
            "Горячей воды на Мира не будет.",
            "[Холодной → Горячей]",
        ),
        (
            "Сельский клуб откроют 15 мая в парке.",
            "Музей откроют 15 мая в парке.",
            "[Сельский → Музей]",
        ),
    ],
)
def test_the_word_that_stood_there_is_shown(site: str, post: str, found: str) -> None:
    compared = compare(site, post or "Собрание пройдёт в школе на Лесной.")
    assert told(compared) == f"изменено слова {found}"
    assert compared.differences


@pytest.mark.parametrize(
    "site",
    [
        "Город закупит новые красные городские автобусы зимой.",
        "Город закупит 15 мая зимой.",
    ],
)
def test_a_word_for_a_long_phrase_or_for_a_fact_stands_for_no_one_word(site: str) -> None:
    compared = compare(site, "Город закупит трамваи зимой.")
    assert told(compared) == "добавлено слова [ → трамваи]"
