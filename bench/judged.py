"""A pair and what the comparison said of it."""

from dataclasses import dataclass

from bench.pairs import Label, Pair

VERDICTS = {
    "identical": "то же",
    "shortened": "сокращено",
    "reworded": "другими словами",
    "changed": "изменено",
    "unknown": "не сравнено",
}
"""What the comparison may say, and as what it is printed."""


@dataclass(frozen=True, slots=True)
class Judged:
    """«unknown» counts against the comparison both times: nobody is helped by no answer."""

    pair: Pair
    verdict: str

    @property
    def changed(self) -> bool:
        """The post really says something else than the site."""
        return self.pair.label is Label.CHANGED

    @property
    def found(self) -> bool:
        """A change that was called one."""
        return self.changed and self.verdict == "changed"

    @property
    def flagged(self) -> bool:
        """A harmless post that a person would have to look at."""
        return not self.changed and self.verdict in {"changed", "unknown"}

    @property
    def wrong(self) -> bool:
        """A change missed or a harmless post flagged."""
        return self.flagged or (self.changed and not self.found)
