"""What of a wording follows its article page: the page's own words, and nothing else."""

import pytest

from gospablik.publishing.carried_over import text_now, title_now

BODY = "Первое 1 мая. Второе в 10:00.\n\nТретье: 5 школ. Четвёртое."


def page(body: str = BODY, *heads: str) -> str:
    return "\n".join(heads or ("Заголовок", "Заголовок — Сайт")) + f"\n\n{body}"


@pytest.mark.parametrize(
    ("text", "body", "becomes"),
    [
        (BODY, "Совсем другое.", "Совсем другое."),
        ("Первое 1 мая.", BODY.replace("1 мая", "2 мая"), "Первое 2 мая."),
        ("Первое 1 мая. Второе в 1…", BODY.replace("10:00", "11:00"),
         "Первое 1 мая. Второе в 11:00."),
        ("Второе в 10:00.\n\nТретье: 5 школ.", BODY.replace("5 школ", "6 школ"),
         "Второе в 10:00.\n\nТретье: 6 школ."),
        ("Первое 1 мая. Второе в 10:00.", BODY.replace(" Второе", " Вставка. Второе"),
         "Первое 1 мая. Вставка. Второе в 10:00."),
        ("Первое 1 мая. Второе в 10:00.", BODY.replace("Первое 1 мая. ", ""), "Второе в 10:00."),
        ("Первое 1 мая.", BODY.replace("Четвёртое", "Пятое"), "Первое 1 мая."),
        ("Первое 1 мая.", "Второе в 10:00.\n\nТретье: 5 школ. Четвёртое.", "Первое 1 мая."),
        ("Сказано своими словами.", BODY.replace("1 мая", "2 мая"), "Сказано своими словами."),
        ("", BODY.replace("1 мая", "2 мая"), ""),
    ],
)  # fmt: skip
def test_text(text: str, body: str, becomes: str) -> None:
    assert text_now(text, page(), page(body)) == becomes


@pytest.mark.parametrize(
    ("heads", "becomes"),
    [
        (("Другой", "Другой — Сайт"), "Другой"),
        (("Заголовок", "Иное — Сайт"), "Заголовок"),
        (("Один на всю страницу",), "Один на всю страницу"),
    ],
)
def test_title(heads: tuple[str, ...], becomes: str) -> None:
    assert title_now("Заголовок", page(), page(BODY, *heads)) == becomes


def test_a_title_that_the_page_never_had_stays() -> None:
    assert title_now("Из ленты", page(), page(BODY, "Другой")) == "Из ленты"
