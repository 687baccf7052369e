"""A page that is no news: every word of it, or why nobody can look."""

import httpx
import pytest

from gospablik.errors import CouldNotRead
from gospablik.site import read_page_words

ADDRESS = "https://adm.example.ru/rules"
LINES = [f"Правило № {number}: комментарий может быть удалён." for number in range(8)]
PAGE = f"<html><body><nav>Меню</nav><ul>{''.join(f'<li>{one}' for one in LINES)}</ul></body></html>"


def read(body: str, status: int = 200, kind: str = "text/html; charset=utf-8") -> str:
    def handler(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, content=body.encode(), headers={"Content-Type": kind})

    with httpx.Client(transport=httpx.MockTransport(handler)) as http:
        return read_page_words(ADDRESS, http)


def test_every_word_of_the_page_is_there() -> None:
    words = read(PAGE)
    assert words.startswith("Меню")
    assert all(line in words for line in LINES)


@pytest.mark.parametrize(
    ("body", "status", "kind", "told"),
    [
        (PAGE, 404, "text/html", "Сайт ответил ошибкой 404"),
        ("%PDF-1.7", 200, "application/pdf", "не страница, а application/pdf"),
        ("<html><script>render()</script></html>", 200, "text/html", "почти нет текста"),
        ("<html><title>DDoS-Guard</title>__ddg1</html>", 200, "text/html", "защита от роботов"),
    ],
)
def test_what_cannot_be_looked_at_is_said(body: str, status: int, kind: str, told: str) -> None:
    with pytest.raises(CouldNotRead, match=told) as problem:
        read(body, status, kind)
    assert problem.value.not_done == "страница не прочитана; что на ней стоит, не проверено."
    assert problem.value.next_step
