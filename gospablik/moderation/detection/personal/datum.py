"""One piece of personal data as it was found, and how to show it without spreading it."""

import re
from dataclasses import dataclass

HIDDEN = "•"
OWN_OR_OFFICE = "может быть номер самого автора или учреждения"
# Never in the middle of a longer number, a link or a cadastral number.
LEFT = r"(?<![\da-z_])(?<!\d[-:])"
RIGHT = r"(?!\d)(?!-\d)(?!:\d)(?!,\d\d?(?!\d))"
_COUNTED = re.compile(
    r" ?(?:руб|р\b|₽|тыс|млн|млрд|миллион|миллиард|коп\b|коп\.|чел\b|человек|голос|просмотр"
    r"|кг\b|км\b|т\b|гкал|квт|куб)",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"(?:заказ|счет|счёт|договор|обращени|заявк|заявлени|трек|накладн|посылк|огрн|инн\b|снилс"
    r"|кадастр|чек\b|чека\b|л/с|артикул|штрих|индекс)\w{0,6}\.? ?"
    r"(?:№|номер\w{0,3}|n\b)?[ :.-]{0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Datum:
    """What stands from `start` to `end` of a legible text.

    `rule`: its id; `key`: its digits, or for an address and an e-mail its letters, to compare
    with what the post says; `shown`: what it is, in Russian and masked; `weight`: above 0, at
    most 1; `doubt`: why it may be a mistake.
    """

    rule: str
    start: int
    end: int
    key: str
    shown: str
    weight: float
    doubt: str


def digits_of(text: str) -> str:
    """The figures of a text, the rest left out."""
    return "".join(character for character in text if character.isdecimal())


def masked(text: str, first: int, last: int) -> str:
    """The text with a dot for each figure but the `first` and the `last` ones."""
    count = len(digits_of(text))
    out: list[str] = []
    number = 0
    for character in text:
        number += character.isdecimal()
        hidden = character.isdecimal() and first < number <= count - last
        out.append(HIDDEN if hidden else character)
    return " ".join("".join(out).split())


def is_counted(text: str, end: int) -> bool:
    """Whether a unit follows: a sum of money or a number of things, not somebody's number."""
    return _COUNTED.match(text, end) is not None


def is_of_paper(text: str, start: int) -> bool:
    """Whether the words before say order, account or contract: the number is not a telephone."""
    return _PAPER.search(text[max(0, start - 30) : start]) is not None
