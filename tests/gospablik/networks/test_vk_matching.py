import pytest

from gospablik.networks.matching import carries, same_text

NEWS = "https://adm.example.ru/news/1"


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        f"Заголовок\n\nПодробнее: {NEWS}",
        f"({NEWS})",
        f"Смотрите {NEWS}.",
        f"Смотрите {NEWS}/",
        f"Смотрите {NEWS}/. Дальше",
        f"{NEWS}, {NEWS}2",
    ],
)
def test_found(text: str) -> None:
    assert carries(NEWS, text, ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{NEWS}2",
        f"{NEWS}/photo",
        f"{NEWS}.html",
        f"{NEWS}?print=1",
        f"{NEWS}#top",
        f"{NEWS}-long",
        "https://adm.example.ru/news/",
        f"https://mirror.ru/?u={NEWS}x",
    ],
)
def test_not_found(text: str) -> None:
    assert not carries(NEWS, text, ())


def test_attached_link_and_source() -> None:
    assert carries(NEWS, "", [NEWS + "/"])
    assert not carries(NEWS, "", [NEWS + "2"])


def test_encoding_and_escapes_do_not_count() -> None:
    cyrillic = "https://адм.рф/новости?a=1&b=2"
    assert carries(
        cyrillic, "см. https://адм.рф/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?a=1&amp;b=2", ()
    )


def test_same_text() -> None:
    assert same_text("Спасибо,\n ответ & «да»", "Спасибо, ответ &amp;  «да» ")
    assert not same_text("Спасибо", "Спасибо!")
