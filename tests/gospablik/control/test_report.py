"""The report: frozen, the same in both faces, small, escaped, sent once."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import unescape
from io import BytesIO

import pytest
from lxml import html as markup
from openpyxl import load_workbook
from sqlalchemy import func, select

from gospablik.control.history_model import RunsWeek
from gospablik.control.report import compose
from gospablik.control.report_letter import letter_state, order_own, order_report, report_letter
from gospablik.control.week import Week
from gospablik.drafts import NothingToSay
from gospablik.errors import OfficeError
from gospablik.letters import LetterKey
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import Action, Ended, Kind, Report, State
from gospablik.templates import plural
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at
from tests.gospablik.control.reach_weeks import capture as reach_capture
from tests.gospablik.control.reach_weeks import post as reach_post
from tests.gospablik.control.sample import NOW, busy_office, busy_week, many

HOUSE = busy_office()
WEEK = Week.of(HOUSE, NOW)


def _compose(
    store: Store,
    *,
    house: Organisation = HOUSE,
    week: Week = WEEK,
    now: datetime = NOW,
    version: str = "0.1.0",
) -> Report:
    with store.write() as session:
        return compose(session, house, week, now, version)


def _numbers(words: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", words))


def _visible(page: str) -> str:
    """What a reader of the HTML sees, and where its links lead."""
    body = markup.fromstring(page).find("body")
    assert body is not None
    return " ".join([*map(str, body.itertext()), *(str(a.get("href")) for a in body.iter("a"))])


def _agree(report: Report) -> None:
    """Letter and page in Prefect: the same numbers, whatever the sentences around them."""
    assert _numbers(_visible(report.html)) == _numbers(report.text)
    page = re.sub(r"<img .*?>", "", report.markdown)
    assert _numbers(unescape(page)) == _numbers(report.text)


def test_a_busy_week_agrees_in_every_number(store: Store) -> None:
    busy_week(store, HOUSE)
    report = _compose(store)
    _agree(report)
    assert report.subject == (
        "Контроль соцсетей, неделя 48 (23–29.11.2026): отступлений 3, под угрозой 2, не проверено 3"
    )
    assert report.cut_off == WEEK.end


def test_an_errand_that_a_person_took_back_is_told_with_who_and_why(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        for press, day in (("Ответьте.", 25), (None, 25), ("Ответьте.", 15)):
            make.action(session, kind=Kind.REPLY, subject=f"{press}{day}", when=at(day),
                        state=State.CANCELLED, why="Имя С. С.: автор удалился",
                        press=press)  # fmt: skip
    report = _compose(sqlite_store)
    _agree(report)
    assert report.text.count("Имя С. С.: автор удалился") == 1
    assert "Снято поручений за неделю: 1." in report.text


def test_an_empty_week_is_a_report_too(store: Store) -> None:
    report = _compose(store)
    _agree(report)
    assert "отступлений 1, под угрозой 0, не проверено 8" in report.subject
    assert "За неделю не опубликовано ни одного поста." in report.text


def test_the_week_across_the_year_agrees(sqlite_store: Store) -> None:
    now = at(31, 23, 59, month=12)
    report = _compose(sqlite_store, week=Week.current(HOUSE, now), now=now)
    _agree(report)
    assert "неделя 53 (28.12.2026–03.01.2027), предварительно" in report.subject
    assert "понедельник, 4 января 2027" in report.text
    assert "ещё не наступил" in report.text


def test_the_same_figures_are_the_same_row_even_later(store: Store) -> None:
    busy_week(store, HOUSE)
    with store.write() as session:
        make.asked(session, when=at(27))
    first, again = _compose(store), _compose(store, now=NOW + timedelta(minutes=7))
    assert "вопросов без ответа сейчас: 1" in first.text
    assert (first.id, first.text, first.html) == (again.id, again.text, again.html)


def test_the_same_figures_in_another_database_are_the_same_bytes(
    sqlite_store: Store, sqlite_url: str
) -> None:
    busy_week(sqlite_store, HOUSE)
    first = _compose(sqlite_store)
    with sqlite_store.write() as session:
        session.delete(session.get_one(Report, first.id))
    again = _compose(sqlite_store)
    assert (first.html, first.text, first.digest) == (again.html, again.text, again.digest)


def test_changed_figures_and_another_version_are_new_reports_and_say_so(store: Store) -> None:
    first = _compose(store)
    _order(store, HOUSE, first)
    with store.write() as session:
        make.comment(session, when=at(27))
    second, third = _compose(store), _compose(store, version="0.2.0")
    assert [r.number for r in (first, second, third)] == [1, 2, 3]
    assert "уточнение № 2" in second.subject
    assert "Письмо за эту неделю уже отправлялось; с тех пор данные изменились." in second.text
    with store.read() as session:
        newest = session.scalars(select(Report).order_by(Report.number.desc())).first()
    assert newest is not None
    assert newest.id == third.id
    _agree(second)


def test_prefect_that_did_not_answer_just_then_makes_no_second_letter(sqlite_store: Store) -> None:
    told = []
    for runs in ([RunsWeek(late=1, failed=2)] * 8, [None] * 8):
        with sqlite_store.write() as session:
            told.append(compose(session, HOUSE, WEEK, NOW, "v", runs=runs).number)
    assert told == [1, 1]


@pytest.mark.parametrize("number", [100, 2_000])
def test_any_number_of_exceptions_fits_and_is_counted(sqlite_store: Store, number: int) -> None:
    busy_week(sqlite_store, HOUSE)
    many(sqlite_store, HOUSE, number=number, when=at(24))
    report = _compose(sqlite_store)
    assert len(report.html.encode()) < 90_000
    _agree(report)
    assert "не поместил" in report.text


@pytest.mark.parametrize("pages", [8, 20, 50])
def test_any_number_of_pages_fits_and_the_xlsx_has_the_rest(
    sqlite_store: Store, pages: int
) -> None:
    town = make.office(norm=5, pages=pages)
    with sqlite_store.write() as session:
        for page in town.page:
            for back in range(9):
                sunday = at(29, 23) - timedelta(weeks=back)
                seen = [reach_post(1, sunday - timedelta(hours=9))]
                reach_capture(session, town, when=sunday, page=page.key, posts=seen)
    many(sqlite_store, town, number=300, when=at(24))
    report = _compose(sqlite_store, house=town)
    assert len(report.html.encode()) < 90_000
    _agree(report)
    letter = " ".join(_visible(report.html).split())
    rest = plural(pages - 3, "страница", "страницы", "страниц")
    assert letter.count(f"Ещё {rest} — в таблице XLSX.") == 2
    with sqlite_store.read() as session:
        file = session.get_one(Report, report.id).files[-1].content
    rows = list(load_workbook(BytesIO(file))["Показатели"].iter_rows(values_only=True))
    names = [page.name for page in town.page]
    assert [list(row[1 : pages + 1]) for row in rows if row[0] == "День"] == [names]
    told = {row[0] for row in rows}
    for name in names:
        assert {f"подписчиков, {name}", f"{name}, 29.11.2026 23:00"} <= told
        assert f"постов за неделю, {name} (норма 5)" in told
        assert f"      «{name}»: проверки за неделю не было" in told
    assert report.html.count('<th scope="row"') < 150
    images = [str(img.get("alt")) for img in markup.fromstring(report.html).iter("img")]
    assert ("первые 12 страниц" in images[0]) is (pages > 12)


def test_words_of_others_are_never_markup(sqlite_store: Store) -> None:
    busy_week(sqlite_store, HOUSE)
    report = _compose(sqlite_store)
    assert "<script" not in report.html
    assert "&lt;script&gt;" in report.html
    assert "спорное &amp; &lt;мелкое&gt;" in report.html
    assert "спорное & <мелкое>" in report.text
    bare = re.sub(r"<br>|<img .*?>", "", report.markdown)
    assert "спорное & <мелкое>" in unescape(bare)
    links = re.findall(r"\]\(<(.*?)>\)", bare)
    assert all(link.startswith(("https://vk.com/", "https://site.test/")) for link in links)
    assert re.sub(r"\]\(<.*?>\)", "", bare).count("<") == 0


def test_the_report_quotes_no_resident(sqlite_store: Store) -> None:
    busy_week(sqlite_store, HOUSE)
    with sqlite_store.write() as session:
        ended = make.decision(session, when=at(27), reason="обозвал Жителя")
        ended.ended, ended.ended_at, ended.ended_because = Ended.STOPPED, at(27), "Жителя жаль"
    report = _compose(sqlite_store)
    for face in (report.html, report.text, unescape(report.markdown)):
        assert "остановлено" in face
        for words in ("ругань", "Житель", "Жителя", "<i>Автор", "&lt;i&gt;Автор"):
            assert words not in face


def test_the_letter_keeps_the_conventions(sqlite_store: Store) -> None:
    busy_week(sqlite_store, HOUSE)
    page = markup.fromstring(_compose(sqlite_store).html)
    assert page.get("lang") == "ru"
    assert len(page.findall(".//h1")) == 1
    for table in page.iter("table"):
        assert table.find("caption") is not None
        assert all(th.get("scope") in ("col", "row") for th in table.iter("th"))
    for img in page.iter("img"):
        assert str(img.get("src")).startswith("cid:")
        assert str(img.get("alt")).startswith("График")
    forbidden = {"script", "link", "style", "svg", "form", "iframe"}
    assert not {str(element.tag) for element in page.iter()} & forbidden
    assert all(
        str(a.get("href")).startswith(("https://vk.com/", "https://site.test/"))
        for a in page.iter("a")
    )


def test_a_link_that_is_no_web_address_leads_nowhere(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        make.item(session, when=at(24)).link = "javascript:alert(1)"
    assert "javascript:" not in _compose(sqlite_store).html


def test_verdicts_stand_as_word_and_sign(sqlite_store: Store) -> None:
    busy_week(sqlite_store, HOUSE)
    report = _compose(sqlite_store)
    for sign, word in (("✗", "отступление"), ("!", "под угрозой"), ("?", "не проверено")):
        assert f"{sign} {word}" in report.html
        assert f"{sign} {word.upper()}" in report.text


def test_the_end_says_when_the_next_comes_and_whom_to_call(sqlite_store: Store) -> None:
    text = _compose(sqlite_store).text
    assert "понедельник, 7 декабря 2026" in text
    assert text.rstrip().endswith(
        "Тогда напишите или позвоните: Начальник Н. Н. (начальник отдела ИТ), it-head@example.test;"
        " Специалист С. С. (специалист отдела ИТ), specialist@example.test;"
        " дежурный ящик duty@example.test."
    )


def test_the_end_names_a_telephone_if_the_file_has_one_and_nobody_whose_duty_is_over(
    sqlite_store: Store,
) -> None:
    past = {"key": "gone", "office": "специалист отдела ИТ", "name": "Ушедший У. У.",
            "mail": "gone@example.test", "until": date(2026, 11, 29)}  # fmt: skip
    phones = ["priemnaya@example.test", "8 (4112) 00-00-00", "8 (4112) 00-00-01"]
    report = _compose(sqlite_store, house=make.office(officials=[past], contacts=phones))
    _agree(report)
    assert report.text.rstrip().endswith(
        "Тогда напишите или позвоните: дежурный ящик duty@example.test;"
        " телефон администрации 8 (4112) 00-00-00."
    )


def test_ordered_twice_is_one_letter(store: Store) -> None:
    report = _compose(store)
    for expected in (True, False):
        with store.write() as session:
            assert order_report(session, HOUSE, report, NOW) is expected
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Action)) == 1
        action = session.scalars(select(Action)).one()
    assert (action.kind, action.subject) == (Kind.MAIL, f"report:{report.id}:it-head")


def test_sent_again_it_is_marked_and_never_while_the_last_is_on_its_way(store: Store) -> None:
    report = _compose(store)
    for state, expected in ((None, True), (State.DUE, False), (State.CONFIRMED, True)):
        with store.write() as session:
            if state:
                session.scalars(select(Action)).one().state = state
            assert order_report(session, HOUSE, report, NOW, again=True) is expected
    with store.read() as session:
        assert [a.revision for a in session.scalars(select(Action).order_by(Action.id))] == [1, 2]
        assert letter_state(session, report) is State.DUE
    key = LetterKey("report", report.id, "it-head")
    first, second = (report_letter(store, HOUSE, key, number, NOW) for number in (1, 2))
    assert (first.repeat, second.repeat) == (False, True)
    assert replace(second, repeat=False) == first


def test_sent_to_oneself_it_has_no_copies_and_is_not_the_letter(store: Store) -> None:
    report = _compose(store)
    with store.write() as session:
        assert order_own(session, HOUSE, report, "deputy", NOW) is None
        assert letter_state(session, report, own="deputy") is State.DUE
        assert letter_state(session, report) is None
        action = session.scalars(select(Action)).one()
    draft = report_letter(store, HOUSE, LetterKey.parse(action.subject), 1, NOW)
    assert (draft.to, draft.cc) == (("deputy@example.test",), ())
    assert draft.html == report.html


def test_a_letter_to_oneself_tells_of_itself_and_of_nobody_else_s(sqlite_store: Store) -> None:
    report = _compose(sqlite_store)

    def stands(state: State) -> None:
        row = session.scalars(select(Action).where(Action.subject.endswith(":deputy"))).one()
        row.state = state

    with sqlite_store.write() as session:
        assert order_own(session, HOUSE, report, "deputy", NOW) is None
        assert order_own(session, HOUSE, report, "deputy", NOW) is None, "тот же ещё ждёт"
        assert order_own(session, HOUSE, report, "it-head", NOW) is None
        stands(State.UNKNOWN)
        refused = order_own(session, HOUSE, report, "deputy", NOW)
        assert letter_state(session, report, own="deputy") is State.UNKNOWN
        assert letter_state(session, report, own="it-head") is State.DUE
    assert refused
    assert "неизвестно, ушло ли оно. Не сделано: второе не заказано" in refused


@pytest.mark.parametrize("key", ["", "nobody", "gone"])
def test_to_nobody_and_to_whose_duty_is_over_nothing_goes(sqlite_store: Store, key: str) -> None:
    past = {"key": "gone", "office": "глава", "name": "Г.", "mail": "g@example.test",
            "until": date(2026, 11, 29)}  # fmt: skip
    house = make.office(officials=[past])
    report = _compose(sqlite_store, house=house)
    with sqlite_store.write() as session:
        refused = order_own(session, house, report, key, NOW)
        assert session.scalar(select(func.count()).select_from(Action)) == 0
    assert refused
    assert "Не сделано: письмо не отправлено." in refused


def test_the_letter_is_the_frozen_row_with_copies_to_the_deputies(store: Store) -> None:
    report = _compose(store)
    key = LetterKey("report", report.id, "it-head")
    draft = report_letter(store, HOUSE, key, 1, NOW)
    assert draft.to == ("it-head@example.test",)
    assert draft.cc == ("deputy@example.test",)
    assert (draft.subject, draft.text, draft.html) == (report.subject, report.text, report.html)


def test_without_an_acting_head_of_it_the_report_is_kept_and_not_sent(sqlite_store: Store) -> None:
    past = {"key": "it-head", "office": "начальник отдела ИТ", "name": "Н.",
            "mail": "n@example.test", "until": date(2026, 11, 29)}  # fmt: skip
    house = make.office(officials=[past])
    report = _compose(sqlite_store, house=house)
    with pytest.raises(OfficeError, match="нет действующего начальника"):
        _order(sqlite_store, house, report)


def _order(store: Store, house: Organisation, report: Report) -> None:
    with store.write() as session:
        order_report(session, house, report, NOW)


def test_a_letter_without_report_or_reader_has_nothing_to_say(sqlite_store: Store) -> None:
    report = _compose(sqlite_store)
    for key in (LetterKey("report", report.id + 1, "it-head"), LetterKey("report", report.id, "x")):
        with pytest.raises(NothingToSay):
            report_letter(sqlite_store, HOUSE, key, 1, NOW)


def test_the_stop_and_the_hand_worded_errand_are_told(sqlite_store: Store) -> None:
    house = make.office(stop_all=True)
    assert "stop_all" in _compose(sqlite_store, house=house).text
    busy_week(sqlite_store, HOUSE)
    text = _compose(sqlite_store).text
    assert "Что нажать: «Добавить запись»" in text
    assert "https://vk.com/club101" in text
