"""A reconciliation for people: the artifact and the page; hostile words stay words in both."""

import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from gospablik.errors import OfficeError
from gospablik.organisation import Organisation
from gospablik.reconciliation.marking import whole
from gospablik.reconciliation.page import audit_page
from gospablik.reconciliation.shown import Shown, shown
from gospablik.store.control import Result
from gospablik.store.reconciliation import Audit, Standing
from gospablik.store.session import Store
from tasks import audit_page as task_module
from tasks.audit_markdown import audit_markdown
from tasks.audit_page import show_audit
from tasks.desk import Desk
from tasks.markdown import table
from tasks.marked import marked
from tests.gospablik.control.factories import at as moment
from tests.gospablik.control.factories import item
from tests.gospablik.control.factories import office as an_office
from tests.gospablik.reconciliation.shown_rows import (
    DIFFERENCES,
    NOW,
    POST,
    SITE,
    audit,
    compared,
    rule,
    span,
    validation,
)
from tests.gospablik.reconciliation.test_marking import Marked, marked_texts

OFFICE = an_office(pages=1)
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = [
    "a | b <script>alert(1)</script> <b onclick=x>жирно</b> <!-- нет -->",
    "[ссылка](https://evil.test) ![картинка](https://evil.test/x.png) **жирно** ]** [**",
    "https://evil.test www.evil.test a@evil.test javascript:alert(1)",
    '"><img src=x onerror=alert(1)> \' " </td></table></details></main> {{ 7 * 7 }}',
    "&#91;&#93;&lt;i&gt; </ins><del>",
]
BARE = re.compile(r"https?://[-.\w]|www\.|\w@\w")


def in_table(markdown: str) -> str:
    """The HTML of a table's only cell, as a real parser makes it."""
    cells = re.findall(r"<td>(.*?)</td>", PARSER.render(table(["Слова"], [[markdown]])), re.DOTALL)
    assert len(cells) == 1
    return str(cells[0])


def read(html: str) -> Any:
    """What a browser would make of it."""
    return lxml_html.document_fromstring(html)


def found_of(store: Store, office: Organisation = OFFICE, **values: Any) -> Shown:
    """An audit with one row made of the values."""
    with store.write() as session:
        made = audit(session)
        compared(session, made, **values)
        return shown(session, office, made.id)


LETTERS = "аҥ5 .,*_[]|<&`\n\\☎👍й\u0306ttp:/"


@given(marked_texts(letters=LETTERS, most=60))
def test_markdown_marks_what_is_marked_and_changes_nothing(given_: Marked) -> None:
    text, marks = given_
    pieces = whole(text, marks)
    shown_html = in_table(marked(pieces))
    in_bold = re.findall(r"<strong>\[(.*?)\]</strong>", shown_html, re.DOTALL)
    assert len(in_bold) == sum(piece.change is not None for piece in pieces)
    words = re.sub(r"<strong>\[|\]</strong>", "", shown_html).replace("<br>", "\n")
    assert set(re.findall(r"<[^>]*>", words)) == set()
    words = re.sub("[\u2060\u200b]", "", unescape(words))
    assert words.split() == text.split()
    assert words.strip().count("\n") == text.strip().count("\n")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_the_artifact(sqlite_store: Store, words: str) -> None:
    inner = {"change": "изменено", "kind": "слова", "site": [3, 9], "post": [5, 12]}
    found = found_of(
        sqlite_store, title=words, site_text=words, live_text=words, differences=[inner],
        why=words, made_by=words, address=f"javascript:{words}", link=f"data:{words}",
    )  # fmt: skip
    made = read(PARSER.render(audit_markdown(OFFICE, found, "")))
    allowed = {
        "html",
        "body",
        "h1",
        "h2",
        "h3",
        "p",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "br",
    }
    assert {node.tag for node in made.iter()} <= allowed | {"strong", "img"}
    (picture,) = made.xpath("//img/@src")
    assert picture.startswith("data:image/svg+xml;base64,")
    assert not any(BARE.search(node) for node in made.xpath("//text()"))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_on_the_page(sqlite_store: Store, words: str) -> None:
    found = found_of(
        sqlite_store, title=words, site_text=words, live_text=words, why=words, made_by=words,
        differences=[{"change": "добавлено", "kind": "слова", "site": None, "post": [0, 9]}],
        address=f"javascript:{words}", link=f"https://site.test/{words}",
    )  # fmt: skip
    made = read(audit_page(OFFICE, found))
    assert made.xpath("//script | //img | //iframe | //*[@onclick or @onerror or @src]") == []
    (link,) = made.xpath("//a/@href")
    assert link == f"https://site.test/{words}"
    (cell,) = made.xpath("(//tbody/tr)[1]/td[1]")
    assert cell.text_content().strip() == words
    assert made.xpath("(//tbody/tr)[1]/th/p[@class='title']/text()") == [words]


def test_the_page_needs_nobody_and_says_all(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        made = audit(session, unread=2)
        long = " ".join(["Администрация сообщает."] * 40)
        site, post = f"{long} {SITE} {long}", f"{long} {POST} {long}"
        compared(
            session, made, site_text=site, live_text=post, made_by="Специалист С. С.",
            differences=[
                {"change": "изменено", "kind": "дата", "site": span(site, "15 июля"),
                 "post": span(post, "16 июля")}
            ],
        )  # fmt: skip
        compared(
            session, made, standing=Standing.NOT_COMPARED, result=Result.NOT_CHECKED, live_text="",
            differences=[], why="Пост не прочитан.",
        )  # fmt: skip
        validation(session, made, rule("Нарушено.", "post:1", success=False))
        found = shown(session, OFFICE, made.id)
    words = audit_page(OFFICE, found)
    page = read(words)
    assert page.get("lang") == "ru"
    assert page.xpath("//link | //script | //@src | //style[contains(., 'url(')]") == []
    assert "default-src 'none'" in page.xpath("//meta/@content")[-1]
    assert page.xpath("count(//table[thead/tr/th[@scope='col']])") == 3
    assert page.xpath("count(//table)") == 3
    whole_texts = [node.text_content() for node in page.xpath("//details/div")]
    assert [re.sub(r"изменено: |[][]", "", text) for text in whole_texts] == [site, post]
    assert page.xpath("//td//mark/text()") == ["[15 июля]"] * 2 + ["[16 июля]"] * 2
    text = page.text_content()
    for expected in ("Специалист С. С.", "24.11.2026 17:40, снова 25.11.2026 17:40",
                     "Что делать: Исправьте пост по сайту.", "Текст поста не прочитан.",
                     "Не проверено: 2.", "Нарушено. Строк: 1.", "сверки не было"):  # fmt: skip
        assert expected in text


def test_marks_say_without_colour_what_they_mean(sqlite_store: Store) -> None:
    page = read(audit_page(OFFICE, found_of(sqlite_store)))
    row = page.xpath("//tbody/tr")[0]
    marks = {node.tag: node.text_content() for node in row.xpath(".//mark | .//ins | .//del")}
    assert marks == {
        "mark": "изменено: [16 июля]", "ins": "добавлено: [платный]",
        "del": "утрачено: [4-20-30]",
    }  # fmt: skip
    assert DIFFERENCES[0]["site"] == span(SITE, "15 июля")


def test_the_artifact_marks_differences_and_passes(sqlite_store: Store) -> None:
    words = audit_markdown(OFFICE, found_of(sqlite_store), "Страница: здесь.")
    assert "47 из 50 | **94 %** | 95 %: **✗ не достигнут** |" in words
    assert "отключат <strong>&#91;15 июля&#93;</strong> с 9" in words
    assert "Страница: здесь." in words
    assert "**НЕ ПРОВЕРЕНО:** правила к этой сверке не применялись." in words


def test_an_artifact_stays_small_and_counts_the_rest(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        made = audit(session)
        for _ in range(42):
            compared(session, made)
        compared(session, made, standing=Standing.NO_POST)
        words = audit_markdown(OFFICE, shown(session, OFFICE, made.id), "")
    assert words.count("отключат <strong>&#91;15 июля") == 40
    assert "И ещё 2 строки — на странице сверки." in words
    assert "И ещё 1 строка — на странице сверки." in words


class Artifacts(list[str]):
    def keep(self, **values: str) -> None:
        assert values["key"] == "sverka"
        self.append(values["markdown"])


@pytest.fixture
def artifacts(monkeypatch: pytest.MonkeyPatch) -> Artifacts:
    kept = Artifacts()
    monkeypatch.setattr(task_module, "create_markdown_artifact", kept.keep)
    return kept


def ended(at: Desk, **values: Any) -> Audit:
    with at.store.write() as session:
        made = audit(session, **values)
        compared(session, made, page="zhatay-vk")
        return made


def test_the_artifact_names_the_file_and_the_latest_whole_audit_wins(
    at: Desk, artifacts: Artifacts
) -> None:
    first = ended(at)
    assert show_audit.fn(first.id) == []
    path = at.state / "pages" / f"sverka-{first.id}.html"
    assert str(path) in unescape(artifacts[0])
    latest = path.with_name("sverka.html")
    assert latest.read_text("utf-8") == path.read_text("utf-8")
    one = ended(at, address="https://vk.com/wall-101_1")
    show_audit.fn(one.id)
    assert f"№ {first.id}" in latest.read_text("utf-8")
    assert path.with_name(f"sverka-{one.id}.html").exists()
    assert "sverka.html" not in unescape(artifacts[1])


def test_a_page_is_not_made_poorer_once_its_rows_moved_on(at: Desk, artifacts: Artifacts) -> None:
    first = ended(at)
    show_audit.fn(first.id)
    path = at.state / "pages" / f"sverka-{first.id}.html"
    whole_page = path.read_text("utf-8")
    ended(at)
    show_audit.fn(first.id)
    assert path.read_text("utf-8") == whole_page
    assert "После этой сверки была другая." in artifacts[1]


def test_an_audit_whose_rows_were_taken_says_that_all_is_well_nowhere(
    at: Desk, artifacts: Artifacts
) -> None:
    with at.store.write() as session:
        made = audit(session, ended=NOW, items=0, posts=0, unread=0)
        other = audit(session, ended=NOW)
    show_audit.fn(made.id, lines=2)
    page = (at.state / "pages" / f"sverka-{made.id}.html").read_text("utf-8")
    words = f"Здесь показано не всё: 2 строки этой сверки — уже в сверке № {other.id}."
    for face in (artifacts[0], page):
        assert read(PARSER.render(face) if face is artifacts[0] else face).text_content().count(
            words
        ) == 3  # fmt: skip
        for calm in ("Расхождений нет", "Всё, что попало в сверку", "ечего"):
            assert calm not in face.partition("Ход за")[0]


def test_a_page_that_cannot_be_written_is_told_and_the_artifact_is_made(
    at: Desk, artifacts: Artifacts
) -> None:
    at.state.mkdir()
    (at.state / "pages").write_text("не папка", "utf-8")
    (problem,) = show_audit.fn(ended(at).id)
    assert "Страница сверки не записана" in problem
    assert "Страница сверки не записана" in artifacts[0]


def test_the_wording_of_the_site_that_was_compared_is_named(at: Desk, artifacts: Artifacts) -> None:
    with at.store.write() as session:
        made = audit(session, ended=NOW)
        revision = item(session, when=moment(24, 10)).revisions[0]
        compared(session, made, page="zhatay-vk", revision_id=revision.id)
    show_audit.fn(made.id)
    page = (at.state / "pages" / "sverka.html").read_text("utf-8")
    for face in (PARSER.render(artifacts[0]), page):
        words = read(face).text_content().replace("Слова сайта: ", "Слова сайта")
        assert "Слова сайтаредакция № 1 от 24.11.2026 10:00" in words


def test_an_empty_audit_says_so(at: Desk, artifacts: Artifacts) -> None:
    with at.store.write() as session:
        made = audit(session, ended=NOW, items=0, covered=0, posts=0, faithful=0)
    show_audit.fn(made.id)
    page = (at.state / "pages" / "sverka.html").read_text("utf-8")
    for face in (artifacts[0], page):
        assert "сверять было нечего" in face.casefold()
        assert "Расхождений нет" not in face
        assert "100 %" not in face.partition("Ход за")[0]


def test_what_the_run_has_to_say_is_shown_as_words(at: Desk, artifacts: Artifacts) -> None:
    show_audit.fn(ended(at).id, ["Стена <b>не прочитана</b>."], ["Статус не указан."])
    page = (at.state / "pages" / "sverka.html").read_text("utf-8")
    for face in (artifacts[0], page):
        words = read(PARSER.render(face) if face is artifacts[0] else face).text_content()
        assert "Не проверено: не всё." in words.replace("НЕ ПРОВЕРЕНО", "Не проверено")
        assert "Стена <b>не прочитана</b>." in words
        assert "Статус не указан." in words


def test_an_audit_that_goes_on_is_not_shown(at: Desk, artifacts: Artifacts) -> None:
    with at.store.write() as session:
        going = audit(session, ended=None)
    with pytest.raises(OfficeError, match="ещё не закончена"):
        show_audit.fn(going.id)
    assert artifacts == []
