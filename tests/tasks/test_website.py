"""Files of the news: what is not taken is a link in the text, and a picture holds the post."""

from typing import Any

import pytest

from gospablik.publishing.media import ToRead
from gospablik.site import NewsFileKind, TooBig, TooSlow
from tasks import website
from tasks.desk import Desk

FILM = "https://town.test/film.mp4"


@pytest.mark.parametrize(
    ("kind_of_problem", "why"),
    [(TooBig, "в файле больше 50 МБ"), (TooSlow, "сайт отдаёт файл дольше минуты")],
)
@pytest.mark.parametrize("kind", list(NewsFileKind)[:3])
def test_a_file_that_is_too_big_or_too_slow_is_a_link_unless_it_is_a_picture(
    at: Desk,
    monkeypatch: pytest.MonkeyPatch,
    kind: NewsFileKind,
    kind_of_problem: type[TooBig | TooSlow],
    why: str,
) -> None:
    def read(*_: object, **__: object) -> bytes:
        raise kind_of_problem("Не взято.", not_done="не взято.", next_step="подождите.")

    noted: list[Any] = []
    monkeypatch.setattr(website, "read_news_file", read)
    monkeypatch.setattr(website, "note_too_big", lambda _, *said: noted.append(said))
    unread = website._file(ToRead(5, kind, FILM))
    if kind is NewsFileKind.PICTURE:
        assert (unread or "").startswith("Не взято.")
        assert noted == []
    else:
        assert unread is None
        [(revision, address, said)] = noted
        assert (revision, address) == (5, FILM)
        assert said.startswith(why)
