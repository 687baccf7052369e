"""The page of passports: what a page says of itself is text, and «не проверено» is said."""

from datetime import UTC, datetime

import pytest

from gospablik.control.access_word import LastWords
from gospablik.control.page_seen import keep_seen
from gospablik.control.passport import passport
from gospablik.networks.base import PageInfo
from gospablik.organisation import Organisation
from tasks.access_words import official_choices
from tasks.desk import Desk
from tasks.officials import NOBODY
from tasks.passport_words import passports_page
from tasks.passports import PagePassport

T = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
HOSTILE = "<b>Мы</b> | [сюда](https://evil.test)"


def page_of(at: Desk, info: PageInfo | None) -> str:
    page = at.office.page[0]
    with at.store.write() as session:
        seen = keep_seen(session, at.office, page, info, T) if info else None
        lines = passport(at.office, page, seen, LastWords(), T)
    return passports_page(at, [PagePassport(page.key, lines, None if info else "Сеть молчит.")])


def test_what_stands_on_a_page_is_no_markup(at: Desk) -> None:
    info = PageInfo(HOSTILE, HOSTILE, "", verified=True, site="", administrators=(HOSTILE,))
    page = page_of(at, info)
    assert "<b>" not in page
    assert "(https://evil" not in page
    assert "25.11.2026 09:30" in page, "время города"
    assert "✗ не так" in page


def test_a_page_that_was_not_read_is_said_not_to_be_checked(at: Desk) -> None:
    page = page_of(at, None)
    assert "**НЕ ПРОВЕРЕНО:** Сеть молчит" in page
    assert "Что и когда было видно" not in page


def test_a_suspended_page_stands_there_with_its_reason(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = at.office.model_dump()
    end = {"suspended_from": "2020-01-01", "suspended_because": "закрыта <по закону>"}
    raw["page"][0] |= end
    monkeypatch.setitem(vars(at), "office", Organisation.model_validate(raw))
    page = passports_page(at, [])
    assert "**Страница «Администрация ГО «Жатай» приостановлена с" in page
    assert "закрыта &#60;по закону&#62;" in page


def test_nobody_is_chosen_beforehand(at: Desk) -> None:
    assert official_choices() == [
        NOBODY,
        "Начальников Н. Н. (начальник отдела ИТ)",
        "Специалистова С. С. (специалист отдела ИТ)",
    ]
