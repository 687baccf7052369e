"""A fact of a text: what kind it is, its normal form and where it stands."""

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
"""Offsets in a text: the first character and the one after the last."""


class Kind(StrEnum):
    """What a fact tells; its words are for findings."""

    LINK = "ссылка"
    DATE = "дата"
    TIME = "время"
    PHONE = "телефон"
    PERCENT = "процент"
    MONEY = "сумма"
    NUMBER = "число"
    # Those above are given by `figures`, too; these by `facts`, and WORDS by `compare` alone.
    YEAR = "год"
    WEEKDAY = "день недели"
    RANGE = "промежуток"
    COUNT = "количество"
    ADDRESS = "адрес"
    PERSON = "имя"
    BODY = "учреждение"
    NEGATION = "отрицание"
    WORDS = "слова"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact.

    `value` is its normal form: DATE `2026-09-15`, `--09-15`, `--09` or `---15`, TIME `09:00`,
    PHONE `+7…` or bare digits, MONEY in roubles, PERCENT and NUMBER with a decimal point, LINK
    without scheme and www, YEAR `2026`, WEEKDAY `пн`, RANGE `09:00–18:00`; the others in small
    letters, names and nouns without their endings. A NUMBER that is no quantity stays as it is
    written (`15а`, `15/1`, `4.2.1`, `12:85`), and so does a day that cannot be (`--06-40`). `span`
    holds the offsets in the text (figures of one list, «15 и 17 сентября», share a span).
    `loosely`: the words leave open which half of the day («в половине третьего»: `02:30`) or
    which day of a third of the month («в середине июля»: `--07-15`) it is; `exact` is the end of
    such a RANGE that they do not leave open («с середины июля по 15 октября»: `--10-15`).
    """

    kind: Kind
    value: str
    span: Span
    loosely: bool = False
    exact: str = ""

    @property
    def words(self) -> str:
        """As findings show it: «дата 2026-09-15»."""
        return f"{self.kind.value} {self.value}"
