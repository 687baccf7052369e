"""A reconciliation begins and says what it saw beside posts: the site unread, pages gone."""

from datetime import datetime

import pytest

from gospablik.control.checks import note_reading
from gospablik.control.rules import SITE_READ
from gospablik.reconciliation.whole_page import PageCompared
from tasks import audit
from tasks.desk import ALL_PAGES, Desk
from tasks.reconciliation import Looked
from tests.gospablik.control.factories import at as moment

NOW = moment(25, 18)


@pytest.mark.parametrize("later", [False, True])
def test_news_that_could_not_be_read_last_are_told(
    at: Desk, monkeypatch: pytest.MonkeyPatch, later: bool
) -> None:
    monkeypatch.setattr(audit, "now", lambda: NOW)
    said: list[tuple[int, str | None]] = [(17, "Сайт молчит."), *([(18, None)] if later else [])]
    with at.store.write() as session:
        for hour, unread in said:
            note_reading(session, at.office, page="", rule=SITE_READ, subject="s", unread=unread,
                         now=moment(25, hour))  # fmt: skip
    begun = audit.start_audit.fn(ALL_PAGES, 14, "", "", "")
    words = "Новости сайта не прочитаны 25.11.2026 17:00, новых может не хватать: Сайт молчит."
    assert begun.unread == (() if later else (words,))


@pytest.mark.parametrize("read", [None, moment(20, 9), moment(24, 17)])
def test_news_that_nobody_read_for_a_day_may_lack(
    at: Desk, monkeypatch: pytest.MonkeyPatch, read: datetime | None
) -> None:
    monkeypatch.setattr(audit, "now", lambda: NOW)
    if read:
        with at.store.write() as session:
            note_reading(session, at.office, page="", rule=SITE_READ, subject="s", unread=None,
                         now=read)  # fmt: skip
    (told,) = audit.start_audit.fn(ALL_PAGES, 14, "", "", "").unread
    assert told.startswith("Новости сайта не читались больше суток, новых может не хватать.")
    assert told.endswith("запустите «Публикация».")


def test_posts_of_which_a_network_does_not_tell_all_are_counted_once(at: Desk) -> None:
    silent, never = "Телеграм не показывает программе, что пост удалён", "Копии нет."
    compared = PageCompared("zhatay-vk", (), taken_off=("https://vk.test/1",))
    counted, taken_off = audit.beside_posts([Looked(compared, (), (3, (silent, never)))], [])
    assert counted.endswith(f": не проверено до конца постов: 3. {silent}. Копии нет")
    assert "пост https://vk.test/1 снят по решению" in taken_off


def test_a_page_that_is_gone_is_a_remark(at: Desk) -> None:
    (said,) = audit.beside_posts([], [], ["Мост открыт"])
    assert said.startswith("Страницы новости «Мост открыт» на сайте нет.")
