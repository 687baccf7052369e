"""Comments by the administration's own people: nobody decides about his own words (4.2, 4.3).

An official's accounts stand in `organisation.toml` (`accounts`). Of the others only the name is
known: whoever bears an official's surname and first name is taken for him until a person says
otherwise, so a namesake's case is decided by somebody else, and his comment is marked.
"""

import re

from gospablik.organisation import Official, Organisation
from gospablik.store.comments import Author
from gospablik.text.surnames import surnames
from gospablik.text.words import folded

_WORD = re.compile(r"[^\W\d_]+")


def staff_of(office: Organisation, author: Author) -> list[Official]:
    """The officials, in office or not, who are or may be the author."""
    return [one for one in office.official if why_his(one, author)]


def why_his(official: Official, author: Author) -> str | None:
    """Why the author is taken for that official, in Russian; None if nothing speaks for it."""
    if official.accounts.get(author.page) == author.network_id:
        return "комментарии написаны с аккаунта этого лица"
    if bears_the_name(author.name, official.name):
        return "имя автора совпадает с именем этого лица"
    return None


def staff_words(office: Organisation, author: Author) -> str:
    """The sentence that marks such an author in queue, form and case; empty for a resident."""
    found = "; ".join(f"{why_his(one, author)}: {one.title}" for one in staff_of(office, author))
    return f"Возможно, автор — сотрудник администрации: {found}." if found else ""


def bears_the_name(author: str, official: str) -> bool:
    """Whether a network's name («Иван Петров») may be of «Петров Иван Сергеевич», «Петров И. С.».

    Surname and first name have to agree; an initial agrees with each name that begins so.
    """
    family = {folded(part) for part in surnames(official)}
    given = [folded(part) for part in _WORD.findall(official) if folded(part) not in family]
    words = {folded(word) for word in _WORD.findall(author)}
    if not family & words:
        return False
    if not given:  # both parts may be the surname
        return len(family) > 1 and family <= words
    return any(_agrees(given[0], word) for word in words - family)


def _agrees(name: str, other: str) -> bool:
    if len(name) == 1 or len(other) == 1:
        return name[0] == other[0]
    return name == other
