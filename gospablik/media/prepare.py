"""A kept file made ready for one network: what the adapter is given."""

import re
from urllib.parse import unquote, urlsplit

from gospablik.media.fitting import Unfit, overweight
from gospablik.media.picture import fitted
from gospablik.media.rules import kind_of
from gospablik.networks.base import Medium, MediumKind

_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "image/heic": ".heic",
    "application/pdf": ".pdf",
}
_LONGEST_NAME = 60


def prepared(network: str, *, mime: str, content: bytes, address: str, alt: str) -> Medium:
    """The file as that network takes it; a picture is converted or scaled where that is enough.

    `mime` and `content` are of the file as the site gave it, `address` is where. Raises Unfit.
    """
    kind = kind_of(mime)
    if kind is MediumKind.PHOTO:
        content, mime = fitted(network, content)
    else:
        why = overweight(network, kind, len(content))
        if why:
            raise Unfit(why)
    return Medium(kind, name_of(address, mime), content, mime, alt)


def name_of(address: str, mime: str) -> str:
    """A name that people know the file by, with the ending that its type has.

    VK takes no file whose name has no ending, and none needs an odd one.
    """
    last = unquote(urlsplit(address).path).rsplit("/", maxsplit=1)[-1]
    stem, dot, ending = last.rpartition(".")
    plain = re.sub(r"[^\w-]+", "-", stem if dot else last).strip("-")[:_LONGEST_NAME]
    given = re.sub(r"\W", "", ending).lower() if dot else ""
    return (plain or "file") + (_ENDINGS.get(mime) or f".{given or 'bin'}")
