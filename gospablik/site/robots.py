"""robots.txt: what the site's owner lets robots read (RFC 9309). Pure.

The library's `urllib.robotparser` takes the first rule that fits and knows no wildcards; the files
that Bitrix and WordPress write («Disallow: /*?») need the longest rule and `*` and `$`.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

NAME = "gospablik"
MOST_BYTES = 500 * 1024
"""As much of the file as must be read (RFC 9309, 2.5)."""
MOST_DELAY = 30.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for us: (path pattern, whether it is allowed). `delay` in seconds."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, address: str) -> bool:
        """Whether the page may be read: the longest rule that fits decides, in doubt it may."""
        parts = urlsplit(address)
        path = _spelt(parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        fitting = [(len(rule), allowed) for rule, allowed in self.rules if _fits(rule, path)]
        return max(fitting, default=(0, True))[1]


def read_robots(text: str) -> Robots:
    """The rules of the group that names us, else of the group for everybody."""
    groups: dict[str, tuple[list[tuple[str, bool]], list[float]]] = {}
    names: list[str] = []
    naming = False
    for line in text[:MOST_BYTES].splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = [*names, value.lower()] if naming else [value.lower()]
            naming = True
            continue
        naming = False
        for name in names:
            rules, delays = groups.setdefault(name, ([], []))
            if key in ("allow", "disallow") and value:
                rules.append((_spelt(value), key == "allow"))
            elif key == "crawl-delay" and re.fullmatch(r"\d{1,4}(?:\.\d{1,3})?", value):
                delays.append(float(value))
    rules, delays = groups.get(NAME) or groups.get("*") or ([], [])
    return Robots(tuple(rules), min(max(delays, default=0.0), MOST_DELAY))


def _spelt(path: str) -> str:
    """One spelling of the escapes, with the marks of patterns as they are."""
    return quote(unquote(path), safe="/:@!$&'()*+,;=-._~?%")


def _fits(rule: str, path: str) -> bool:
    # Cut at the stars and looked for from left to right: no pattern can take long.
    whole = rule.endswith("$")
    first, *rest = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(rest):
        last = whole and number == len(rest) - 1
        found = path.rfind(part, at) if last else path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not whole or at == len(path)
