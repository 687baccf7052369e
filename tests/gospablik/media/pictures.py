"""Tiny pictures drawn for the tests, in every format that a site may publish."""

import io
from typing import Any

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()

LYING = 6
"""EXIF orientation of a telephone held upright: the sides are exchanged."""


def drawn(
    kind: str = "JPEG",
    size: tuple[int, int] = (40, 30),
    *,
    mode: str = "RGB",
    orientation: int | None = None,
    place: bool = False,
    **more: Any,
) -> bytes:
    """The left half red, the right half blue. `place`: with GPS and an author in its EXIF."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    if place:
        exif[0x013B] = "Иванов"
        exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    image.convert(mode).save(out, kind, **({"exif": exif} if len(exif) or place else {}), **more)
    return out.getvalue()


def noise(size: tuple[int, int]) -> bytes:
    """A PNG that no compression makes small."""
    out = io.BytesIO()
    Image.effect_noise(size, 100).save(out, "PNG", compress_level=0)
    return out.getvalue()


def seen(content: bytes) -> Image.Image:
    """The picture opened."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image
