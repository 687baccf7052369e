"""A share with what it is worth: n of m and the 95 % interval of Wilson."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""The normal quantile of a two-sided 95 % interval."""


@dataclass(frozen=True, slots=True)
class Share:
    """`n` of `m`; of none at all (m = 0) nothing can be said: 0 to 1, and it meets no target."""

    n: int
    m: int

    @property
    def value(self) -> float | None:
        """The share itself, None of none."""
        return self.n / self.m if self.m else None

    def interval(self) -> tuple[float, float]:
        """Wilson's score interval (1927): sound for few pairs and for shares near 0 and 1."""
        if not self.m:
            return 0.0, 1.0
        p, spread = self.n / self.m, Z * Z / self.m
        middle = (p + spread / 2) / (1 + spread)
        half = Z * sqrt((p * (1 - p) + spread / 4) / self.m) / (1 + spread)
        return max(0.0, middle - half), min(1.0, middle + half)

    def cells(self) -> list[str]:
        """For a table: «98 из 100», «0,980», «0,930–0,994»; the share of none is «—»."""
        low, high = self.interval()
        value = "—" if self.value is None else f"{self.value:.3f}"
        between = f"{low:.3f}–{high:.3f}" if self.m else "—"
        return [f"{self.n} из {self.m}", value.replace(".", ","), between.replace(".", ",")]
