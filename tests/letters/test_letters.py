"""Every letter keeps the conventions, is good HTML, and asks of mail programs what they can do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html as markup

from gospablik.drafts import Draft
from gospablik.root import ROOT
from gospablik.templates import lines
from tests.letters.can_i_email import lacking
from tests.letters.conventions import LARGEST, broken
from tests.letters.every import WRITERS, Fresh, Letters, composed

DOES_NO_HARM = {
    "css-background": "colours only, and those are known everywhere",
    "css-border": "under 8 px",
    "css-font-size": "in px",
    "css-font-weight": "normal or bold",
    "css-height": "auto, of pictures",
    "css-hyphens": "words are not cut then",
    "css-letter-spacing": "a code stands closer then",
    "css-line-height": "bare numbers",
    "css-margin": "never negative; without auto the letter stands at the left",
    "css-max-width": "Outlook shows the letter as wide as its window",
    "css-overflow-wrap": "a long word reaches beyond the edge; seals have `word-break`",
    "css-padding": "Outlook sets the words closer",
    "css-text-align": "left, right or center",
    "css-white-space": "nowrap, of a verdict: it breaks in two lines",
    "css-width": "of tables and their cells",
    "css-word-break": "a long address breaks elsewhere",
    "html-align": "of cells and rows",
    "html-aria-hidden": "the bars are read out, too",
    "html-body": "what it says stands on the first element within as well",
    "html-img": "nobody tried the oldest element of all in Thunderbird",
    "html-lists": "bare",
    "html-meta-color-scheme": "who repaints letters in the dark repaints ours; seen as a picture",
    "html-width": "of pictures, in px",
}
"""What some program does not know in full, and what our letter looks like there."""


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_it_keeps_the_conventions(
    write: Callable[[Fresh], Letters], migrated_sqlite: Path, tmp_path: Path
) -> None:
    letters = composed(write, migrated_sqlite, tmp_path)
    assert letters
    for name, draft in letters.items():
        assert broken(draft) == [], name
        unknown = lacking(markup.document_fromstring(draft.html))
        assert {what: where for what, where in unknown.items() if what not in DOES_NO_HARM} == {}


def test_no_letter_is_forgotten() -> None:
    files = {file.stem for file in (ROOT / "templates" / "letters").glob("*.html")}
    assert {write.__name__.strip("_") for write in WRITERS} == files - {"frame"}


def test_a_residents_line_ends_are_kept_and_his_words_are_no_markup() -> None:
    assert lines("Раз\n<b>два</b>\r\n\nтри") == "Раз<br>&lt;b&gt;два&lt;/b&gt;<br><br>три"


GOOD = (
    '<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width"><meta name="color-scheme" content="light only"><title>Т</title>'
    '</head><body><div lang="ru" style="background:#ffffff;color:#1a1f26;font:16px Arial">'
    "<h1>Тема</h1>{}</div></body></html>"
)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("<p>Раз<div>два</p></div>", "no good HTML"),
        ("<p>Пять</b>", "no good HTML"),
        ("ы" * LARGEST, "bytes"),
        ("<h1>Ещё одна</h1>", "top heading"),
        ("<h3>Третья</h3>", "a level of headings is left out"),
        ("<table><tr><td>1</td></tr></table>", "for layout only?"),
        ("<table><caption>А</caption><thead><tr><th scope='col'>Б</th></tr></thead><tbody><tr><th>В"
         "</th></tr></tbody></table>", "without scope"),
        ("<img src='https://evil.test/1.png' alt='1'>", "from elsewhere"),
        ("<img src='cid:a' alt='График'>", "numbers are lost"),
        ("<a href='javascript:alert()' style='color:#000000'>тут</a>", "a link to"),
        ("<a href='https://a.test'>тут</a>", "program's choice"),
        ("<style>p{color:red}</style>", "<style>"),
        ("<p class='a'>А</p>", "class or id"),
        ("<p style='display:flex'>А</p>", "display in a style"),
        ("<p style='background:#eeeeee'>А</p>", "without the colour"),
        ("<p style='color:#999999'>Бледно</p>", "contrast 2.8"),
        ("<p>7 нарушений</p>", "in HTML only: ['7']"),
        ("<p role='presentation'>А</p>", "a role"),
    ],
)  # fmt: skip
def test_what_breaks_them_is_seen(words: str, fault: str) -> None:
    assert broken(Draft("Тема", "Тема", GOOD.format(""), ("a@b.test",))) == []
    faults = broken(Draft("Тема", "Тема 1", GOOD.format(words), ("a@b.test",)))
    assert any(fault in one for one in faults), faults


@pytest.mark.parametrize(
    ("words", "feature"),
    [
        ("<main>А</main>", "html-semantics"),
        ("<p style='display:grid'>А</p>", "css-display-grid"),
        ("<p style='white-space:pre-wrap'>А</p>", "css-white-space"),
        ("<p style='padding-left:1px'>А</p>", "css-padding"),
        ("<p style='brand-new:1'>А</p>", "css-brand-new"),
        ("<blink>А</blink>", "html-blink"),
    ],
)
def test_what_a_mail_program_does_not_know_is_seen(words: str, feature: str) -> None:
    page = markup.document_fromstring(GOOD.format(words))
    assert feature in lacking(page)
    assert feature not in lacking(markup.document_fromstring(GOOD.format("")))
