"""«Нужно» is not «можно», and «в день» is not «в неделю»."""

import pytest

from gospablik.text.comparison import compare
from tests.gospablik.text.pairs import told

BOTH = "Заявки можно подать в МФЦ, паспорт нужно взять с собой."


@pytest.mark.parametrize(
    ("site", "post", "found"),
    [
        ("Заявки можно подать в МФЦ.", "Заявки нужно подать в МФЦ.", "[можно → нужно]"),
        ("Заявки нужно подать в МФЦ.", "Заявки можно подать в МФЦ.", "[нужно → можно]"),
        ("Заявки надо подать в МФЦ.", "Заявки могут подать в МФЦ.", "[надо → могут]"),
        (BOTH, "Заявки нужно подать в МФЦ.", "[можно → нужно]"),
        (BOTH, "Паспорт можно взять с собой.", "[нужно → можно]"),
    ],
)
def test_what_one_may_is_not_what_one_must(site: str, post: str, found: str) -> None:
    compared = compare(site, post)
    assert told(compared) == f"изменено слова {found}"
    assert compared.differences


@pytest.mark.parametrize(
    ("site", "post"),
    [
        ("Заявки нужно подать в МФЦ.", "Заявки необходимо подать в МФЦ."),
        ("Заявки нужно подать в МФЦ.", "Заявки, если нужно, можно подать в МФЦ."),
        ("Заявки можно подать в МФЦ до 15 мая.", "Кому нужно, заявку примет МФЦ до 15 мая."),
        (
            "Заявки на землю можно подать в МФЦ до 15 мая.",
            "Чтобы взять землю, нужно до 15 мая прийти в МФЦ.",
        ),
        (BOTH, "Паспорт нужно взять с собой."),
        (BOTH, "Паспорт нужно взять с собой, заявки можно подать в МФЦ."),
        ("Пропуск нужно показать, если можно войти.", "Если можно войти, пропуск нужно показать."),
    ],
)
def test_the_same_duty_in_other_words_is_accepted(site: str, post: str) -> None:
    assert told(compare(site, post)) == ""


@pytest.mark.parametrize(
    ("site", "post", "found"),
    [
        ("Прокат — 150 рублей за день.", "Прокат — 150 рублей за час.", "[день → час]"),
        ("Прокат — 150 рублей в день.", "Прокат — 150 рублей в час.", "[день → час]"),
        ("Замеры дважды в неделю.", "Замеры дважды за месяц.", "[неделю → месяц]"),
        (
            "Замеры делают дважды в неделю, отчёт раз в месяц.",
            "Замеры делают дважды в неделю, отчёт раз в год.",
            "[месяц → год]",
        ),
    ],
)
def test_how_often_and_for_what_term_may_not_change(site: str, post: str, found: str) -> None:
    compared = compare(site, post)
    assert told(compared) == f"изменено слова {found}"
    assert compared.differences


@pytest.mark.parametrize(
    ("site", "post"),
    [
        ("Замеры делают дважды в неделю.", "Замеры делают дважды за неделю."),
        ("Замеры делают дважды в неделю.", "Замеры делают дважды."),
        ("Замеры делают дважды в неделю, отчёт раз в месяц.", "Отчёт раз в месяц."),
    ],
)
def test_a_term_may_be_left_out_or_said_with_another_preposition(site: str, post: str) -> None:
    assert told(compare(site, post)) == ""
