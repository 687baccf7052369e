"""What VK takes for a picture, and a picture drawn here for whoever needs one."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

FORMATS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif"}
MIME = {"jpg": "image/jpeg", "png": "image/png", "gif": "image/gif"}
MOST_BYTES, MOST_SIDES, MOST_RATIO = 50 * 1024 * 1024, 14_000, 20
SKY, GROUND = ((156, 193, 226), (205, 187, 214), (238, 205, 172)), ((92, 125, 158), (238, 243, 248))


@dataclass(frozen=True)
class Sides:
    """Width and height in pixels, and how the file's name would end."""

    width: int
    height: int
    ext: str


def measured(data: bytes) -> Sides | None:
    """The sides of a picture that VK takes (facts A4), None for anything else."""
    if not 0 < len(data) <= MOST_BYTES:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=tuple(FORMATS)) as image:
            width, height = image.size
            ratio = max(width, height) / min(width, height)
            if width + height > MOST_SIDES or ratio > MOST_RATIO:
                return None
            image.load()
            return Sides(width, height, FORMATS[image.format or ""])
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def is_picture(data: bytes) -> bool:
    """Whether any kind of picture is in the file, whatever its name says."""
    try:
        with Image.open(io.BytesIO(data)):
            return True
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False


def drawn(number: int, width: int = 640, height: int = 400) -> bytes:
    """A JPEG of a winter evening; the number sets the line of the hills."""
    image = Image.new("RGB", (1, len(SKY)))
    image.putdata(SKY)
    image = image.resize((width, height), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(image)
    for layer, colour in enumerate(GROUND):
        top = height * (0.58 + 0.2 * layer)
        line = [
            (x, top + height * 0.07 * (((x // 80 + number + layer) * 37 % 11) / 11 - 0.5))
            for x in range(0, width + 80, 80)
        ]
        pen.polygon([*line, (width, height), (0, height)], fill=colour)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()
