"""Hand-written pairs of a news and posts of it: `pairs/*.txt`.

A file holds the news, a line of hyphens, and one post a line (its own line ends written as ⏎):
`= post` says what the news says, `! what the comparison finds | post` does not. In `retold.txt`
`@ name` is the file with the news, `@@ news` a news itself; `~ post` says the same in other words,
`! post` does not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gospablik.text.comparison import Comparison

_FOLDER = Path(__file__).parent / "pairs"


@dataclass(frozen=True, slots=True)
class Pair:
    """One post; `found` is empty where it must be accepted."""

    site: str
    post: str
    found: str


def pairs() -> Iterator[Pair]:
    """All of them, file by file."""
    for file in sorted(_FOLDER.glob("*.txt")):
        site, _, posts = file.read_text("utf-8").partition("\n----\n")
        for line in posts.strip().split("\n"):
            found, _, post = line[2:].partition(" | ") if line[0] == "!" else ("", "", line[2:])
            yield Pair(site.strip(), post.replace("⏎", "\n"), found)


def retold() -> list[Pair]:
    """The pairs of `retold.txt`; `found` is «!» where a change must be found, whichever."""
    out = []
    site = ""
    for line in (_FOLDER.parent / "retold.txt").read_text("utf-8").strip().split("\n"):
        mark, words = line[0], line[2:].replace("⏎", "\n").strip()
        if line.startswith("@@"):
            site = words
        elif mark == "@":
            site = (_FOLDER / f"{words}.txt").read_text("utf-8").partition("\n----\n")[0].strip()
        else:
            out.append(Pair(site, words, "" if mark == "~" else mark))
    return out


def told(compared: Comparison) -> str:
    """The differences, soft ones too, in one line: «изменено дата [15 мая → 16 мая]»."""
    found = sorted(
        (*compared.differences, *compared.wordings),
        key=lambda one: (one.post or one.site or (0, 0), one.kind),
    )
    return "; ".join(
        f"{one.change.value} {one.kind.value} "
        f"[{compared.site[slice(*one.site)] if one.site else ''} → "
        f"{compared.post[slice(*one.post)] if one.post else ''}]"
        for one in found
    )
