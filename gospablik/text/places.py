"""Addresses and public bodies named in a text."""

import re
from collections.abc import Iterator

from gospablik.text.fact import Fact, Kind
from gospablik.text.lexicon import ABBREVIATIONS
from gospablik.text.words import folded, name_key, stem

_S = "[ \u00a0]"
_CAP = r"(?-i:[А-ЯЁҔҤӨҺҮ0-9])[\w-]{1,24}"
_KINDS = (
    r"улиц[аыеу]|ул|проспект\w{0,2}|пр-т|пр-кт|просп|переул\w{2,4}|пер|площад\w{1,2}|пл"
    r"|микрорайон\w{0,2}|мкр|мкрн|м-н|квартал\w{0,2}|шоссе|тракт\w{0,2}|бульвар\w{0,2}|б-р"
    r"|набережн\w{2}|наб|проезд\w{0,2}"
)
_HOUSE = r"(?P<house>[0-9]{1,4}(?:[/–—-][0-9]{1,3})?(?:[ -]?[«\"]?[а-еА-Е](?![\wа-яё])[»\"]?)?)"
_ADDRESS = re.compile(
    rf"(?<!\w)(?P<kind>{_KINDS})(?!\w)\.?{_S}?(?P<name>(?:[А-ЯЁ]\.{_S}?){{0,2}}{_CAP}(?:{_S}{_CAP})?)"
    rf"(?:,?{_S}?(?:дома?(?:х|ов)?(?!\w)|д\.?)?{_S}?(?:№{_S}?)?{_HOUSE}(?![\w:.]{_S}?[0-9])"
    rf"(?:,?{_S}?(?:корпус\w?|корп\.?|к\.){_S}?(?P<block>[0-9]{{1,3}}))?"
    rf"(?:,?{_S}?(?:квартир\w|кв\.){_S}?(?P<flat>[0-9]{{1,4}}))?"
    rf"(?:,?{_S}?(?:кабинет\w?|каб\.|офис\w?|оф\.){_S}?(?:№{_S}?)?(?P<room>[0-9]{{1,4}}))?)?",
    re.IGNORECASE,
)
_HEADS = (
    r"администраци|министерств|управлени|департамент|комитет|отдел|служб|школ|гимнази|лице[йя]"
    r"|больниц|поликлиник|библиотек|музе|центр|клуб|техникум|колледж|университет|институт|театр"
    r"|прокуратур|полици|суд|дум|совет|фонд|стадион|детск\w{2,3}\sсад|дом\w?\sкультуры"
)
_QUOTED = r"[«\"][^«»\"\n]{2,60}[»\"]"
_BODY = re.compile(
    rf"(?<!\w)(?P<head>(?:{_HEADS})\w{{0,4}})(?!\w)"
    rf"(?P<tail>{_S}(?:№{_S}?[0-9]{{1,4}}|{_QUOTED})(?:{_S}{_QUOTED})?"
    rf"|(?:{_S}(?-i:[А-ЯЁҔҤӨҺҮ])[\w-]{{2,24}}){{1,2}}(?:{_S}(?:района|города|округа|республики|области))?)"
    rf"|(?P<form>(?-i:ООО|АО|ПАО|ИП|МБОУ|МБДОУ|МКУ|МУП|ГБУ|ГКУ|МБУ|НКО)){_S}(?P<name>{_QUOTED})"
    r"|(?<!\w)(?P<short>(?-i:МФЦ|МЧС|МВД|ГИБДД|ФНС|ЗАГС|ЕДДС|СФР|Минздрав|Минобрнауки|Минстрой))\w{0,2}",
    re.IGNORECASE,
)


def addresses(text: str) -> Iterator[Fact]:
    """Streets with house, block, flat and room as far as told: «улица ленин 5 корпус 2»."""
    for found in _ADDRESS.finditer(text):
        kind = folded(found["kind"])
        head = stem(ABBREVIATIONS.get(kind, kind))
        parts = [_STREETS.get(head, head), *map(name_key, found["name"].split())]
        if found["house"]:
            parts.append(
                re.sub(r"[^\w/–]", "", re.sub("[—-](?=[0-9])", "–", found["house"])).lower()
            )
        for part, word in (("block", "корпус"), ("flat", "квартира"), ("room", "кабинет")):
            if found[part]:
                parts += (word, found[part])
        yield Fact(Kind.ADDRESS, " ".join(parts), found.span())


_STREETS = {
    "улиц": "улица", "площад": "площадь", "переулк": "переулок", "микрорайон": "микрорайон",
    "бульвар": "бульвар", "набережн": "набережная", "проспект": "проспект",
}  # fmt: skip


def bodies(text: str) -> Iterator[Fact]:
    """Public bodies and firms by what they are and how they are called: «школ 5»."""
    for found in _BODY.finditer(text):
        words = re.findall(r"\w+", found[0])
        yield Fact(Kind.BODY, " ".join(_bare(word) for word in words), found.span())


def _bare(word: str) -> str:
    return word if word.isdecimal() else name_key(word) if word[:1].isupper() else stem(word)
