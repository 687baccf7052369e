"""Whatever a resident writes is shown as text: a real Markdown parser is asked."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gospablik.text import clean
from tasks.markdown import anchor, cell, column, table

# What Prefect's pages read: GitHub's Markdown, with tables and bare addresses as links.
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

BARE_ADDRESSES = [
    re.compile(r"(https?://|www(?=\.))([-.\w]+)([^ \t\r\n]*)", re.IGNORECASE),
    re.compile(r"([-.\w+]+)@([-\w]+(?:\.[-\w]+)+)"),
]
"""What Prefect 3.9's V2 pages make links of, once the entities are read (mdast-util-gfm)."""

HOSTILE = [
    "a | b | c",
    "`код` и ```блок```",
    "[ссылка](https://evil.test) ![картинка](https://evil.test/x.png)",
    "<https://evil.test> https://evil.test www.evil.test a@evil.test",
    "<script>alert(1)</script> <b>жирно</b> <!-- нет -->",
    "**жирно** __жирно__ *курсив* _курсив_ ~~нет~~",
    "# заголовок\n\n- список\n1. список\n> цитата\n---\n===",
    "строка\nстрока\r\nстрока\u2028строка\u2029строка\vстрока\fстрока\x85строка",
    "&lt;b&gt; &amp; &#124;",
    "[x]: https://evil.test\n[x]",
    "HTTPS://EVIL.test, hTTp://evil.test wWw.evil.test кто-то+я@evil.test.",
    "\\| \\` $x^2$ :smile: @кто-то",
    "|---|\n|---|",
]


def inline(markdown: str) -> list[str]:
    """Kinds of everything inside of the rendered table's last cell."""
    tokens = PARSER.parse(table(["Слова"], [[markdown]]))
    kinds = [token.type for token in tokens if not token.type.startswith(("t", "inline"))]
    assert kinds == [], "вне таблицы ничего нет"
    cells = [token for token in tokens if token.type == "inline"]
    assert len(cells) == 2, "заголовок и одна ячейка"
    return [child.type for child in cells[1].children or []]


def shown(markdown: str) -> str:
    """What a person reads in the cell."""
    html = PARSER.render(table(["Слова"], [[markdown]]))
    found = re.search(r"<td>(.*)</td>", html, re.DOTALL)
    words = unescape(found[1]) if found else ""
    assert not any(finds.search(words) for finds in BARE_ADDRESSES), "адрес стал бы ссылкой"
    return words.replace("\u2060", "")


@pytest.mark.parametrize("words", HOSTILE)
def test_a_residents_words_stay_words(words: str) -> None:
    assert set(inline(cell(words))) <= {"text", "text_special"}
    assert shown(cell(words)) == " ".join(clean(words).split())


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_any_words_stay_words(words: str) -> None:
    line = " ".join(clean(words).split())
    if line:
        assert set(inline(cell(words))) <= {"text", "text_special"}
        assert shown(cell(words)) == line


@pytest.mark.parametrize("words", HOSTILE)
def test_a_whole_text_in_a_column_stays_words_with_its_lines(words: str) -> None:
    kinds = inline(column(f"{words}\n\nконец"))
    assert set(kinds) <= {"text", "text_special", "html_inline"}
    assert kinds.count("html_inline") == clean(f"{words}\n\nконец").count("\n")
    seen = shown(column(words)).replace("\u200b", "")
    assert [" ".join(line.split()) for line in seen.split("<br>")] == clean(words).split("\n")


def test_a_long_address_may_be_broken_so_that_columns_stay_narrow() -> None:
    broken = shown(column("Подробнее: https://town.test/" + "novosti" * 9 + " һарсыҥҥы"))
    assert max(map(len, re.split("[ \u200b]", broken))) <= 18


def test_a_link_leads_where_it_says_whatever_its_address_holds() -> None:
    made = anchor("[a](b) | c", "https://town.test/a_(b)?x=1&y=2#[c]|<d>")
    (link,) = re.findall(r'<a href="([^"]+)">', PARSER.render(table(["Слова"], [[made]])))
    assert unescape(link) == "https://town.test/a_%28b%29?x=1&y=2#%5Bc%5D%7C%3Cd%3E"
    kinds = inline(made)
    assert (kinds[0], kinds[-1], kinds.count("link_open")) == ("link_open", "link_close", 1)


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u200e", "\u202e", "\u2066", "\ufeff", "\u00ad", "\0"]
)
def test_what_cannot_be_seen_is_not_hidden_in_a_cell(hidden: str) -> None:
    """Zero width hides words from a reader's search, an override turns the whole line round."""
    assert cell(f"ду{hidden}рак") == "дурак"


def test_long_words_are_cut_before_they_are_escaped() -> None:
    assert cell("|" * 500, 10) == "&#124;" * 9 + "…"
    assert cell("а" * 400) == "а" * 400


def test_emoji_that_are_joined_stay_joined() -> None:
    assert cell("👩‍👧 ❤️") == "👩‍👧 ❤️"
