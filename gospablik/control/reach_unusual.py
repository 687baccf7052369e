"""What is unusual about a week's reach, by one simple rule. Pure."""

from collections.abc import Sequence

from gospablik.control.reach_model import Figure

BEFORE = 8
"""Weeks before, that a figure is held against."""
ENOUGH = 4
"""How many of them must have a number."""
LEAST = 10
"""How far outside, at the least: small numbers leave their range by chance alone."""
RULE = (
    "Необычным названо число законченной недели, которое больше или меньше всех чисел восьми"
    f" недель перед ней (нужны хотя бы четыре), и не меньше чем на четверть и на {LEAST}."
)


def span(before: Sequence[Figure]) -> tuple[int, int] | None:
    """The least and the most of the weeks before; None if too few of them have a number."""
    numbers = [value for value in before[-BEFORE:] if isinstance(value, int)]
    return (min(numbers), max(numbers)) if len(numbers) >= ENOUGH else None


def is_unusual(value: int, least: int, most: int) -> bool:
    """Whether it lies outside of that span, a quarter of its edge and `LEAST` at least."""
    edge = most if value > most else least
    outside = value - most if value > most else least - value
    return outside >= LEAST and 4 * outside >= abs(edge)
