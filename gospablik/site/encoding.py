"""Bytes of a site into text. Headers and prologs lie; letters do not."""

import re
from contextlib import suppress
from dataclasses import dataclass

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PROLOG = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)")
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)", re.IGNORECASE)
_HEAD = 4096
_ASCII = re.compile(r"[\x00-\x7f]+")
_ENOUGH = 20_000
"""Letters that show what alphabet a text is in."""
_RUSSIAN = ("cp1251", "koi8_r", "cp866", "iso8859_5")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that was used, and what the sender had claimed (None: nothing)."""

    text: str
    encoding: str
    claimed: str | None

    @property
    def lied(self) -> bool:
        """Whether the sender named another encoding than the letters are in."""
        return self.claimed is not None and _name(self.claimed) != _name(self.encoding)


def decode(body: bytes, charset: str | None) -> Decoded:
    """The text of a feed or a page.

    `charset` is what the HTTP header says, if anything. Order: BOM, the header, the prolog or
    `<meta>` in the first 4 KB, the letters themselves. A claim is believed only if the bytes obey
    it and the result looks like Russian. Bytes that nothing explains are read as UTF-8 with
    replacement marks; never raises.
    """
    found = _PROLOG.search(body[:_HEAD]) or _META.search(body[:_HEAD])
    inner = found[1].decode("ascii") if found else None
    claimed = charset or inner
    for mark, marked in _BOMS:
        if body.startswith(mark):
            return Decoded(body.decode(marked, "replace"), marked.removesuffix("-sig"), claimed)
    # Russian in any one-byte encoding is practically never valid UTF-8, so this is decisive.
    with suppress(UnicodeDecodeError):
        return Decoded(body.decode("utf-8"), "utf-8", claimed)
    for name in ("utf-8", charset, inner, _guess(body), *_RUSSIAN):
        text = _obeyed(body, name)
        if name and text is not None and _readable(text):
            return Decoded(text, name, claimed)
    for name in (charset, inner):
        text = _obeyed(body, name)
        if name and text is not None:
            return Decoded(text, name, claimed)
    return Decoded(body.decode("utf-8", "replace"), "utf-8", claimed)


def _name(encoding: str) -> str:
    name = encoding.lower().replace("_", "-")
    return {"cp1251": "windows-1251", "koi8-r": "koi8-r", "utf8": "utf-8"}.get(name, name)


def _obeyed(body: bytes, encoding: str | None) -> str | None:
    """The text, if the bytes are in that encoding.

    One bad byte in fifty is forgiven: a CMS that cuts an announce at a byte must not turn the
    whole feed into another alphabet.
    """
    try:
        text = body.decode(encoding, "replace") if encoding else None
    except (LookupError, ValueError):
        return None
    if text is None:
        return None
    spoilt = text.count("\ufffd")
    return text if not spoilt or spoilt * 50 <= len(_ASCII.sub("", text)) else None


def _guess(body: bytes) -> str | None:
    if body.isascii():
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(body[:200_000]).best()
    return best.encoding if best else None


def _readable(text: str) -> bool:
    """Whether it is Russian as people write it.

    A wrong one-byte table swaps the case of letters, or brings frames and letters that Russian
    does not have.
    """
    foreign = _ASCII.sub("", text)[:_ENOUGH]
    letters = [c for c in foreign if c.isalpha()]
    frames = sum("\u2500" <= c <= "\u259f" for c in foreign)
    if frames * 10 > len(foreign):
        return False
    if not letters:
        return True
    cyrillic = [c for c in letters if "\u0400" <= c <= "\u052f"]
    strange = [c for c in cyrillic if c in "ЂЃѓљЉЊЌЋЏђњќћџЎўЈѢѣ"]
    lower = sum(c.islower() for c in cyrillic)
    return (
        len(cyrillic) * 10 >= len(letters) * 8
        and len(strange) * 20 <= len(cyrillic)
        and (lower * 2 >= len(cyrillic) or len(cyrillic) < 20)
    )
