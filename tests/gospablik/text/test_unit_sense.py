"""«Не», «нет», «без»: what the post may not deny, and what the site denies in other words."""

import pytest

from gospablik.text.comparison import compare
from tests.gospablik.text.pairs import told


@pytest.mark.parametrize(
    ("site", "post", "found"),
    [
        (
            "Рабочие красят мост.",
            "Рабочие не красят мост.",
            "добавлено отрицание [красят → красят]",
        ),
        ("Рабочие не красят мост.", "Рабочие красят мост.", "утрачено отрицание [красят → красят]"),
        (
            "Работы на мосту идут.",
            "На мосту не работают.",
            "добавлено отрицание [Работы → работают]",
        ),
        ("Закроют не 5 школ, а 7.", "Закроют 5 школ.", "изменено число [5 → 5]"),
        ("Приём не 5 мая, а 6 мая.", "Приём 5 мая.", "изменено дата [5 мая → 5 мая.]"),
        (
            "Проезд стоит не 5 рублей.",
            "Проезд стоит 5 рублей.",
            "изменено сумма [5 рублей. → 5 рублей.]",
        ),
    ],
)
def test_a_denial_added_or_lost_is_found_once(site: str, post: str, found: str) -> None:
    assert told(compare(site, post)) == found


@pytest.mark.parametrize(
    ("site", "post"),
    [
        ("Шины в мешки складывать нельзя.", "Не складывайте шины в мешки."),
        ("Не складывайте шины в мешки.", "Шины в мешки складывать нельзя."),
        ("Городской каток в эти дни работать не будет.", "Городской каток не работает."),
        ("Закроют не 5 школ, а 7.", "Закроют 7 школ, а не 5."),
        ("Приём не 5 мая, а 6 мая.", "Приём 6 мая."),
        ("Было 5 рейсов, стало 7 рейсов.", "Теперь не 5 рейсов, а 7 рейсов."),
    ],
)
def test_one_way_to_deny_stands_for_another(site: str, post: str) -> None:
    assert "отрицание" not in told(compare(site, post))
    assert "изменено" not in told(compare(site, post))


def test_in_a_sentence_with_words_of_its_own_a_denial_may_be_of_other_things() -> None:
    site = "Школьные автобусы по улице не ходят, дачники уехали."
    post = "Автобусы исправно ходят, а замёрзшие прохожие и соседи радуются дачникам."
    assert "отрицание" not in told(compare(site, post))


HALL = "Приём открыт в зале."


@pytest.mark.parametrize(
    ("site", "post"),
    [
        (f"{HALL} Запись идёт в холле.", "Приём открыт без записи в зале."),
        (f"{HALL} Записи ждут в холле.", "Приём открыт без записи в зале."),
        (HALL, "Приём открыт, в зале нет."),
        ("Гостей в зале ждут 18 мая.", "Нет гостей 18 мая в зале."),
        # The denial that the site has is of another word.
        (f"{HALL} Идут без шапок в холл, записи ждут.", "Приём открыт без очереди в зале."),
    ],
)
def test_a_denial_put_into_the_sites_sentence_is_found(site: str, post: str) -> None:
    assert "добавлено отрицание" in told(compare(site, post))


@pytest.mark.parametrize(
    ("site", "post"),
    [
        (f"{HALL} Идут без записи в холл.", "Приём открыт без записи в зале."),
        (f"{HALL} Записи нет.", "Приём открыт в зале, записи нет."),
        ("Запись в зал открыта. Без записи в холл не пустят.", "В зал открыта без записи."),
        ("Нужен пропуск: возраст 18 лет.", "Нужен пропуск, если нет 18 лет."),
        # What is asked, or stands below a heading that denies, is told by other rules.
        ("Приём отменён в зале.", "Приём в зале без отмены?"),
    ],
)
def test_a_denial_that_the_site_has_or_that_tells_a_bound_is_none(site: str, post: str) -> None:
    assert "отрицание" not in told(compare(site, post))


def test_a_heading_denies_as_far_as_a_blank_line() -> None:
    site = "Костры жечь нельзя. Рыбу ловят у моста."
    compared = compare(site, "Нельзя:\nжечь костры\n\nРыбу не ловят у моста.")
    assert told(compared) == "добавлено отрицание [ловят → ловят]"
    assert told(compare(site, "Нельзя:\nжечь костры\nРыбу не ловят у моста.")) == ""
