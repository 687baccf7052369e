"""Text, captions, files and albums, and who may send them where (facts 1.3-1.5)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.kit_telegram import AYAAL, BOT, CHANNEL, GROUP, Client, picture

AT: dict[str, Any] = {"chat_id": CHANNEL}
PARSE = "400 Bad Request: can't parse entities: "


def entities(tg: Client, html: str) -> tuple[str, list[tuple[Any, ...]]]:
    """The text, and each entity as kind, offset, length and the rest."""
    sent = tg.call("sendMessage", **AT, text=html, parse_mode="HTML")
    found = [tuple(one.values()) for one in sent.get("entities", [])]
    return sent["text"], found


def test_html_becomes_entities_counted_in_utf16(tg: Client) -> None:
    text, found = entities(tg, "😀 <b>вода <i>есть</i></b> &lt;1 &amp; &#171;да&#xBB; &nbsp; \n")
    assert text == "😀 вода есть <1 & «да» &nbsp;"
    assert found == [("bold", 3, 9), ("italic", 8, 4)]
    text, found = entities(tg, ' <u>a</u><s>b</s><span class="tg-spoiler">c</span> <code>d</code>')
    assert text == "abc d"
    kinds = [("underline", 0, 1), ("strikethrough", 1, 1), ("spoiler", 2, 1), ("code", 4, 1)]
    assert found == kinds
    _, found = entities(tg, '<pre><code class="language-py">x</code></pre><pre>y</pre>')
    assert found == [("pre", 0, 1, "py"), ("pre", 1, 1)]
    _, found = entities(tg, "<BLOCKQUOTE>a</blockquote><blockquote expandable>b</>")
    assert found == [("blockquote", 0, 1), ("expandable_blockquote", 1, 1)]


def test_links(tg: Client) -> None:
    text, found = entities(tg, '<a href="https://Site.ru/?a=1&amp;b=2">сайт</a> и <a>zhatay.ru</a>')
    assert text == "сайт и zhatay.ru"
    assert found == [
        ("text_link", 0, 4, "https://site.ru/?a=1&b=2"),
        ("text_link", 7, 9, "http://zhatay.ru/"),
    ]
    _, found = entities(tg, '<a href="javascript:alert(1)">нажми</a>')
    assert found == []
    plain = "Читайте https://zhatay.ru/n/1, zhatay.ru, @ayaal_news, #вода2 #1 и a@b.ru. /start"
    found = [
        (one["type"], plain[one["offset"] : one["offset"] + one["length"]])
        for one in tg.call("sendMessage", **AT, text=plain)["entities"]
    ]
    assert found == [
        ("url", "https://zhatay.ru/n/1"),
        ("url", "zhatay.ru"),
        ("mention", "@ayaal_news"),
        ("hashtag", "#вода2"),
        ("email", "a@b.ru"),
        ("bot_command", "/start"),
    ]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("я <p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("a<br/>b", 'Unsupported start tag "br/" at byte offset 1'),
        ("1 <b", "Unclosed start tag at byte offset 2"),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused(tg: Client, html: str, told: str) -> None:
    refusal = tg.refusal("sendMessage", **AT, text=html, parse_mode="HTML")
    assert refusal.startswith(PARSE + told)
    assert tg.state()["messages"] == []


def test_other_parse_modes(tg: Client) -> None:
    assert tg.refusal("sendMessage", **AT, text="*x*", parse_mode="MarkdownV2").startswith(PARSE)
    assert tg.refusal("sendMessage", **AT, text="x", parse_mode="BBCode") == (
        "400 Bad Request: unsupported parse_mode"
    )
    sent = tg.call("sendMessage", **AT, text="<b>x</b>", parse_mode="None")
    assert sent["text"] == "<b>x</b>"
    own = [{"type": "bold", "offset": 0, "length": 4}]
    assert tg.call("sendMessage", **AT, text="вода", entities=own)["entities"] == own
    for wrong, told in (
        (["bold"], "expected an Object"),
        ([{"type": "text_link", "offset": 0, "length": 4}], 'can\'t find field "url"'),
        ([{"type": "bold", "offset": "0", "length": 4}], 'can\'t find field "offset"'),
    ):
        refusal = tg.refusal("sendMessage", **AT, text="вода", entities=wrong)
        assert refusal == f"400 Bad Request: can't parse MessageEntity: {told}"


def test_lengths_hold_after_parsing(tg: Client) -> None:
    tall = "😀" * 2048
    assert tg.call("sendMessage", **AT, text=f"<b>{tall}</b>", parse_mode="HTML")["text"] == tall
    for text, told in (
        (tall + "x", "message is too long"),
        ("я" * 16385, "text is too long"),
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
    ):
        assert tg.refusal("sendMessage", **AT, text=text) == f"400 Bad Request: {told}"
    photo = {"photo": ("a.png", picture())}
    assert tg.call("sendPhoto", **AT, caption=tall[:512], files=photo)["caption"] == tall[:512]
    assert tg.refusal("sendPhoto", **AT, caption=tall[:512] + "x", files=photo) == (
        "400 Bad Request: message caption is too long"
    )
    many = " ".join(f"<b>{number}</b>" for number in range(120))
    assert len(entities(tg, many)[1]) == 100


def test_a_preview_is_kept(tg: Client) -> None:
    wanted = {"url": "https://example.ru/1", "prefer_large_media": True, "is_disabled": False}
    sent = tg.call("sendMessage", **AT, text="x", link_preview_options=wanted)
    assert sent["link_preview_options"] == {
        "url": "https://example.ru/1",
        "prefer_large_media": True,
    }
    assert tg.refusal("sendMessage", **AT, text="x", link_preview_options="[1]") == (
        "400 Bad Request: object expected as link preview options"
    )


def test_a_photo_comes_back_in_sizes(tg: Client) -> None:
    sent = tg.call("sendPhoto", **AT, files={"photo": ("a.png", picture(1600, 800))})
    sizes = [(one["width"], one["height"]) for one in sent["photo"]]
    assert sizes == [(90, 45), (320, 160), (800, 400), (1280, 640)]
    again = tg.call("sendPhoto", **AT, photo=sent["photo"][0]["file_id"], caption="Ещё раз")
    assert again["photo"] == sent["photo"]
    told = tg.refusal("sendDocument", **AT, document=sent["photo"][0]["file_id"])
    assert told == "400 Bad Request: can't use file of type Photo as Document"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (picture()[:60], "IMAGE_PROCESS_FAILED"),
        (picture(9000, 1001, "JPEG"), "PHOTO_INVALID_DIMENSIONS"),
        (picture(210, 10), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
def test_photos_that_are_none(tg: Client, data: bytes, told: str) -> None:
    files = {"photo": ("a.png", data)}
    assert tg.refusal("sendPhoto", **AT, files=files) == f"400 Bad Request: {told}"


def test_sizes_and_files_that_are_not_there(tg: Client) -> None:
    tg.control("POST", "/telegram/limits", {"photo_bytes": 100, "upload_bytes": 2000})
    assert tg.refusal("sendPhoto", **AT, files={"photo": ("a.png", picture())}) == (
        f"400 Bad Request: file of size {len(picture())} bytes is too big for a photo; "
        "the maximum size is 100 bytes"
    )
    told = tg.refusal("sendDocument", **AT, files={"document": ("a", b"x" * 2001)})
    assert told == "413 Request Entity Too Large"
    assert tg.refusal("sendDocument", **AT, files={"document": ("a", b"")}).endswith("non-empty")
    for kind in ("photo", "document", "video"):
        method = f"send{kind.capitalize()}"
        assert tg.refusal(method, **AT).endswith(f"there is no {kind} in the request")
        assert tg.refusal(method, **AT, **{kind: "x"}).endswith(
            "wrong file identifier/HTTP URL specified"
        )
        assert tg.refusal(method, **AT, **{kind: "https://example.ru/1.jpg"}).endswith(
            "failed to get HTTP URL content"
        )


def test_an_album_is_several_messages(tg: Client) -> None:
    media = [
        {"type": "photo", "media": "attach://a", "caption": "<b>Да</b>", "parse_mode": "HTML"},
        {"type": "video", "media": "attach://b"},
    ]
    files = {"a": ("a.png", picture()), "b": ("b.mp4", b"....")}
    first, second = tg.call("sendMediaGroup", **AT, media=media, files=files)
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], first["caption_entities"][0]["type"]) == ("Да", "bold")
    assert second["message_id"] == first["message_id"] + 1
    assert "caption" not in second
    other = tg.call("sendMediaGroup", **AT, media=media, files=files)
    assert other[0]["media_group_id"] != first["media_group_id"]


@pytest.mark.parametrize(
    ("media", "told"),
    [
        ([], "there are no messages to send"),
        (["photo"], "album must include 2-10 items"),
        (["photo"] * 11, "too many messages to send as an album"),
        (["photo", "document"], "can't use the media of the specified type in the album"),
        (["photo", "audio"], 'can\'t parse InputMedia: type "audio" is unsupported'),
        (["photo", None], "can't parse InputMedia: expected an Object"),
    ],
)
def test_albums_that_are_none(tg: Client, media: list[str | None], told: str) -> None:
    items = [one and {"type": one, "media": "attach://a"} for one in media]
    refusal = tg.refusal("sendMediaGroup", **AT, media=items, files={"a": ("a.png", picture())})
    assert refusal == f"400 Bad Request: {told}"
    assert tg.state()["messages"] == []


def test_documents_go_with_documents(tg: Client) -> None:
    items = [{"type": "document", "media": f"attach://{one}"} for one in "ab"]
    files = {one: (f"{one}.pdf", b"%PDF") for one in "ab"}
    assert len(tg.call("sendMediaGroup", **AT, media=items, files=files)) == 2
    missing = [items[0], {"type": "document", "media": "attach://c"}]
    assert tg.refusal("sendMediaGroup", **AT, media=missing, files=files).endswith(
        "can't parse InputMedia: media not found"
    )


def test_rights_to_write(tg: Client) -> None:
    own = {"chat_id": CHANNEL, "user_id": BOT, "status": "administrator", "rights": []}
    tg.control("POST", "/telegram/members", own)
    assert tg.refusal("sendMessage", **AT, text="x") == (
        "400 Bad Request: need administrator rights in the channel chat"
    )


def test_a_reply_in_the_thread(tg: Client) -> None:
    comment = tg.comment(tg.post())
    at: dict[str, Any] = {"chat_id": GROUP, "text": "Вечером"}
    sent = tg.call("sendMessage", **at, reply_parameters={"message_id": comment})
    assert sent["from"]["id"] == BOT
    assert sent["message_thread_id"] == 1
    assert sent["reply_to_message"]["message_id"] == comment
    assert sent["reply_to_message"]["from"]["id"] == AYAAL
    assert "reply_to_message" not in sent["reply_to_message"]
    gone = {"message_id": 99}
    assert tg.refusal("sendMessage", **at, reply_parameters=gone) == (
        "400 Bad Request: message to be replied not found"
    )
    forced = tg.call(
        "sendMessage", **at, reply_parameters=gone | {"allow_sending_without_reply": True}
    )
    assert "reply_to_message" not in forced
