"""Where a person lives and is written to, and when they were born, as a comment tells it."""

import re
from collections.abc import Iterator

from gospablik.moderation.detection.personal.datum import LEFT, RIGHT, Datum, digits_of, masked

_EMAIL = re.compile(
    r"(?<![\w.%+*-])([\w.%+-]{1,64})( ?@ ?|[ (\[]{1,2}(?:собака|собачка|at)[ )\]]{1,2})"
    r"((?:[\w-]{1,63}\.){1,4}[^\W\d_]{2,12})(?![\w-])",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:info|press|adm|office|priem|support|help|zakaz|sales?\b|post\b|mail\b|reception|kan[cz]"
    r"|school|shkola|sosh|detsad|m[bdk]{0,2}ou|gorod|ulus|nasleg|spravka|mfc|edds|zhkh)",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"(?:^|\.)gov\.ru$|adm|sakha|mvd|^mfc|-mfc|\.edu\.", re.IGNORECASE)
_PRIVATE = re.compile(
    r"(?:mail|bk|inbox|list|internet|xmail|ya|yandex|rambler|gmail|icloud|outlook|hotmail|vk)"
    r"\.(?:ru|com)",
    re.IGNORECASE,
)
_RUSSIAN_DOMAIN = re.compile(r"\.(?:рф|рус|дети|москва|сайт|онлайн|орг|ком|ру)$", re.IGNORECASE)
_STREET = re.compile(
    r"(?<!\w)(?:ул|улиц\w|пр-т|пр-кт|проспект\w?|пер|переул\w{1,3}|мкр|микрорайон\w?"
    r"|кв-л|квартал\w?|б-р|бульвар\w?|шоссе|тракт\w?|наб|набережн\w{2})(?!\w)\.?",
    re.IGNORECASE,
)
_HOUSE = r"\d{1,3} ?(?:[а-я](?!\w))?(?:/ ?\d{1,3}[а-я]?)?"
_BLOCK = r"(?:[, ]{1,3}(?:корп(?:ус)?|к|стр(?:оение)?|подъезд|под)\.? ?\d{1,3}[а-я]?)?"
_MARKED = rf"(?:дом\w?|д)\.? ?(?:№ ?)?{_HOUSE}{_BLOCK}"
_FLAT = r"(?<!\w)(?:кв|квартир\w)(?:\. ?| )?(?:№ ?)?\d{1,3}(?!\w)(?! ?(?:м\b|метр|этаж|комн))"
_ON_STREET = re.compile(
    rf" ?[^\n;!?]{{2,40}}?[, ]{{1,3}}(?:{_MARKED}|{_HOUSE}{_BLOCK})[,. ]{{1,3}}{_FLAT}",
    re.IGNORECASE,
)
_NO_STREET = re.compile(
    rf"(?<!\w)[^\W\d_]{{3,25}}[, ]{{1,3}}{_MARKED}[,. ]{{1,3}}{_FLAT}"
    rf"|(?<!\w)(?-i:[А-ЯЁ])[^\W\d_]{{3,25}}[, ]{{1,3}}{_HOUSE}{_BLOCK}[,. ]{{1,3}}{_FLAT}",
    re.IGNORECASE,
)
_AREA = re.compile(r"(?:площад|метраж|этаж|размер)\w{0,5}", re.IGNORECASE)
_MONTHS = "январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр"
_DATE = re.compile(
    rf"{LEFT}(?:[0-3]?\d([./-])[01]?\d\1|[0-3]?\d (?:{_MONTHS})[а-я]{{1,2}} )"
    rf"(?:19[2-9]\d|20[0-3]\d){RIGHT}",
    re.IGNORECASE,
)
_BORN_BEFORE = re.compile(r"(?:родил|рожд[её]н|(?<!\w)д\.? ?р\b)[^\d\n]{0,40}$", re.IGNORECASE)
_BORN_AFTER = re.compile(
    r" ?(?:г(?:ода|\.)?,? ?р(?:ожд|\.|\b)|(?:г\.?|года?)? ?(?:родил|рожд[её]н))", re.IGNORECASE
)
_OF_TOWN = re.compile(
    r"рожд[её]н\w* [^.,\d]{0,20}(?:город|пос[её]л|сел[ао]\b|район|улус|наслег|школ|республик|област"
    r"|компани|учрежд|музе|групп)",
    re.IGNORECASE,
)


def emails(text: str) -> Iterator[Datum]:
    """E-mail addresses but those of offices (info@, press@, …@….gov.ru)."""
    for match in _EMAIL.finditer(text):
        name, domain = match[1], match[3]
        told = "@" not in match[2]
        if _ROLE.match(name) or _OFFICE.search(domain) or (told and not name.isascii()):
            continue
        if not domain.isascii() and not _RUSSIAN_DOMAIN.search(domain):
            continue  # «угр03@ тяжел0е.как» is a sentence
        shown = f"электронная почта: «{name[0] if len(name) > 1 else ''}•••@{domain}»"
        doubt = "может быть адрес самого автора или учреждения"
        weight = 0.7 if _PRIVATE.fullmatch(domain) else 0.5
        key = f"{name}@{domain}".lower()
        yield Datum("personal-email", match.start(), match.end(), key, shown, weight, doubt)


def addresses(text: str) -> Iterator[Datum]:
    """Home addresses down to the flat: «ул. …, д. 5, кв. 12»; a house alone is nobody's."""
    for start, end in _addresses(text):
        shown = f"домашний адрес: «{masked(text[start:end], 0, 0)}»"
        doubt = "может быть адрес самого автора, который просит о помощи"
        yield Datum("personal-address", start, end, text[start:end], shown, 0.6, doubt)


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Their spans. A street is read up to the next one, so that no text takes long."""
    streets = [match.span() for match in _STREET.finditer(text)]
    borders = [*(start for start, _ in streets[1:]), len(text)]
    for (start, end), border in zip(streets, borders, strict=False):
        if match := _ON_STREET.match(text, end, border):
            yield start, match.end()
    for match in _NO_STREET.finditer(text):
        if not _AREA.match(match[0]):
            yield match.span()


def births(text: str) -> Iterator[Datum]:
    """Dates of birth, from 1920 on, where the words beside the date say so."""
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        behind = _BORN_AFTER.match(text, match.end())
        if (behind or _BORN_BEFORE.search(before)) and not _OF_TOWN.search(before):
            shown = f"дата рождения: «{masked(match[0], 0, 4)}»"
            doubt = "может быть дата рождения самого автора или известного человека"
            key = digits_of(match[0])
            yield Datum("personal-birth", match.start(), match.end(), key, shown, 0.6, doubt)
