"""What differs between two texts, for people."""

from difflib import SequenceMatcher

from gospablik.text.normalise import clean, comparable

_AROUND = 3


def difference(a: str, b: str) -> str:
    """A short mark of what was taken from `a` and added in `b`: «начало [−в 9:00] [+в 10:00]».

    Words are compared as `comparable` sees them; words that both share are cut down to three on
    either side. Empty if a reader would call the texts the same.
    """
    was, now = clean(a).split(), clean(b).split()
    matcher = SequenceMatcher(None, [*map(comparable, was)], [*map(comparable, now)], False)
    steps = matcher.get_opcodes()
    if all(step[0] == "equal" for step in steps):
        return ""
    out: list[str] = []
    for number, (step, a_from, a_to, b_from, b_to) in enumerate(steps):
        if step == "equal":
            out.extend(_context(was[a_from:a_to], number == 0, number == len(steps) - 1))
            continue
        if a_from < a_to:
            out.append(f"[−{' '.join(was[a_from:a_to])}]")
        if b_from < b_to:
            out.append(f"[+{' '.join(now[b_from:b_to])}]")
    return " ".join(out)


def _context(words: list[str], first: bool, last: bool) -> list[str]:
    before = [] if first else words[:_AROUND]
    after = [] if last else words[-_AROUND:]
    if len(words) <= len(before) + len(after):
        return words
    return [*before, "…", *after]
