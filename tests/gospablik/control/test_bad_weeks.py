"""Weeks and offices that are out of the ordinary: the letter stays right, small and in time."""

import re
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from sqlalchemy import select

from gospablik.control.report_letter import order_report, report_letter
from gospablik.control.week import Week, figures
from gospablik.errors import OfficeError
from gospablik.letters import LetterKey
from gospablik.organisation import Organisation, read_organisation
from gospablik.root import ROOT
from gospablik.store.session import Store
from gospablik.store.tables import Action, Report
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at
from tests.gospablik.control.many_exceptions import many_exceptions
from tests.gospablik.control.printed import MONDAY, composed, printed
from tests.gospablik.moderation.test_harvest import statements


def test_ten_thousand_exceptions_are_a_small_letter_in_time(sqlite_store: Store) -> None:
    many_exceptions(sqlite_store, news=4_000, posts=3_000, ends=3_000)
    began = process_time()
    report = composed(sqlite_store, make.office())
    assert process_time() - began < 20
    assert len(report.html.encode()) < 90_000
    for told in (
        "✗ «Администрация Жатая»: новости сайта не вышли: 4000.",
        "✗ «Администрация Жатая»: посты не соответствуют сайту: 3000.",
        "! Удаления не подтверждены, отклонено: 3000.",
    ):
        assert told in report.text
    ends = printed(report.text, "Поручения, неизвестные исходы, отклонённое и пропущенное")
    assert len(ends.rows) + ends.more == 3_000
    urgent = printed(report.text, "Что требует внимания")
    assert len(urgent.rows) + urgent.more > 10_000


def test_posts_that_differ_are_asked_for_at_once(sqlite_store: Store) -> None:
    """However many they are: a page may have changed as a whole."""
    asked = []
    for number in (0, 10, 30):
        many_exceptions(sqlite_store, news=0, posts=number, ends=0)
        house = make.office()
        with sqlite_store.write() as session, statements(sqlite_store) as told:
            found = figures(session, house, Week.of(house, MONDAY), MONDAY)
            asked.append(len(told))
        assert len(found.pages[0].live.mismatches) == number
        with sqlite_store.write() as session:
            for table in ("check", "post", "site_revision", "site_item"):
                session.connection().exec_driver_sql(f'DELETE FROM "{table}"')
    assert asked[1] == asked[2]


def one_person(*offices: str) -> Organisation:
    """The same person in each of these offices, each an entry of its own, with one mailbox."""
    people = [
        {"key": f"one-{n}", "office": office, "name": "Один О. О.", "mail": "one@example.test"}
        for n, office in enumerate(offices)
    ]
    return make.office(officials=people, appointed="постановление от 01.02.2026 № 10")


LACKS_IT = {
    "2 постановления": "✗",
    "2.1": "✗",
    "5.2": "✗",
}
LACKS_DECIDERS = {"3 постановления": "✗", "4.3": "!"}
HEAD, DEPUTY = "глава", "заместитель главы"
IT_HEAD, SPECIALIST = "начальник отдела ИТ", "специалист отдела ИТ"


@pytest.mark.parametrize(
    ("offices", "lacks"),
    [
        ((HEAD,), {**LACKS_IT, "3 постановления": "✗"}),
        ((DEPUTY,), LACKS_IT),
        ((IT_HEAD,), {**LACKS_DECIDERS, "2 постановления": "✗"}),
        ((SPECIALIST,), {**LACKS_DECIDERS, "2 постановления": "✗", "5.2": "✗"}),
        ((HEAD, DEPUTY, IT_HEAD, SPECIALIST), {}),
    ],
)
def test_one_person_is_a_letter_that_says_which_offices_are_empty(
    sqlite_store: Store, offices: tuple[str, ...], lacks: dict[str, str]
) -> None:
    house = one_person(*offices)
    with sqlite_store.write() as session:
        make.checked(session, house, when=at(29, 22))
        make.proposal(session, when=at(24))
    report = composed(sqlite_store, house)
    text = report.text.partition("ЧТО ТРЕБУЕТ ВНИМАНИЯ")[0]
    found = {}
    for block in text.split("\n\n"):
        head, *lines = block.strip().splitlines() or [""]
        clause = re.match(r"\S [А-Я ]+ — п\. (\d постановления|[\d.]+) ", head)
        empty = [line for line in lines if "ет действующего" in line]
        if clause and empty:
            found[clause[1]] = empty[0].strip()[0]
            assert "Что делать: Впишите [[official]] или продлите срок полномочий" in block
    assert found == lacks
    assert ("решать о блокировке некому" in text) is ("4.3" in lacks)
    _goes_to_its_reader(sqlite_store, house, report, sent=IT_HEAD in offices)


def _goes_to_its_reader(store: Store, house: Organisation, report: Report, *, sent: bool) -> None:
    """Once, without a copy to the same box; or kept, with what to do."""
    if not sent:
        with store.write() as session, pytest.raises(OfficeError) as refusal:
            order_report(session, house, report, MONDAY)
        assert "контрольный отчёт никому не отправлен, но сохранён" in str(refusal.value)
        assert 'впишите [[official]] с office = "начальник отдела ИТ"' in str(refusal.value)
        return
    with store.write() as session:
        assert order_report(session, house, report, MONDAY)
        (subject,) = session.scalars(select(Action.subject))
    draft = report_letter(store, house, LetterKey.parse(subject), 1, MONDAY)
    assert (draft.to, draft.cc) == (("one@example.test",), ())


def test_who_could_decide_on_a_part_of_the_week_is_told(sqlite_store: Store) -> None:
    people = [{"key": "head", "office": HEAD, "name": "Г.", "mail": "h@example.test",
               "since": date(2026, 11, 25)}]  # fmt: skip
    text = composed(sqlite_store, make.office(officials=people)).text
    assert "никто не действовал 23.11, 24.11; решать о блокировке некому." in text


OFFICIAL = """
[[official]]
key = "head"
office = "глава"
name = "Глава Г. Г."
"""


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", "не найдено; ожидается обязательное значение"),
        ('mail = ""', "найдено «»; ожидается почтовый адрес"),
        ('mail = "нет"', "найдено «нет»; ожидается почтовый адрес"),
    ],
)
def test_an_official_without_mail_is_refused_by_name_of_the_key(
    tmp_path: Path, line: str, found: str
) -> None:
    """Who has no mailbox gets neither codes nor letters: the file is not taken."""
    path = tmp_path / "organisation.toml"
    example = (ROOT / "organisation.example.toml").read_text("utf-8")
    good = f'{OFFICIAL}mail = "head@example.test"\n'
    second = OFFICIAL.replace('"head"', '"deputy"').replace('"глава"', '"заместитель главы"')
    path.write_text(f"{example}{good}{second}{line}\n", "utf-8")
    with pytest.raises(OfficeError) as refusal:
        read_organisation(path)
    assert str(refusal.value) == (
        f"В файле organisation.toml ошибки:\n- official[2].mail: {found}."
        " Не сделано: программа не запущена."
        " Что делать: исправьте названные ключи и повторите запуск."
    )


def test_a_page_of_the_last_hour_is_told_from_its_first_day(sqlite_store: Store) -> None:
    """Put into the file on Sunday at 23:00: no pass has looked at it when the letter is made."""
    old, new = make.office(norm=5), make.office(norm=5, pages=2).model_dump()
    new["page"][1]["since"] = date(2026, 11, 29)
    house = Organisation.model_validate(new)
    with sqlite_store.write() as session:
        make.checked(session, old, when=at(29, 22))
        for n in range(5):
            make.post(session, when=at(23 + n))
        make.item(session, when=at(28, 23), title="Субботняя")
        make.item(session, when=at(29, 10), title="Воскресная")
    text = composed(sqlite_store, house).text
    regular = text.partition("п. 3.2 публикации регулярны")[2].partition("\n\n")[0]
    assert "«Страница а»: 0 постов из 5, страница ведётся с 29.11.2026, неделя неполная" in regular
    assert "Страница а: 1 день 0 часов: с 29.11.2026 00:00 по 30.11.2026 00:00" in text
    assert "- постов за неделю, Страница а (норма 5): —, —, —, —, —, —, —, 0 " in text
    lacking = printed(text, "Страницы").rows[2]
    assert lacking == ("новостей без поста сейчас", "Администрация Жатая: 2", "Страница а: 1")
    unknown = text.partition("п. 3.5")[2].partition("\n\n")[0]
    assert "? «Страница а»: проверки за неделю не было." in unknown
    assert "? «Страница а»: комментарии за неделю не собраны." in text


def test_a_page_that_begins_with_the_next_week_is_not_told_of(sqlite_store: Store) -> None:
    raw = make.office(pages=2).model_dump()
    raw["page"][1]["since"] = date(2026, 11, 30)
    assert "Страница а" not in composed(sqlite_store, Organisation.model_validate(raw)).text
