"""What the same code said of the same texts before need not be worked out again. Pure."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from gospablik.root import ROOT
from gospablik.text import clean
from gospablik.text.comparison import Comparison, Verdict, compare
from gospablik.text.differences import Difference


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a comparison, without the texts."""

    verdict: Verdict
    differences: tuple[Difference, ...]


def compare_once(
    site: str, post: str, link: str, known: Mapping[str, Said]
) -> tuple[Comparison, str]:
    """`compare`, or what is known of it by its digest; and that digest."""
    digest = digest_of(site, post, link)
    said = known.get(digest)
    if said is None:
        return compare(site, post, link=link), digest
    return Comparison(said.verdict, said.differences, "", clean(site), clean(post)), digest


def digest_of(site: str, post: str, link: str) -> str:
    """Of all that `compare` is given, and of its code; hex."""
    return sha256(json.dumps([_code(), site, post, link]).encode()).hexdigest()


@cache
def _code() -> str:
    """Of every word of the room that compares, and of the Python that reads it."""
    whole = sha256(sys.version.encode())
    for path in sorted((ROOT / "gospablik" / "text").glob("*.py")):
        whole.update(path.read_bytes())
    return whole.hexdigest()
