"""What a share of a few is worth: the 95 % interval of Wilson."""

from math import sqrt

Z = 1.959964
"""The normal quantile of a two-sided 95 % interval."""


def wilson(n: int, m: int) -> tuple[float, float]:
    """Wilson's score interval (1927) of `n` among `m`, from 0 to 1, the share itself within it.

    Sound for few cases and for shares near 0 and 1. Of none at all (m = 0) nothing can be said:
    0 to 1. Raises ValueError if `n` is no number of `m` things.
    """
    if not 0 <= n <= m:
        raise ValueError(f"{n} of {m}")
    if not m:
        return 0.0, 1.0
    p, spread = n / m, Z * Z / m
    middle = (p + spread / 2) / (1 + spread)
    half = Z * sqrt((p * (1 - p) + spread / 4) / m) / (1 + spread)
    return max(0.0, min(p, middle - half)), min(1.0, max(p, middle + half))
