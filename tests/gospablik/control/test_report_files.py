"""Charts and rows of the letter: the same bytes, the same numbers, words never as formulas."""

import re
from base64 import b64decode
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from lxml import html as markup
from matplotlib.axes import Axes
from PIL import Image

from gospablik.control.charts import charts
from gospablik.control.history_model import NONE, NOT_CHECKED, History, Series
from gospablik.control.history_model import Value as Number
from gospablik.control.report import compose
from gospablik.control.report_files import with_pictures
from gospablik.control.report_letter import report_letter
from gospablik.control.week import Week
from gospablik.control.workbook import XLSX, Heading, Rows, Value, workbook
from gospablik.drafts import Attachment, Draft
from gospablik.letter import Letter, build
from gospablik.letters import LetterKey
from gospablik.store.session import Store
from gospablik.store.tables import Report
from tests.gospablik.control import factories as make
from tests.gospablik.control.eight_weeks import NOW, START, eight_weeks, office
from tests.gospablik.control.factories import at
from tests.gospablik.control.recount import Recount
from tests.gospablik.control.sample import busy_office, busy_week

HOUSE = office()
WEEK = Week.of(HOUSE, NOW)
FORMULA = '=HYPERLINK("https://evil.test";"Нажмите")'


def _letter(store: Store) -> Draft:
    with store.write() as session:
        report = compose(session, HOUSE, WEEK, NOW, "v")
        key = LetterKey("report", report.id, "it-head")
    return report_letter(store, HOUSE, key, 1, NOW)


def _book(draft: Draft) -> openpyxl.Workbook:
    (rows,) = [one for one in draft.attachments if one.media_type == XLSX]
    assert rows.name == "kontrol-2026-48.xlsx"
    return openpyxl.load_workbook(BytesIO(rows.content))


def test_the_files_are_frozen_with_the_report(store: Store) -> None:
    eight_weeks(store, HOUSE)
    first = _letter(store)
    assert [one.name for one in first.attachments] == [
        "posts.png",
        "comments.png",
        "kontrol-2026-48.xlsx",
    ]
    with store.write() as session:
        make.post(session, when=at(28), title="Позже")
        session.rollback()
    assert _letter(store) == first


def test_composed_anew_they_are_the_same_bytes(sqlite_store: Store) -> None:
    busy_week(sqlite_store, HOUSE)
    first = _letter(sqlite_store)
    with sqlite_store.write() as session:
        session.delete(session.query(Report).one())
    again = _letter(sqlite_store)
    assert [one.content for one in again.attachments] == [one.content for one in first.attachments]
    assert again.html == first.html


def test_the_mail_shows_its_pictures_beside_the_html(sqlite_store: Store) -> None:
    busy_week(sqlite_store, HOUSE)
    draft = _letter(sqlite_store)
    letter = Letter("<1@example.test>", "a@example.test", draft.to, (), draft.subject, draft.text,
                    draft.html, draft.attachments)  # fmt: skip
    sent = message_from_bytes(build(letter, NOW).as_bytes(), policy=default)
    assert isinstance(sent, EmailMessage)
    kinds = [part.get_content_type() for part in sent.walk()]
    assert kinds == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html",
        "image/png", "image/png", XLSX,
    ]  # fmt: skip
    shown = [str(img.get("src")) for img in markup.fromstring(draft.html).iter("img")]
    known = [str(part["Content-ID"]) for part in sent.walk() if part["Content-ID"]]
    assert known == [f"<{source.removeprefix('cid:')}>" for source in shown]
    files = {part.get_filename(): part.get_payload(decode=True) for part in sent.walk()
             if part.get_filename()}  # fmt: skip
    assert files == {one.name: one.content for one in draft.attachments}


def test_a_letter_without_html_still_carries_its_files() -> None:
    file = Attachment("a.png", "image/png", b"x", content_id="a@b")
    letter = Letter("<1@a.ru>", "a@a.ru", ("b@a.ru",), (), "Тема", "Текст", None, (file,))
    names = [part.get_filename() for part in build(letter, NOW).iter_attachments()]
    assert names == ["a.png"]


def test_what_the_pictures_show_stands_in_words(sqlite_store: Store) -> None:
    eight_weeks(sqlite_store, HOUSE)
    page = markup.fromstring(_letter(sqlite_store).html)
    posts, comments = [str(img.get("alt")) for img in page.iter("img")]
    with sqlite_store.read() as session:
        recount = Recount(session, HOUSE, START)
        one = recount.per_week(recount.posts("vk"), "published_at")
        came = recount.per_week(recount.comments(), "first_seen_at")
    assert f"Администрация Жатая: {', '.join(map(str, one))}." in posts
    assert posts.endswith(" Норма: 3.")
    assert f". Пришло: {', '.join(map(str, came))}. Ждали" in comments


def test_the_page_in_prefect_holds_the_same_charts_with_the_same_words(
    sqlite_store: Store,
) -> None:
    """Small, its pictures in itself; the frozen page only names them."""
    eight_weeks(sqlite_store, HOUSE)
    page = HOUSE.page[0].model_copy(update={"name": 'Жатай "наш" <b>'})
    house = HOUSE.model_copy(update={"page": [page, *HOUSE.page[1:]]})
    with sqlite_store.write() as session:
        report = compose(session, house, WEEK, NOW, "v")
        shown = with_pictures(report.markdown, report.files)
    tags = re.findall(r"<img .*?>", shown)
    images = [markup.fragment_fromstring(tag) for tag in tags]
    letter = markup.fromstring(report.html).iter("img")
    assert [img.get("alt") for img in images] == [img.get("alt") for img in letter]
    assert 'Жатай "наш" <b>: ' in str(images[0].get("alt"))
    sources = [str(img.get("src")).partition(",") for img in images]
    assert {start for start, _, _ in sources} == {"data:image/png;base64"}
    assert [b64decode(content) for _, _, content in sources] == [
        file.content for file in report.files if file.content_id
    ]
    assert "base64" not in report.markdown
    assert len(shown) < 200_000


def test_a_chart_with_nothing_known_is_a_picture_all_the_same() -> None:
    unknown: tuple[Number, ...] = (NOT_CHECKED, NONE) * 4
    keys = ("came", "waiting", "ruled")
    series = [Series(key, key, unknown) for key in keys]
    made = charts(
        History((1,) * 8, (*series, Series("posts", "", unknown, "vk"))), [("vk", "А")], 3
    )
    for chart in made:
        picture = Image.open(BytesIO(chart.png))
        assert picture.size == (1080, 450)
        assert not picture.info.keys() & {"Software", "date", "Creation Time"}


def test_no_two_pages_look_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[str, str, str]] = []

    plain = Axes.plot

    def plot(self: Axes, *args: Any, **looks: Any) -> Any:
        drawn.append((looks["color"], looks["marker"], looks["linestyle"]))
        return plain(self, *args, **looks)

    monkeypatch.setattr(Axes, "plot", plot)
    pages = [(f"vk-{n}", f"Страница {n}") for n in range(12)]
    keys = ("came", "waiting", "ruled")
    flat: tuple[Number, ...] = (1,) * 8
    series = [Series("posts", "", flat, key) for key, _ in pages]
    charts(History((1,) * 8, (*series, *(Series(key, key, flat) for key in keys))), pages, None)
    assert len(set(drawn[:12])) == 12


@pytest.mark.parametrize("words", [FORMULA, "+7 4112", "-1", "@имя", "\x00=1", "<b>", "а" * 40_000])
def test_words_are_stored_as_words(words: str) -> None:
    made = workbook(
        [Rows("Л", ("А", "Б"), [(words, 5)], (10, 10))], title=words, made=datetime.now(UTC)
    )
    (sheet,) = openpyxl.load_workbook(BytesIO(made)).worksheets
    cell = sheet["A2"]
    assert cell.data_type == "s"
    assert cell.value == words.replace("\x00", "")[:32_000]
    assert cell.quotePrefix is (cell.value[0] in "=+-@")
    assert sheet["B2"].value == 5


def test_what_would_be_cut_is_broken_and_heads_are_told_from_rows() -> None:
    rows: list[tuple[Value, ...]] = [(Heading("Посты по дням"),), ("длинные слова", 5), ("одно",)]
    made = workbook([Rows("Л", ("А", "Б"), rows, (10, 10))], title="т", made=datetime.now(UTC))
    (sheet,) = openpyxl.load_workbook(BytesIO(made)).worksheets
    bold = [[cell.font.b for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert bold == [[True, True], [True], [False, False], [False]]
    assert [sheet[at].alignment.wrap_text for at in ("A3", "B3", "A4")] == [True, None, None]
    assert sheet["A2"].value == "Посты по дням"
    assert sheet["A2"].data_type == "s"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


def test_a_formula_in_a_title_stays_a_text_and_no_reason_is_told(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        make.post(session, when=at(25), title=FORMULA)
        make.decision(session, when=at(26), reason=FORMULA)
        comment = make.comment(session, when=at(24), text=FORMULA, author="=1+1", found=at(24))
        make.ruling(session, of=comment, when=at(25)).reason = FORMULA
    book = _book(_letter(sqlite_store))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert sum(cell.value == FORMULA for cell in cells) == 1


def test_the_rows_are_those_that_the_letter_counts(store: Store) -> None:
    eight_weeks(store, HOUSE)
    draft = _letter(store)
    book = _book(draft)
    assert book.sheetnames == [
        "Показатели", "Посты", "Комментарии", "Решения", "Поручения", "Охват",
    ]  # fmt: skip
    with store.read() as session:
        recount = Recount(session, HOUSE, START)
        posts = sum(
            recount.per_week(recount.posts(page.key), "published_at")[-1] for page in HOUSE.page
        )
        came = recount.per_week(recount.comments(), "first_seen_at")[-1]
        rulings = recount.rows("SELECT made_at, annulled_at FROM ruling")
        a, b = recount.weeks[-1]
        ruled = [
            r
            for r in rulings
            if a <= r["made_at"] < b or (r["annulled_at"] and a <= r["annulled_at"] < b)
        ]
        decided = recount.per_week(recount.rows("SELECT decided_at FROM decision"), "decided_at")
    assert book["Посты"].max_row - 1 == posts
    assert book["Комментарии"].max_row - 1 == came
    assert book["Решения"].max_row - 1 == len(ruled) + decided[-1]
    told = {row[0]: row[1:] for row in book["Показатели"].iter_rows(values_only=True)}
    assert told["пришло за неделю"][0] == came
    assert told["комментариев пришло"][7] == came
    assert told["всего за неделю"][0] == len(
        [p for p in recount_posts(store) if a <= p["published_at"] < b]
    )


def recount_posts(store: Store) -> list[dict[str, datetime]]:
    with store.read() as session:
        return Recount(session, HOUSE, START).posts("vk")


def test_no_resident_is_in_the_rows(sqlite_store: Store) -> None:
    house = busy_office()
    busy_week(sqlite_store, house)
    book = _book(_letter(sqlite_store))
    whole = " ".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)
    for words in ("ругань", "Житель", "<i>Автор"):
        assert words not in whole


def test_more_comments_than_a_letter_carries_are_counted(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gospablik.control.report_rows.MOST", 2)
    with sqlite_store.write() as session:
        for n in range(5):
            make.comment(session, when=at(24, n))
    rows = list(_book(_letter(sqlite_store))["Комментарии"].iter_rows(values_only=True))
    assert len(rows) == 4
    assert rows[-1][1] == "Ещё 3 строки не поместилось в файл."
