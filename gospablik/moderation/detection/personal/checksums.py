"""Check digits of bank cards, SNILS and INN: does a number keep its own rule."""

_INN_FIRST = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_SECOND = (3, *_INN_FIRST)
_SNILS_UNCHECKED = 1_001_998


def is_card(digits: str) -> bool:
    """Luhn (ISO/IEC 7812-1) over digits; one random number in ten passes."""
    doubled = [int(digit) * 2 for digit in digits[-2::-2]]
    plain = [int(digit) for digit in digits[-1::-2]]
    total = sum(plain) + sum(number - 9 if number > 9 else number for number in doubled)
    return total % 10 == 0


def is_snils(digits: str) -> bool:
    """11 digits, the last two a sum mod 101 (numbers up to 001-001-998 have no check)."""
    if len(digits) != 11 or int(digits[:9]) <= _SNILS_UNCHECKED:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=False))
    return total % 101 % 100 == int(digits[9:])


def is_personal_inn(digits: str) -> bool:
    """12 digits of a person's INN, two of them checks; region 00 is nobody's."""
    if len(digits) != 12 or digits.startswith("00"):
        return False
    return _check(digits, _INN_FIRST) == digits[10] and _check(digits, _INN_SECOND) == digits[11]


def _check(digits: str, weights: tuple[int, ...]) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
    return str(total % 11 % 10)
