"""Words of the site, the posts and the residents: pure functions, no I/O, cheap to import.

Two parts compile many patterns and are imported from their own modules: `gospablik.text.facts`
(what a text states) and `gospablik.text.comparison` (whether a post states what the site does).
"""

from gospablik.text.difference import difference
from gospablik.text.fact import Kind
from gospablik.text.figures import Figure, figures, invented
from gospablik.text.markup import markup, plain, without_numbers
from gospablik.text.normalise import clean, comparable, same, stands_in
from gospablik.text.shorten import shorten

__all__ = [
    "Figure",
    "Kind",
    "clean",
    "comparable",
    "difference",
    "figures",
    "invented",
    "markup",
    "plain",
    "same",
    "shorten",
    "stands_in",
    "without_numbers",
]
