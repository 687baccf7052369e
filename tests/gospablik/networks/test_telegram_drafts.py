from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.networks.base import Draft, Medium, MediumKind, Uploaded
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.telegram import drafts
from tests.gospablik.networks.fake_telegram import CHANNEL, medium

NEWS = "https://adm.example.ru/news/1"
VIDEO, FILE = MediumKind.VIDEO, MediumKind.FILE


def refused(draft: Draft) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        drafts.post(CHANNEL, draft)
    assert caught.value.kind is Kind.REFUSED
    assert "ничего не отправлено" in caught.value.why
    return caught.value


def test_a_text_with_its_headline_and_its_card() -> None:
    request = drafts.post(
        CHANNEL, Draft(f"Вода & свет\n\nНет <до утра>\n{NEWS}", "Вода & свет", NEWS)
    )
    assert request.method == "sendMessage"
    assert request.params == {
        "chat_id": CHANNEL,
        "text": f"<b>Вода &amp; свет</b>\n\nНет &lt;до утра&gt;\n{NEWS}",
        "parse_mode": "HTML",
        "link_preview_options": {
            "url": NEWS,
            "prefer_large_media": True,
            "show_above_text": False,
        },
    }


def test_without_a_link_no_card() -> None:
    params = drafts.post(CHANNEL, Draft("т https://other.ru")).params
    assert params["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize("headline", ["", "  ", "Другое", "Вода и свет сегодня"])
def test_only_the_first_line_is_a_headline(headline: str) -> None:
    assert drafts.post(CHANNEL, Draft("Вода и свет\nНет", headline)).params["text"] == (
        "Вода и свет\nНет"
    )


@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_the_text_that_telegram_counts_is_the_text_given(text: str, bold: bool) -> None:
    headline = text.partition("\n")[0] if bold else ""
    made = str(drafts.post(CHANNEL, Draft(text, headline)).params["text"])
    if headline.strip():
        assert made.startswith("<b>")
        made = made.removeprefix("<b>").replace("</b>", "", 1)
    assert "<" not in made
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):  # all that it decodes
        made = made.replace(entity, letter)
    assert made == text


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("т" * 4096, True),
        ("т" * 4097, False),
        ("т" * 4094 + "😀", True),
        ("т" * 4095 + "😀", False),
        ("😀" * 2048, True),
        ("т" * 20_000, False),
        ("&" * 4096, True),
    ],
)
def test_the_longest_text_in_telegrams_own_units(text: str, fits: bool) -> None:
    if fits:
        assert drafts.post(CHANNEL, Draft(text)).method == "sendMessage"
    else:
        assert "4096" in refused(Draft(text)).why


def test_an_empty_text_is_refused() -> None:
    assert "пуст" in refused(Draft(" \n")).why


@pytest.mark.parametrize(
    ("kind", "method", "field"),
    [
        (MediumKind.PHOTO, "sendPhoto", "photo"),
        (VIDEO, "sendVideo", "video"),
        (FILE, "sendDocument", "document"),
    ],
)
def test_one_medium_carries_the_text(kind: MediumKind, method: str, field: str) -> None:
    request = drafts.post(CHANNEL, Draft("Вода\nнет", "Вода", NEWS, (medium(kind),)))
    assert request.method == method
    assert request.params == {
        "chat_id": CHANNEL,
        "caption": "<b>Вода</b>\nнет",
        "parse_mode": "HTML",
    }
    (upload,) = request.files
    assert (upload.field, upload.name, upload.content) == (field, f"{kind.value}.bin", b"bytes")


def test_an_album_is_one_request_with_the_text_at_its_first_item() -> None:
    media = (medium(), medium(VIDEO), medium())
    request = drafts.post(CHANNEL, Draft("т", media=media))
    assert request.method == "sendMediaGroup"
    assert request.params["media"] == [
        {"type": "photo", "media": "attach://file0", "caption": "т", "parse_mode": "HTML"},
        {"type": "video", "media": "attach://file1"},
        {"type": "photo", "media": "attach://file2"},
    ]
    assert [upload.field for upload in request.files] == ["file0", "file1", "file2"]


@pytest.mark.parametrize(
    "media", [(medium(),), (medium(),) * 10, (medium(FILE),) * 2, (medium(VIDEO), medium())]
)
def test_what_may_stand_together(media: tuple[Uploaded, ...]) -> None:
    assert len(drafts.post(CHANNEL, Draft("т", media=media)).files) == len(media)


@pytest.mark.parametrize(
    ("media", "word"),
    [
        ((medium(),) * 11, "11"),
        ((medium(FILE), medium()), "файлы вместе"),
        ((medium(FILE), medium(VIDEO)), "файлы вместе"),
    ],
)
def test_what_may_not(media: tuple[Uploaded, ...], word: str) -> None:
    assert word in refused(Draft("т", media=media)).why


def test_too_heavy_files_are_refused_before_they_travel() -> None:
    class Heavy(bytes):
        def __len__(self) -> int:
            return 50 * 1024 * 1024 + 1

    heavy = Uploaded(Medium(VIDEO, "парад.mp4", Heavy(), "video/mp4"), "")
    assert "парад.mp4" in refused(Draft("т", media=(heavy,))).why
    photo = medium(content=bytes(10 * 1024 * 1024 + 1))
    assert "10 МБ" in refused(Draft("т", media=(photo,))).why
    assert drafts.post(CHANNEL, Draft("т", media=(medium(FILE, photo.medium.content),))).files


def test_a_long_text_with_pictures_is_one_message_with_a_card_above() -> None:
    for media in ((medium(),), (medium(), medium())):
        request = drafts.post(CHANNEL, Draft("т" * 1025, link=NEWS, media=media))
        assert request.method == "sendMessage"
        assert request.params["link_preview_options"] == {
            "url": NEWS,
            "prefer_large_media": True,
            "show_above_text": True,
        }
        assert not request.files
    fits = drafts.post(CHANNEL, Draft("т" * 1022 + "😀", link=NEWS, media=(medium(),)))
    assert fits.method == "sendPhoto"


@pytest.mark.parametrize(
    "draft",
    [
        Draft("т" * 1025, media=(medium(),)),
        Draft("т" * 1025, link=NEWS, media=(medium(FILE),)),
        Draft("т" * 1025, link=NEWS, media=(medium(VIDEO), medium())),
        Draft("т" * 1023 + "😀", media=(medium(),)),
    ],
)
def test_a_long_text_that_would_lose_what_it_carries_is_refused(draft: Draft) -> None:
    assert "1024" in refused(draft).why


def test_a_long_text_with_pictures_still_has_its_limit() -> None:
    assert "4096" in refused(Draft("т" * 4097, link=NEWS, media=(medium(),))).why


@pytest.mark.parametrize("build", [drafts.new_text, drafts.new_caption])
def test_an_edit_names_the_message(build: Any) -> None:
    params = build(CHANNEL, 57, Draft("Вода", "Вода")).params
    assert (params["chat_id"], params["message_id"]) == (CHANNEL, 57)
    assert "<b>Вода</b>" in (params.get("text"), params.get("caption"))
    with pytest.raises(NetworkError):
        build(CHANNEL, 57, Draft("т" * 5000))


def test_another_medium() -> None:
    request = drafts.new_medium(CHANNEL, 57, Draft("т", media=(medium(VIDEO),)))
    assert request.params["media"] == {
        "type": "video",
        "media": "attach://file0",
        "caption": "т",
        "parse_mode": "HTML",
    }
    assert [upload.field for upload in request.files] == ["file0"]
