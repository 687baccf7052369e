"""Eight weeks side by side: what a row of them is. Pure."""

from dataclasses import dataclass
from typing import Literal

WEEKS = 8
"""How many weeks the letter looks back on, its own among them."""
NOT_CHECKED: Literal["?"] = "?"
"""Nobody looked, or the program cannot see it."""
NONE: Literal["—"] = "—"
"""There was nothing to count: the page was not run yet, no news, no ruling."""
PREFECTS_OWN = ("late", "failed")
"""Keys of the figures that Prefect tells, not our own rows."""
Value = int | Literal["?", "—"]
_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Series:
    """One figure, oldest week first. `key` and `page` find it again; `words` name it."""

    key: str
    words: str
    values: tuple[Value, ...]
    page: str = ""

    @property
    def bars(self) -> str:
        """A line of bars, one a week, the highest as high as can be; a point where no number is."""
        numbers = [value for value in self.values if isinstance(value, int)]
        top = max(numbers, default=0)
        return "".join(_bar(value, top) for value in self.values)


@dataclass(frozen=True, slots=True)
class History:
    """The rows. `weeks`: the numbers of the ISO weeks, the newest last."""

    weeks: tuple[int, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class RunsWeek:
    """What Prefect says of a week's runs; it is asked outside of the domain.

    `late`: runs that were due and never began; `failed`: runs that failed or crashed.
    """

    late: int
    failed: int


def _bar(value: Value, top: int) -> str:
    if not isinstance(value, int):
        return "·"
    return _BARS[round(value / top * (len(_BARS) - 1))] if top else _BARS[0]
