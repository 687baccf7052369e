import json
from collections.abc import Callable

import httpx
import pytest

from gospablik.errors import CouldNotRead
from gospablik.root import ROOT
from gospablik.site import Article, read_article
from gospablik.text import comparable

SAMPLES = ROOT.parent / "shared" / "samples" / "site"
ADDRESS = "https://adm.example.ru/news/1/"
BODY = (
    "<h1>Субботник</h1><p>Приглашаем жителей на субботник 19&nbsp;сентября в 10:00.</p>"
    "<p>Сбор у здания администрации.</p><table><tr><td>Ленина, 5</td><td>10:30</td></tr></table>"
    "<p>Версия для печати</p><p>Количество просмотров: 15</p>"
)
PAGE = (
    "<!doctype html><html><head><title>Субботник - Администрация</title>"
    '<meta property="og:image" content="/upload/1.jpg"></head><body><nav><a href=/>Главная</a>'
    f'</nav><div class="news-detail">{BODY}</div><footer>Наш сайт использует cookie</footer>'
    "</body></html>"
)


def read(body: bytes | str, status: int = 200, kind: str = "text/html") -> Article:
    content = body.encode() if isinstance(body, str) else body

    def handler(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, content=content, headers={"Content-Type": kind})

    with httpx.Client(transport=httpx.MockTransport(handler)) as http:
        return read_article(ADDRESS, http)


def test_a_small_municipal_page() -> None:
    article = read(PAGE)
    assert article.raw == PAGE.encode()
    assert article.title == "Субботник"
    assert article.picture == "https://adm.example.ru/upload/1.jpg"
    assert "19 сентября в 10:00.\n\nСбор у здания администрации." in article.text
    assert "10:30" in article.text
    assert "просмотров" not in article.text
    assert "печати" not in article.text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("kind", ["text/html", "text/html; charset=utf-8"])
def test_encodings(encoding: str, kind: str) -> None:
    assert read(PAGE.encode(encoding), kind=kind).text == read(PAGE).text


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("", "пуста"),
        (PAGE[:-30], "не целиком"),
        ("<html><head><script src=/__qrator/q.js></script></head></html>", "роботов"),
        ("<html><head><title>Новости</title></head><body></body></html>", "не нашлось текста"),
        (PAGE.replace("Субботник", "Страница не найдена"), "не найдена"),
        (PAGE.replace("<h1>Субботник", "<h1>Ошибка 404"), "404"),
    ],
)
def test_not_an_article(body: str, why: str) -> None:
    with pytest.raises(CouldNotRead, match=why):
        read(body)


@pytest.mark.parametrize(
    "headline",
    [
        "В Жатае ведутся работы по ремонту дороги",
        "Доступ ограничен на лёд Лены",
        "Технические работы на водоводе — 5 мая",
        "Сайт закрытых аукционов заработал",
        "В школе № 404 ошибка в расписании",
        "Улица Мира — технические работы",
        "Лес — доступ ограничен",
        "Улица Ленина — дом 404",
    ],
)
def test_a_headline_that_only_sounds_like_an_error_is_news(headline: str) -> None:
    assert read(PAGE.replace("Субботник", headline)).title == headline


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "Страница не найдена (404)",
        "Ошибка 404: страница не найдена!",
        "404 Not Found",
        "Технические работы | Администрация ГО «Жатай»",
        "Запрашиваемая страница не найдена — Администрация — официальный сайт",
        "Сайт временно недоступен",
        "Доступ запрещён",
        "Администрация ГО «Жатай» — Страница не найдена",
        "Официальный сайт | Ошибка 404",
        "Жатай :: 404",
    ],
)
def test_a_title_that_says_nothing_but_an_error_is_told_word_for_word(title: str) -> None:
    with pytest.raises(CouldNotRead) as problem:
        read(PAGE.replace("<title>Субботник - Администрация", f"<title>{title}"))
    assert f"отвечает «{title}»" in problem.value.happened


def test_errors_and_files() -> None:
    with pytest.raises(CouldNotRead, match="ошибкой 404"):
        read(PAGE, status=404)
    with pytest.raises(CouldNotRead, match="application/pdf"):
        read(b"%PDF", kind="application/pdf")


def client(handler: Callable[[httpx.Request], httpx.Response]) -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(handler))


def test_a_page_that_leads_home_is_gone() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path != "/":
            return httpx.Response(302, headers={"Location": "/"})
        return httpx.Response(200, text=PAGE)

    with client(handler) as http, pytest.raises(CouldNotRead, match="на главную"):
        read_article(ADDRESS, http)


def test_only_the_web() -> None:
    with (
        client(lambda _: httpx.Response(200)) as http,
        pytest.raises(CouldNotRead, match="не сайт"),
    ):
        read_article("file:///etc/passwd", http)


@pytest.mark.skipif(not SAMPLES.exists(), reason="saved pages live beside the checkout, ../shared")
@pytest.mark.parametrize("name", ["aeb-gto-normativy", "aeb-vse-diety"])
def test_real_articles(name: str) -> None:
    body = (SAMPLES / f"{name}.html").read_bytes()
    truth = json.loads((SAMPLES / f"{name}.truth.json").read_text("utf-8"))["articleBody"]
    found, wanted = (set(comparable(t).split()) for t in (read(body).text, truth))
    assert len(found & wanted) / len(wanted) > 0.9
    assert len(found & wanted) / len(found) > 0.9
