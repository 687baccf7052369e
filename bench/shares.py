"""A share with what it is worth: n of m and the 95 % interval of Wilson."""

from dataclasses import dataclass

from gospablik.shares import wilson


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
        """Wilson's score interval: sound for few pairs and for shares near 0 and 1."""
        return wilson(self.n, self.m)

    def cells(self) -> list[str]:
        """For a table: «98 из 100», «0,980», «0,930–0,994»; the share of none is «—»."""
        low, high = self.interval()
        value = "—" if self.value is None else f"{self.value:.3f}"
        between = f"{low:.3f}–{high:.3f}" if self.m else "—"
        return [f"{self.n} из {self.m}", value.replace(".", ","), between.replace(".", ",")]
