import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.root import ROOT
from gospablik.text import clean, comparable, markup, plain, same, without_numbers

DIRT = st.lists(
    st.sampled_from(
        ["&amp;", "&", "amp;", "nbsp;", "#38;", "lt;", "p", "\u200b", "\u200d", "👩", "\xa0", " ",
         "\n", "\r", "и", "\u0306", "&laquo;", "\u2028", "\x00", "ҥ", "<b>"]
    )
).map("".join)  # fmt: skip


@given(st.one_of(DIRT, st.text()))
def test_clean_twice_is_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("8&nbsp;(411)", "8 (411)"),
        ("8&amp;nbsp;(411)", "8 (411)"),
        ("8&amp;amp;nbsp;(411)", "8&amp;amp;nbsp;(411)"),
        ("ЖКХ &amp;laquo;Водоканал&amp;raquo;", "ЖКХ «Водоканал»"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("один\r\n\r\n\r\nдва  \tтри", "один\n\nдва три"),
        ("строка\nстрока", "строка\nстрока"),
        ("и\u0306од, во\u00adда, \ufeffмир", "йод, вода, мир"),
        ("👨\u200d👩\u200d👧 се\u200dмья", "👨\u200d👩\u200d👧 семья"),
        ("Саха тыла: ҥ ҕ ө ү һ", "Саха тыла: ҥ ҕ ө ү һ"),
        ("", ""),
    ],
)
def test_clean(dirty: str, tidy: str) -> None:
    assert clean(dirty) == tidy


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Раз</p><p>Два</p>", "Раз\n\nДва"),
        ("раз<br>два<br/>три", "раз\nдва\nтри"),
        ("<ul><li>раз</li><li><p>два</p></li></ul>", "— раз\n— два"),
        ("<p>До</p><ol><li>раз<li><p>два</ol><p>После", "До\n\n1. раз\n2. два\n\nПосле"),
        ('<ol start="3"><li>раз<li value="9">два<li>три</ol>', "3. раз\n9. два\n10. три"),
        ('<ol start="x"><li>раз<ul><li>а</li></ul></li><li>два</ol>', "1. раз\n— а\n2. два"),
        ("<ol><li>раз<ol><li>а<li>б</ol><li>два</ol>", "1. раз\n1. а\n2. б\n2. два"),
        ("</ol><li>раз</ol>", "— раз"),
        ('<a href="/x">Постановление</a> принято', "Постановление принято"),
        ("<b>А</b><script>alert(1)</script><style>x</style>Б", "АБ"),
        ("<table><tr><td>Улица</td><td>Время</td></tr><tr><td>Ленина</td></tr></table>",
         "Улица | Время\nЛенина"),
        ("&lt;p&gt;Раз&lt;/p&gt;&lt;p&gt;Два&lt;/p&gt;", "Раз\n\nДва"),
        ("<p>Детям &lt; 5 лет, 3 < 5, пишите <ivan@example.ru></p>",
         "Детям < 5 лет, 3 < 5, пишите <ivan@example.ru>"),
        ("<p>до<!-- тайна -->после</p>", "допосле"),
        ('<img alt="5 > 3">Вода', "Вода"),
        ("Просто  текст, 3 < 5 & всё", "Просто  текст, 3 < 5 & всё"),
        ("А &amp; Б", "А & Б"),
        ("<div></div>", ""),
    ],
)  # fmt: skip
def test_plain(html: str, text: str) -> None:
    assert plain(html) == text


def test_the_numbers_of_lists_can_be_taken_off() -> None:
    listed = "1. До 200 л.\n10. С 15.12.\n\n15.12 и 1 л."
    assert without_numbers(listed) == "До 200 л.\nС 15.12.\n\n15.12 и 1 л."


def test_plain_survives_depth_and_rubbish() -> None:
    assert plain("<div>" * 5000 + "вода" + "</div>" * 5000) == "вода"
    assert plain("<p>\x00вода\ud800") == "вода"


@given(st.text())
def test_plain_never_raises(text: str) -> None:
    plain(text)
    plain(f"<p>{text}")


def test_markup_names_what_is_left() -> None:
    assert markup("<p>А&nbsp;Б</p>") == ("<p>", "</p>", "&nbsp;")
    assert markup("3 < 5, a&b; <ivan@example.ru> https://x.ru/?a=1&b=2") == ()


def test_same_for_a_reader() -> None:
    assert same("Ёлка — «Снег»…", 'елка - "снег"...')
    assert same("Привет ❤️", "привет ❤")
    assert not same("в 9:00", "в 10:00")
    assert comparable(" А\n\nБ ") == "а б"


def test_importing_is_cheap() -> None:
    code = "import gospablik.text, sys; print({'lxml', 'trafilatura'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
