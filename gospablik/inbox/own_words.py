"""What the writer of a reply wrote himself: no quotation, no signature. Pure.

People answer above the quotation or below it; mail programs mark it in many ways. What is not
known to be a quotation is taken for the writer's, so whoever reads the result has to be strict.
"""

import re
from collections.abc import Sequence

_QUOTED = re.compile(r"\s*(>|&gt;|\|\s)")
_RULED = re.compile(
    r"\s*[-_=*]{2,}\s*("
    r"original (message|appointment)|forwarded (message|by)|"
    r"исходное (сообщение|письмо)|(пересланное|пересылаемое|переадресованное) (сообщение|письмо)|"
    r"(конец|начало) (пересланного|пересылаемого|переадресованного) (сообщения|письма)"
    r").*",
    re.I,
)
_BEGINS = re.compile(
    r"\s*(begin forwarded message|начало переадресованного (сообщения|письма)|"
    r"пересылаемое сообщение|пересланное сообщение)\s*:?\s*",
    re.I,
)
_RULE = re.compile(r"\s*(_{5,}|-{5,}|={5,}|\*{5,})\s*")
_FROM = re.compile(r"\s*\**(от|from|отправитель)\**\s*:\**\s*\S.*", re.I)
_HEADER = re.compile(
    r"\s*\**(дата|отправлено|кому|копия|тема|date|sent|to|cc|subject)\**\s*:.*", re.I
)
_SAYS = re.compile(
    r".*(\bпишет|\bписал\w*|\bписал\(а\)|\bнаписал\w*|\bwrote|@[^\s>]+>?\s*)\s*:\s*", re.I
)
_WHEN = re.compile(r".*(\d{1,2}:\d{2}|\d{4}|\bon\b).*", re.I)
_SIGNED = re.compile(
    r"\s*(--|—)\s*|"
    r"\s*(с уважением|с наилучшими пожеланиями|всего доброго|best regards|kind regards|"
    r"(отправлено|послано) (с|со|из|через)\s|sent (from|via)\s|get outlook for|"
    r"(скачать|получите) outlook).*",
    re.I,
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def own_words(text: str, begins: Sequence[str] = ()) -> list[str]:
    """The writer's own lines, stripped, empty ones left out.

    `begins`: first lines of our own letters; such a line begins a quotation even without a mark.
    """
    lines = [line.translate(_INVISIBLE).replace("\xa0", " ").strip() for line in text.splitlines()]
    ours = {" ".join(line.split()).casefold() for line in begins}
    found: list[str] = []
    for number, line in enumerate(lines):
        if _QUOTED.match(line):
            continue
        if _ends(lines, number) or " ".join(line.split()).casefold() in ours:
            break
        if _SAYS.fullmatch(line):
            # It may be spread over two lines, its date above.
            if found and _is_above(lines, number) and _WHEN.fullmatch(found[-1]):
                found.pop()
            if not _QUOTED.match(_next(lines, number)):
                break
            continue
        if line:
            found.append(line)
    return found


def _ends(lines: Sequence[str], number: int) -> bool:
    """Whether nothing after this line is the writer's: a quotation without marks, a signature."""
    line = lines[number]
    if _SIGNED.fullmatch(line) or _RULED.fullmatch(line) or _BEGINS.fullmatch(line):
        return True
    if _RULE.fullmatch(line):
        return True
    following = [one for one in lines[number + 1 : number + 6] if one]
    return bool(_FROM.fullmatch(line)) and any(_HEADER.fullmatch(one) for one in following[:3])


def _is_above(lines: Sequence[str], number: int) -> bool:
    return number > 0 and bool(lines[number - 1])


def _next(lines: Sequence[str], number: int) -> str:
    return next((line for line in lines[number + 1 :] if line), "")
