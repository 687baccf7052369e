from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospablik.networks.base import Draft, MediumKind, Uploaded
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.limits import in_utf16_units
from gospablik.networks.max import requests
from gospablik.networks.max.requests import Request
from gospablik.networks.max.text import rendered
from tests.contract.max_examples import PHOTOS
from tests.gospablik.networks.fake_max import CHAT, medium, uploaded


def test_a_post_is_html_with_a_bold_headline_and_no_notify() -> None:
    sent = requests.publish(CHAT, Draft("А < Б & В\nтекст", headline="А < Б & В"))
    assert sent.body == {
        "text": "<b>А &lt; Б &amp; В</b>\nтекст",
        "format": "html",
        "attachments": None,
        "link": None,
    }
    assert sent.query == {"chat_id": str(CHAT)}


def test_pictures_and_videos_go_together_a_file_alone() -> None:
    assert requests.publish(CHAT, PHOTOS).body["attachments"] == [
        {"type": "image", "payload": {"token": "t1"}},
        {"type": "video", "payload": {"token": "t2"}},
        {"type": "image", "payload": {"token": "t1"}},
    ]
    mixed = Draft("т", media=(uploaded(), uploaded(MediumKind.FILE)))
    with pytest.raises(NetworkError, match="единственным вложением") as caught:
        requests.publish(CHAT, mixed)
    assert caught.value.kind is Kind.REFUSED
    with pytest.raises(NetworkError, match="не передано"):
        requests.publish(CHAT, Draft("т", media=(Uploaded(medium(), ""),)))


@pytest.mark.parametrize("mid", ["", "../chats", "mid.1/comments", "а", "mid.1?x=1", "mid.a.b"])
def test_a_number_that_is_none_goes_nowhere(mid: str) -> None:
    builders: list[Callable[[str], Request]] = [
        requests.post,
        requests.delete,
        lambda one: requests.comment("mid.1", one),
        lambda one: requests.reply(one, "т"),
    ]
    for build in builders:
        with pytest.raises(NetworkError, match="номером сообщения") as caught:
            build(mid)
        assert caught.value.kind is Kind.REFUSED


@given(st.text(max_size=60), st.integers(0, 60))
@settings(max_examples=50)
def test_html_says_the_text_and_nothing_else(text: str, cut: int) -> None:
    html, form = rendered(Draft(text, headline=text[:cut]))
    for tag in ("<b>", "</b>"):
        html = html.replace(tag, "", 1)
    assert "<" not in html
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        html = html.replace(entity, letter)
    assert (html, form) == (text, "html")


@pytest.mark.parametrize("text", ["ы" * 4000, "&" * 4000, "😀" * 2000, "ы" * 3998 + "😀"])
def test_a_text_that_just_fits_is_sent_whole(text: str) -> None:
    sent, form = rendered(Draft(text, headline=text[:3]))
    assert (sent, form) == (text, None)  # tags and escapes would not fit
    assert in_utf16_units(sent) == 4000


@pytest.mark.parametrize("text", ["ы" * 4001, "😀" * 2000 + "ы", "ы" * 3999 + "😀", "ы" * 20_000])
def test_a_text_that_is_too_long_is_not_sent(text: str) -> None:
    builders: list[Callable[[], Request]] = [
        lambda: requests.publish(CHAT, Draft(text)),
        lambda: requests.reply("mid.1", text),
        lambda: requests.forward(CHAT, "mid.1", text),
    ]
    for build in builders:
        with pytest.raises(NetworkError, match=f"{in_utf16_units(text)} знаков вместо 4000") as c:
            build()
        assert c.value.kind is Kind.REFUSED
        assert "ничего не отправлено" in c.value.why


def test_a_description_has_a_limit_of_its_own() -> None:
    assert requests.describe(CHAT, "ы" * 16_000).body == {"description": "ы" * 16_000}
    with pytest.raises(NetworkError, match="Описание канала"):
        requests.describe(CHAT, "ы" * 16_001)
