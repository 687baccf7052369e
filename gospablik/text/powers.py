"""Powers of ten in words: «5 тыс.», «3 млн», «2 миллиарда», in Sakha «150 тыһ.»."""

POWER = (
    r"(?:тыс|тысяч[аиуе]?|тысячами|млн|миллион(?:а|ов)?|млрд|миллиард(?:а|ов)?"
    r"|тыһ(?:ыынча\w{0,4})?|мөл(?:үйүөн\w{0,4})?)(?!\w)"
)
"""A pattern for one such word as it stands behind a figure; use it with re.IGNORECASE."""

_EXPONENTS = {"тыс": 3, "тыһ": 3, "мөл": 6, "млн": 6, "миллион": 6, "млрд": 9, "миллиард": 9}


def exponent(word: str) -> int:
    """3, 6 or 9 for a word that begins like one of them, 0 for any other."""
    lower = word.lower()
    return next((size for stem, size in _EXPONENTS.items() if lower.startswith(stem)), 0)


def exponent_in(text: str) -> int:
    """That of the first such word of the text, grown together with its figure or not; or 0."""
    lower = text.lower()
    places = [(lower.find(stem), size) for stem, size in _EXPONENTS.items() if stem in lower]
    return min(places, default=(0, 0))[1]
