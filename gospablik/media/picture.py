"""Pictures opened, the only place that does: looked at, turned, scaled, converted.

The bytes come from outside, so what they are is read from themselves, never from a name, and
nothing is unfolded before its sides are known. Pillow is imported only here, and late.
"""

import io
import warnings
from fractions import Fraction
from typing import TYPE_CHECKING

from gospablik.media.fitting import Picture, Unfit, goes_as_it_is, refusal, scaled, sides
from gospablik.media.rules import MEGABYTE, MOST_BYTES, RULES

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MOST_PIXELS = 64_000_000
"""Unfolded it takes three or four bytes a pixel: a quarter of a gigabyte at most."""

# No other formats: some of Pillow's readers start programs (EPS), most nobody publishes.
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
_TELEPHONES = "HEIF"
_ORIENTATION, _GPS, _UPRIGHT, _ON_A_SIDE = 0x0112, 0x8825, (0, 1), (5, 6, 7, 8)
_SCALABLE = {"RGB", "RGBA", "L", "CMYK", "YCbCr"}
_SMALL_BYTES = 10_000
_QUALITIES = (90, 80, 65)
_SMALLER = Fraction(7, 10)


def look(content: bytes) -> Picture:
    """What the picture is; it is unfolded once, so that a torn one is found here.

    Raises Unfit for what is empty, too big, no picture, or broken.
    """
    if not content:
        raise Unfit("файл картинки пуст (0 байт)")
    if len(content) > MOST_BYTES:
        found, most = len(content) / MEGABYTE, MOST_BYTES // MEGABYTE
        raise Unfit(f"в файле картинки {found:.0f} МБ, а берётся не больше {most}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on sides, counted here, and on spoilt EXIF
            image = _open(content)
            picture = _picture(image, len(content))
            image.load()
    except Unfit:
        raise
    except Exception as problem:  # a spoilt file makes Pillow raise whatever comes
        raise Unfit(f"файл картинки испорчен или оборван ({type(problem).__name__})") from None
    return picture


def fitted(network: str, content: bytes) -> tuple[bytes, str]:
    """The bytes to send to that network and their MIME type: the same, or a JPEG made of them.

    What is made keeps the network's limits, stands upright, on white where it was transparent,
    and carries nothing of the camera's: no place, no names. Of a moving picture it is the first
    frame. Raises Unfit.
    """
    picture = look(content)
    why = refusal(network, picture)
    if why:
        raise Unfit(why)
    if goes_as_it_is(network, picture):
        return content, picture.mime
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        upright = _upright(_open(content), picture, sides(network, picture))
    return _as_jpeg(upright, RULES[network].photo.most_bytes), "image/jpeg"


def small(content: bytes, side: int, most_bytes: int = _SMALL_BYTES) -> bytes:
    """A JPEG for people to look at, its longer side at most so many pixels. Raises Unfit.

    Made anew of the pixels alone: nothing else of the file gets to whoever looks.
    """
    picture = look(content)
    by = min(Fraction(1), Fraction(side, max(picture.width, picture.height)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wanted = scaled((picture.width, picture.height), by)
        upright = _upright(_open(content), picture, wanted)
    upright.info.pop("icc_profile", None)  # it may weigh more than the picture
    return _as_jpeg(upright, most_bytes)


def few_colours(drawn: bytes) -> bytes:
    """A PNG of our own drawing in a third of its bytes; nothing but the picture stands in it."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(drawn)).convert("RGB").quantize(48).save(out, "PNG", optimize=True)
    return out.getvalue()


def _open(content: bytes) -> "ImageFile":
    from PIL import Image, UnidentifiedImageError

    formats: tuple[str, ...] = _FORMATS
    if content[4:8] == b"ftyp":  # so HEIC and AVIF begin
        import pillow_heif

        pillow_heif.register_heif_opener()
        formats = (*_FORMATS, _TELEPHONES)
    try:
        image = Image.open(io.BytesIO(content), formats=formats)
    except Image.DecompressionBombError:
        raise Unfit(_too_many_pixels()) from None
    except UnidentifiedImageError:
        raise Unfit(f"это не картинка, которую можно прочесть: {_guess(content)}") from None
    if image.width * image.height > MOST_PIXELS:
        raise Unfit(_too_many_pixels())
    return image


def _too_many_pixels() -> str:
    return f"в картинке больше {MOST_PIXELS // 1_000_000} миллионов точек, она не открыта"


def _guess(content: bytes) -> str:
    start = content[:1000].lstrip().lower()
    if b"<svg" in start:
        return "рисунок SVG, такие сети не берут"
    if start.startswith((b"<!doctype html", b"<html")):
        return "HTML-страница"
    return "формат не опознан"


def _picture(image: "ImageFile", size: int) -> Picture:
    exif = image.getexif()
    turned = exif.get(_ORIENTATION, 1)
    width, height = image.size
    if turned in _ON_A_SIDE:
        width, height = height, width
    return Picture(
        mime=image.get_format_mimetype() or "",
        width=width,
        height=height,
        size=size,
        upright=turned in _UPRIGHT,
        located=_GPS in exif,
    )


def _upright(image: "Image", picture: Picture, wanted: tuple[int, int]) -> "Image":
    from PIL import Image, ImageOps

    if wanted != (picture.width, picture.height):
        lies = image.size != (picture.width, picture.height)
        if image.mode not in _SCALABLE:  # palettes scale badly
            image = image.convert("RGBA")
        image = image.resize(wanted[::-1] if lies else wanted, reducing_gap=3.0)
    image = ImageOps.exif_transpose(image)
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        image = Image.new("RGB", layer.size, "white")
        image.paste(layer, mask=layer.getchannel("A"))
    elif image.mode != "RGB":
        image = image.convert("RGB")
        image.info.pop("icc_profile", None)  # it told how to read other numbers
    return image


def _as_jpeg(image: "Image", most_bytes: int) -> bytes:
    profile = image.info.get("icc_profile")
    while True:
        for quality in _QUALITIES:
            out = io.BytesIO()
            image.save(out, "JPEG", quality=quality, icc_profile=profile, comment=b"")
            if out.tell() <= most_bytes:
                return out.getvalue()
        image = image.resize(scaled(image.size, _SMALLER))
