"""Letters as bytes: encodings, who wrote, what a machine wrote."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.inbox.letter_read import read_letter, same_address
from tests.imap import reply

HEAD = b"From: head@town.test\r\nMessage-ID: <1@a>\r\n"


@pytest.mark.parametrize("charset", ["koi8-r", "cp1251", "utf-8"])
def test_encodings(charset: str) -> None:
    body = base64.encodebytes("Отказать".encode(charset))
    kind = f"Content-Type: text/plain; charset={charset}\r\n".encode()
    raw = HEAD + kind + b"Content-Transfer-Encoding: base64\r\n\r\n" + body
    assert read_letter(raw).text == "Отказать"


def test_no_charset_named_and_an_unknown_one() -> None:
    assert read_letter(HEAD + b"\r\n" + "Отказать".encode("cp1251")).text == "Отказать"
    kind = b"Content-Type: text/plain; charset=nonsense\r\n\r\n"
    assert read_letter(HEAD + kind + "Отказать".encode()).text == "Отказать"


def test_quoted_printable_and_html_only() -> None:
    letter = reply("head@town.test", "x", to="<2@a>")
    letter.set_content("<p>Отказать</p>", subtype="html", cte="quoted-printable")
    found = read_letter(letter.as_bytes())
    assert found.text.strip() == "Отказать"
    assert (found.sender, found.answers) == ("head@town.test", ("<2@a>",))


def test_an_attachment_is_no_text_and_a_cut_letter_is_known() -> None:
    letter = reply("head@town.test", "ОТКАЗАТЬ 3F7K-9QRT\nпричина")
    letter.add_attachment(b"x" * 300_000, maintype="application", subtype="pdf", filename="a.pdf")
    raw = letter.as_bytes()[:100_000]
    found = read_letter(raw, whole=False)
    assert (found.text.splitlines()[0], found.cut) == ("ОТКАЗАТЬ 3F7K-9QRT", False)
    assert read_letter(HEAD + b"\r\n" + b"x" * 1000, whole=False).cut


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied", "Precedence: bulk", "List-Id: <a.b>", "Return-Path: <>",
        "X-Autoreply: yes", "Content-Type: multipart/report; boundary=x",
    ],
)  # fmt: skip
def test_machines(header: str) -> None:
    assert read_letter(HEAD + header.encode() + b"\r\n\r\nx").by_machine
    assert read_letter(b"From: MAILER-DAEMON@town.test\r\n\r\nx").by_machine
    assert not read_letter(HEAD + b"Auto-Submitted: no\r\n\r\nx").by_machine


def test_addresses() -> None:
    assert same_address(" Head@ЖАТАЙ.рф ") == "head@xn--80aaqo7b.xn--p1ai"
    two = b"From: head@town.test, evil@x.test\r\n\r\nx"
    assert read_letter(two).sender == ""
    assert read_letter(b'From: "head@town.test" <evil@x.test>\r\n\r\nx').sender == "evil@x.test"


def test_bytes_that_no_letter_should_have() -> None:
    kind = b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    odd = b"From: h\0e\xffad@town.test\r\nMessage-ID: <\xff\0@a>\r\nIn-Reply-To: <\xfe@a>\r\n"
    found = read_letter(odd + kind + base64.encodebytes(b"a\0b"))
    assert (found.text, "\0" in found.sender) == ("ab", False)
    for text in (found.sender, *found.answers):
        text.encode()


@given(st.binary(max_size=400))
def test_nothing_that_comes_makes_it_fail(raw: bytes) -> None:
    read_letter(raw)
    read_letter(HEAD + raw)
