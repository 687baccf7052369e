"""A page taken out of organisation.toml hides nothing: it is named, and counted nowhere."""

from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.checks import note_reading
from gospablik.control.page_seen import keep_seen
from gospablik.control.report import compose
from gospablik.control.verdict import Level
from gospablik.control.verdicts import judge
from gospablik.control.week import Week, WeekFigures, figures
from gospablik.networks.base import PageInfo
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import Kind, State
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at
from tests.gospablik.control.test_suspension import everything_open_on

NOW = at(30, 9)
BOTH, LEFT = make.office(norm=3, pages=2), make.office(norm=3)
WEEK = Week.of(LEFT, NOW)
TODO = "Верните страницу в organisation.toml или приостановите её с основанием (suspended_from"


def counted(session: Session, house: Organisation = LEFT) -> WeekFigures:
    return figures(session, house, WEEK, NOW)


def test_its_breach_does_not_become_a_kept_norm(store: Store) -> None:
    with store.write() as session:
        posts = [make.post(session, when=at(day)) for day in (23, 24, 25)]
        make.post(session, when=at(25), page="vk-1", of=posts[2].item)
        make.repost(session, when=at(26), page="vk-1")
        make.comment(session, when=at(25), page="vk-1")
        make.comment(session, when=at(25), page="vk-1", author="-102")
        before = compose(session, BOTH, WEEK, NOW, "v")
        after = compose(session, LEFT, WEEK, NOW, "v")
        found = {(v.clause, v.title): v for v in judge(LEFT, counted(session))}
        (book,) = [one.content for one in after.files if one.name.endswith(".xlsx")]
    assert "✗ «Страница а»: 2 поста из 3." in before.text
    for face in (after.text, after.html, unescape(after.markdown).replace("\u2060", "")):
        assert "Страницы vk-1 нет в organisation.toml" in face
        assert "за неделю не посчитано: 2 поста, 1 комментарий" in face
    for title in ("публикации регулярны", "публикации соответствуют сайту"):
        one = found["3.2", title]
        assert one.level is Level.NOT_CHECKED
        assert any("страница vk-1 не оценивается" in why for why in one.why)
        assert any(issue.todo.startswith(TODO) for issue in one.issues)
    for clause in ("2.2", "3.5", "4.1", "4.2", "4.3"):
        whys = [why for v in found.values() if v.clause == clause for why in v.why]
        assert any("vk-1" in why for why in whys), clause
    assert "- всего за неделю\n    Администрация Жатая: 3\n" in after.text
    assert "- опубликовано постов\n    Всего: 3\n" in after.text
    assert "- сделано репостов\n    Всего: 0\n" in after.text
    assert "- пришло за неделю: 0\n" in after.text
    sheets = load_workbook(BytesIO(book))
    cells = [str(c) for row in sheets["Показатели"].iter_rows(values_only=True) for c in row]
    assert any("vk-1 не оценивается" in cell for cell in cells)
    assert len(list(sheets["Посты"].iter_rows())) == 4
    assert len(list(sheets["Комментарии"].iter_rows())) == 1


def test_nothing_of_it_is_in_any_number(store: Store) -> None:
    """Whatever was done there and is open: but for its name, as if it had never been."""
    with store.write() as session:
        make.checked(session, LEFT, when=at(29, 22))
        empty = counted(session)
        everything_open_on(session, "vk-1")
        told = counted(session)
    (page,) = told.removed
    assert (page.errands, page.others, page.comments) == (4, 8, 3)
    assert replace(told, removed=()) == empty


@pytest.mark.parametrize("rule", [rules.PAGE_READ, rules.HARVEST_WHOLE, rules.RIGHTS_READ])
def test_a_page_on_which_nothing_happened_was_run_all_the_same(
    sqlite_store: Store, rule: str
) -> None:
    with sqlite_store.write() as session:
        info = PageInfo("Жатай <сегодня>", "", "", verified=False, site="")
        keep_seen(session, BOTH, BOTH.page[1], info, at(25))
        note_reading(session, BOTH, page="vk-1", rule=rule, subject="vk-1", unread=None,
                     now=at(25))  # fmt: skip
        (page,) = counted(session).removed
    assert page.name == "vk-1 («Жатай <сегодня>»)"
    assert (page.of_week, page.posts, page.comments) == (True, 0, 0)


def test_of_another_week_only_what_is_open_is_told(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        make.post(session, when=at(20), page="vk-1")
        make.comment(session, when=at(20), page="vk-1")
        assert counted(session).removed == ()
        make.action(session, kind=Kind.REMOVE, subject="1", when=at(20), page="vk-1",
                    state=State.ERRAND)  # fmt: skip
        told = counted(session)
        report = compose(session, LEFT, WEEK, NOW, "v")
    assert told.actions.open_ends == ()
    assert not any("vk-1" in why for verdict in judge(LEFT, told) for why in verdict.why)
    said = "Страницы vk-1 нет в organisation.toml. Открытое на ней не считается. До её возвращения"
    assert f"{said} отложено: 1 поручение." in report.text


def test_a_page_that_is_in_the_file_is_not_said_to_be_gone(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        make.checked(session, BOTH, when=at(29, 22))
        make.post(session, when=at(25), page="vk-1")
        make.action(session, kind=Kind.MAIL, page="", subject="case:1:head", when=at(25))
        assert counted(session, BOTH).removed == ()
