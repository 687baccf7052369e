"""Pictures as they come from a site: what goes as it is, what is made to fit, what is refused."""

import io
import struct
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gospablik.media import picture as pictures
from gospablik.media.fitting import Picture, Unfit, goes_as_it_is, refusal, sides
from gospablik.media.picture import fitted, look, small
from gospablik.media.rules import MOST_BYTES, RULES
from tests.gospablik.media.pictures import LYING, drawn, noise, seen

PHOTO = Picture("image/jpeg", 4000, 3000, 3_000_000)


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("BMP", "image/bmp"),
        ("TIFF", "image/tiff"),
        ("HEIF", "image/heic"),
        ("AVIF", "image/avif"),
    ],
)
def test_each_format_is_known_by_its_content_and_fits_every_network(kind: str, mime: str) -> None:
    content = drawn(kind)
    assert look(content) == Picture(mime, 40, 30, len(content))
    for network, rules in RULES.items():
        sent, told = fitted(network, content)
        assert told in rules.photo.formats
        assert seen(sent).format == (kind if sent == content else "JPEG")
        assert (sent == content) is (mime in rules.photo.formats)


def test_a_picture_that_lies_is_set_upright() -> None:
    content = drawn(orientation=LYING)
    assert look(content) == Picture("image/jpeg", 30, 40, len(content), upright=False)
    sent, _ = fitted("vk", content)
    image = seen(sent).convert("RGB")
    assert image.size == (30, 40)
    top, bottom = image.getpixel((15, 4)), image.getpixel((15, 36))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[0] > 200, top[2] < 50) == (True, True), "сверху красное: было слева"
    assert (bottom[2] > 200, bottom[0] < 50) == (True, True)


@pytest.mark.parametrize("kind", ["JPEG", "HEIF", "PNG", "WEBP"])
def test_nobody_is_told_where_a_picture_was_taken_nor_by_whom(kind: str) -> None:
    content = drawn(kind, place=True)
    assert look(content).located
    sent, told = fitted("max", content)
    assert told == "image/jpeg"
    assert dict(seen(sent).getexif()) == {}
    assert "Иванов".encode() not in sent


def test_a_comment_inside_goes_no_further_than_a_place() -> None:
    sent, _ = fitted("vk", drawn(orientation=LYING, comment=b"Ivanov, 5-12-34"))
    assert b"Ivanov" not in sent


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("GIF", "P"), ("PNG", "LA")])
def test_what_was_transparent_is_white(kind: str, mode: str) -> None:
    out = io.BytesIO()
    clear = Image.new("RGBA", (1800, 20), (0, 0, 0, 0))
    clear.convert(mode).save(out, kind, **({"transparency": 0} if mode == "P" else {}))
    sent, _ = fitted("ok", out.getvalue())
    image = seen(sent)
    assert image.size == (1680, 19)
    assert image.getpixel((5, 5)) == (255, 255, 255)


def test_the_colours_own_measure_goes_along() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    sent, _ = fitted("vk", drawn(orientation=LYING, icc_profile=profile))
    assert seen(sent).info["icc_profile"] == profile
    grey, _ = fitted("vk", drawn(mode="CMYK", orientation=LYING, icc_profile=b"of printers"))
    assert "icc_profile" not in seen(grey).info


def test_of_a_moving_picture_the_first_frame() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    sent, told = fitted("telegram", out.getvalue())
    assert told == "image/jpeg"
    assert seen(sent).getpixel((5, 5))[0] > 200  # type: ignore[index]


@pytest.mark.parametrize(
    ("network", "old", "kept"),
    [
        ("vk", (13_300, 700), (13_300, 700)),
        ("vk", (14_000, 2_000), (12_250, 1_750)),
        ("vk", (14_700, 735), (13_333, 667)),  # 1:20 is not overstepped by rounding
        ("telegram", (5_000, 5_000), (5_000, 5_000)),
        ("telegram", (6_000, 6_000), (5_000, 5_000)),
        ("max", (7_680, 7_680), (7_680, 7_680)),
        ("max", (600, 8_000), (576, 7_680)),
        ("ok", (4_000, 3_000), (1_680, 1_260)),
    ],
)
def test_sides_are_made_no_smaller_than_needed(
    network: str, old: tuple[int, int], kept: tuple[int, int]
) -> None:
    assert sides(network, replace(PHOTO, width=old[0], height=old[1])) == kept


@settings(deadline=None)
@given(st.tuples(st.integers(1, 20_000), st.integers(1, 20_000)), st.sampled_from(sorted(RULES)))
def test_scaled_sides_keep_every_limit(old: tuple[int, int], network: str) -> None:
    picture = replace(PHOTO, width=old[0], height=old[1])
    width, height = sides(network, picture)
    rules = RULES[network].photo
    assert min(width, height) >= 1
    assert max(width, height) <= (rules.side or 10**9)
    assert width + height <= (rules.sides or 10**9)
    assert replace(picture, width=width, height=height).ratio <= picture.ratio


@pytest.mark.parametrize("orientation", [None, LYING])
def test_a_scaled_picture_stands_as_it_stood(orientation: int | None) -> None:
    sent, _ = fitted("ok", drawn(size=(2_000, 1_000), orientation=orientation))
    assert seen(sent).size == ((840, 1_680) if orientation else (1_680, 840))


def test_what_weighs_too_much_is_pressed_and_only_then_made_smaller(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = noise((300, 200))
    for most, kept in ((40_000, (300, 200)), (14_000, (210, 140))):
        photo = replace(RULES["vk"].photo, most_bytes=most)
        rules = {"vk": replace(RULES["vk"], photo=photo)}
        monkeypatch.setattr(pictures, "RULES", rules)
        monkeypatch.setattr("gospablik.media.fitting.RULES", rules)
        sent, told = fitted("vk", content)
        assert (len(sent) <= most, told) == (True, "image/jpeg")
        assert seen(sent).size == kept


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "0 байт"),
        (b"<!DOCTYPE html><html><head>", "HTML-страница"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">', "SVG"),
        (b"%PDF-1.7", "не опознан"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 50, "испорчен|не опознан"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "не опознан"),
        (drawn("JPEG", (200, 200))[:700], "оборван"),
        (drawn("PNG", (200, 200))[:-30], "оборван"),
        (drawn("PNG", (90, 90))[:60] + b"\xff" * 40 + drawn("PNG", (90, 90))[100:], "испорчен"),
        (b"\xff" * (MOST_BYTES + 1_000_000), "в файле картинки 51 МБ, а берётся не больше 50"),
    ],
)
def test_what_is_no_picture_says_why(content: bytes, why: str) -> None:
    with pytest.raises(Unfit, match=why):
        look(content)


@pytest.mark.parametrize("sides", [(8_001, 8_000), (20_000, 20_000), (60_000, 60_000)])
def test_a_bomb_is_not_unfolded(sides: tuple[int, int], recwarn: pytest.WarningsRecorder) -> None:
    """A few hundred bytes that promise gigabytes."""
    header = struct.pack(">IIBBBBB", *sides, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    with pytest.raises(Unfit, match="больше 64 миллионов точек, она не открыта"):
        look(bomb)
    assert not recwarn.list


def test_spoilt_exif_spoils_no_picture(recwarn: pytest.WarningsRecorder) -> None:
    content = drawn(exif=b"Exif\x00\x00II*\x00\x08\x00\x00\x00\xff\xff\x12")
    assert look(content).width == 40
    assert fitted("vk", content)[0] == content
    assert not recwarn.list


@pytest.mark.parametrize(("network", "refused"), [("vk", True), ("telegram", True), ("max", False)])
def test_no_scaling_widens_a_strip(network: str, refused: bool) -> None:
    strip = drawn("PNG", (2_100, 100))
    why = refusal(network, look(strip))
    assert bool(why) is refused
    if refused:
        with pytest.raises(Unfit, match=r"2100×100 слишком узкая: .* берёт стороны .* 1:20"):
            fitted(network, strip)


def test_limits_are_limits() -> None:
    assert refusal("vk", replace(PHOTO, width=2_000, height=100)) is None
    assert goes_as_it_is("telegram", replace(PHOTO, size=10_000_000))
    assert not goes_as_it_is("telegram", replace(PHOTO, size=10_000_001))
    assert not goes_as_it_is("vk", replace(PHOTO, mime="image/mpo"))
    assert not goes_as_it_is("vk", replace(PHOTO, located=True))


def test_a_small_one_to_look_at_is_small_and_of_the_same_shape() -> None:
    made = small(noise((900, 300)), 160)
    found = look(made)
    assert (found.mime, found.width, found.height) == ("image/jpeg", 160, 54)
    assert len(made) <= 10_000
    assert look(small(drawn(size=(40, 30)), 160)).width == 40
