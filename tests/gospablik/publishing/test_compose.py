"""The text of a post: the site's title and link whole, its words shortened if they must be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospablik.networks.limits import TEXT
from gospablik.publishing.compose import compose, fit, hashtags, headline_of

LINK = "https://town.test/news/1"
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"])


def vk(title: str, text: str, link: str = LINK) -> str:
    return compose("vk", title=title, text=text, link=link)


def test_title_text_link() -> None:
    assert vk("Вода", "Завтра будет.") == (
        f"Вода\n\nЗавтра будет.\n\nПодробнее на официальном сайте: {LINK}"
    )


def test_without_a_text_nothing_is_left_open() -> None:
    assert vk("Вода", "") == f"Вода\n\nПодробнее на официальном сайте: {LINK}"


@pytest.mark.parametrize(
    ("title", "text", "body"),
    [
        ("Субботник", "Субботник\n\nПриходите.", "Приходите."),
        ("Субботник", "Субботник. Приходите.", "Приходите."),
        ("Ждём всех!", "Ждём всех! Приходите.", "Приходите."),
        ("Субботник", "Субботник", ""),
        ("Субботник", "Субботник.", ""),
        # The headline is a part of another sentence: cut off, the rest would say something else.
        ("Субботник", "Субботника не будет.", "Субботника не будет."),
        ("Приём граждан", "Приём граждан 5 мая отменён.", "Приём граждан 5 мая отменён."),
        ("Мы ждём", "Мы ждём... и надеемся.", "Мы ждём... и надеемся."),
        ("Итоги 2", "Итоги 2.5 лет.", "Итоги 2.5 лет."),
    ],
)
def test_the_headline_is_not_said_twice(title: str, text: str, body: str) -> None:
    expected = f"{title}\n\n{body}\n\n" if body else f"{title}\n\n"
    assert vk(title, text).startswith(f"{expected}Подробнее")


def test_markup_of_the_site_is_text_in_a_post() -> None:
    assert "<b>5 & 6</b>" in vk("Вода", "<b>5 & 6</b> {{ title }}")
    assert "{{ title }}" in vk("Вода", "{{ title }}")


def test_a_long_text_is_cut_and_the_link_stays() -> None:
    post = vk("Вода", "Завтра будет вода. " * 2000)
    assert TEXT["vk"].post - 40 < len(post) <= TEXT["vk"].post
    assert post.startswith("Вода\n\n")
    assert post.endswith(LINK)


def test_what_was_cut_can_be_said() -> None:
    whole = fit("telegram", title="Вода", text="Вода. Завтра будет.", link=LINK)
    assert (whole.cut, whole.body) == (False, "Завтра будет.")
    short = fit("telegram", title="Вода", text="Завтра будет вода. " * 400, link=LINK)
    assert short.cut
    assert short.kept.endswith("вода. …")
    assert short.kept in short.text


def test_a_title_over_the_limit_is_not_cut_and_so_is_held_by_the_checks() -> None:
    post = vk("В" * 20_000, "текст")
    assert len(post) > TEXT["vk"].post
    assert post.endswith(LINK)


@settings(max_examples=40)
@given(
    network=st.sampled_from(sorted(TEXT)),
    title=st.text(LETTERS, min_size=1, max_size=200),
    text=st.text(max_size=80).map(lambda piece: piece * 400),
)  # fmt: skip
def test_any_text_keeps_to_each_limit_with_title_and_link_whole(
    network: str, title: str, text: str
) -> None:
    post = compose(network, title=title, text=text, link=LINK, category="Новости/ЖКХ")
    assert TEXT[network].length(post) <= TEXT[network].post
    assert post.startswith(title)
    assert LINK in post
    assert post.endswith("#ЖКХ")
    post.encode("utf-16-le")  # no half of a letter is left


@pytest.mark.parametrize("network", ["telegram", "max"])
def test_letters_that_count_twice_are_counted_twice(network: str) -> None:
    limits = TEXT[network]
    post = compose(network, title="Саҥа дьыл", text="🔥" * 3_000 + " " + "ҕ" * 9_000, link=LINK)
    assert limits.post - 40 < limits.length(post) <= limits.post


@pytest.mark.parametrize(
    ("category", "tag"),
    [
        ("ЖКХ", "#ЖКХ"),
        ("Новости/Отключение воды", "#ОтключениеВоды"),
        ("Көмө, үлэ", "#КөмөҮлэ"),
        ("Выборы 2026", "#Выборы"),
        ("", ""),
        (" / ", ""),
        ("2026", ""),
        ("ЖКХ; Новости/Отключение воды; Главное/ЖКХ; 2026", "#ЖКХ #ОтключениеВоды"),
    ],
)
def test_every_rubric_becomes_a_hashtag(category: str, tag: str) -> None:
    assert hashtags(category) == tag


def test_paragraphs_and_lists_stay() -> None:
    text = "Первый абзац.\n\n• пункт один\n• пункт два\n\nПоследний."
    for network in TEXT:
        assert text in compose(network, title="Вода", text=text, link=LINK)


def test_the_first_line_is_the_headline() -> None:
    assert headline_of(vk("Вода", "Завтра.")) == "Вода"
