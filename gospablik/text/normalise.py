"""One form for one text: what people see stays, what only machines see goes."""

import html
import re
import unicodedata
from html.entities import html5

MOST_DECODINGS = 2

_ENTITY = re.compile(
    r"&(?P<amps>(?:amp;|#38;|#x26;)*)(?P<name>#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_PICTOGRAPH = "\u00a9\u00ae\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
# A joiner between two pictographs makes one of them («семья»); elsewhere it is dirt.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    f"|(?<![{_PICTOGRAPH}])\u200d|\u200d(?![{_PICTOGRAPH}])"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹘－", "-"),
        **dict.fromkeys("«»„“”‟‹›″＂", '"'),
        **dict.fromkeys("‘’‚‛`´ʼ′", "'"),
        "ё": "е",
        "Ё": "Е",
        "…": "...",
        # Networks add and drop the "draw as emoji" mark as they please.
        "\ufe0f": None,
        "\ufe0e": None,
    }
)


def entity(name: str) -> str | None:
    """The characters of an HTML entity (`nbsp`, `#160`, `#xA0`), or None if there is none."""
    if name.startswith("#"):
        return html.unescape(f"&{name};")
    return html5.get(f"{name};") or html5.get(f"{name.lower()};")


def _decode(found: re.Match[str]) -> str:
    # Escaped more than twice: nobody can know what was meant, so it stays for a person to see.
    if found["amps"].count(";") + 1 > MOST_DECODINGS:
        return found[0]
    return entity(found["name"]) or found[0]


def _one_pass(text: str) -> str:
    text = _ENTITY.sub(_decode, unicodedata.normalize("NFC", text))
    text = _CONTROL.sub("", _INVISIBLE.sub("", _LINE_END.sub("\n", text)))
    text = _AROUND_LINE_END.sub("\n", _SPACES.sub(" ", text))
    return _BLANK_LINES.sub("\n\n", text).strip()


def clean(text: str) -> str:
    """The text as it was meant to be read.

    NFC; no-break and other spaces folded into one; invisible and control characters dropped;
    entities escaped once or twice decoded (a site's CMS escapes what was escaped); line ends kept,
    paragraphs parted by exactly one blank line. `clean(clean(t)) == clean(t)`.
    """
    while True:
        tidy = _one_pass(text)
        if tidy == text:
            return text
        # What was decoded may compose with its neighbour; each round is shorter, so this ends.
        text = tidy


def comparable(text: str) -> str:
    """A form for equality only, never to be shown.

    `clean`, and dashes, quotes, ё and letter case made alike, all white space one space.
    """
    return " ".join(clean(text).translate(_ALIKE).casefold().split())


def stands_in(words: str, *texts: str) -> bool:
    """Whether a reader would find the words in one of the texts. No words stand nowhere."""
    sought = comparable(words)
    return bool(sought) and any(sought in comparable(text) for text in texts)


def same(a: str, b: str) -> bool:
    """Whether a reader would call the two texts the same."""
    return comparable(a) == comparable(b)
