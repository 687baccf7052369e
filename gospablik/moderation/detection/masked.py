"""What word hides behind signs: «д*бил», «х...й», «п****», «***ло»."""

from gospablik.moderation.detection.letters import fold
from gospablik.moderation.detection.lexicon import Lexicon
from gospablik.text.morphology import is_known

GAP = "*"
_LETTERS = (*"абвгдежзийклмнопрстуфхцчшщъыьэюя", "")
_SHORT = 5
"""Letters: in a longer word one gap leaves enough to say that it is an ordinary one."""
_FEWEST, _FEWEST_BEHIND = 3, 2
"""Letters that must be seen: of all and of a long word's stem; of a short one's stem."""
_SHORTEST = 3
_LOOSE = (1, 0, 2)
_MOST_LOOSE = 3
"""Gaps that may stand for more or fewer letters than they are."""


def rude(
    letters: str, plain: str, lexicon: Lexicon, *, exact: bool = False, counted: bool = True
) -> str | None:
    """The rude word that it is with other letters in the place of the gaps.

    `letters`: folded, with GAP where a letter was hidden, or nothing was but the sign put there;
    `plain`: the same with the letters as they stand; `exact`: each gap stands for one letter;
    `counted`: there are as many gaps as letters, which nobody counts who writes dots.
    A word of the dictionary goes before a rude one of other letters than are hidden, or a long one.
    """
    told = framed(letters, lexicon, counted=counted)
    gaps = letters.count(GAP)
    fewest = _FEWEST_BEHIND if letters[0] == GAP else _FEWEST
    if told or len(letters) - gaps < fewest:
        return told
    meant = _listed(letters, (1,), lexicon)
    if meant and letters[0] != GAP and len(letters) <= _SHORT:
        return meant
    if not meant and not exact and letters[0] != GAP and gaps <= _MOST_LOOSE:
        meant = _listed(letters, _LOOSE, lexicon)
    known = ordinary(plain) if meant else None
    return None if known and not lexicon.listed(known) else meant


def framed(letters: str, lexicon: Lexicon, *, counted: bool = True) -> str | None:
    """«Х...й», «п****»: a letter or two before the gap, at most two behind.

    `counted`: of as many letters first, if there is one.
    """
    first, _, rest = letters.partition(GAP)
    last = rest.strip(GAP)
    if not first or len(first) + len(last) > 3 or len(last) > 2 or GAP in last:
        return None
    if not last and not rest:
        return None  # «цена*»: a star behind a word is a note
    fits = [
        word
        for word in lexicon.framed
        if word.startswith(first) and word.endswith(last) and len(word) > len(first) + len(last)
    ]
    many = [word for word in fits if counted and len(word) == len(letters)]
    return next(iter(many or fits), None)


def ordinary(plain: str) -> str | None:
    """The word of the dictionary that one letter in the place of the gap makes, folded."""
    if plain.count(GAP) > 1:
        return None
    ways = (plain.replace(GAP, letter) for letter in _LETTERS)
    return next((fold(way) for way in ways if is_known(way)), None)


def _listed(letters: str, hidden: tuple[int, ...], lexicon: Lexicon) -> str | None:
    """A rude word; each gap stands for one of these numbers of letters, none in a prefix."""
    fewest = _FEWEST if len(letters) > _SHORT + 1 else _FEWEST_BEHIND
    for prefix, stems in lexicon.behind.items():
        rest = letters[len(prefix) :]
        seen = len(rest) - rest.count(GAP)
        if not letters.startswith(prefix) or seen < fewest:
            continue
        # The first letter that is seen rules out most stems, if it is known which one it is.
        at = len(rest) - len(rest.lstrip(GAP)) if hidden == (1,) else 0
        for stem in stems:
            if rest[at] in (GAP, stem[at : at + 1]) and len(stem) >= _SHORTEST:
                ending = _after(rest, stem, hidden)
                if ending is None or seen - len(ending) < fewest:
                    continue
                if lexicon.listed(prefix + stem + ending):
                    return prefix + stem + ending
    return None


def _after(letters: str, start: str, hidden: tuple[int, ...]) -> str | None:
    """What is left of the letters behind a beginning, None if they do not begin with it."""
    if not start:
        return letters.replace(GAP, "")
    if not letters:
        return None
    if letters[0] != GAP:
        return _after(letters[1:], start[1:], hidden) if letters[0] == start[0] else None
    for many in hidden:
        if many <= len(start):
            rest = _after(letters[1:], start[many:], hidden)
            if rest is not None:
                return rest
    return None
