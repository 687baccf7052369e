"""Words of the site, the posts and the residents: pure functions, no I/O, cheap to import."""

from gospablik.text.comparison import Comparison, Verdict, compare
from gospablik.text.difference import difference
from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Fact, Kind, Span
from gospablik.text.facts import facts
from gospablik.text.figures import Figure, figures, invented
from gospablik.text.markup import markup, plain
from gospablik.text.normalise import clean, comparable, same, stands_in
from gospablik.text.shorten import shorten

__all__ = [
    "Change",
    "Comparison",
    "Difference",
    "Fact",
    "Figure",
    "Kind",
    "Span",
    "Verdict",
    "clean",
    "comparable",
    "compare",
    "difference",
    "facts",
    "figures",
    "invented",
    "markup",
    "plain",
    "same",
    "shorten",
    "stands_in",
]
