"""Words of the site, the posts and the residents: pure functions, no I/O, cheap to import."""

from gospablik.text.difference import difference
from gospablik.text.fact import Kind
from gospablik.text.figures import Figure, figures, invented
from gospablik.text.markup import markup, plain
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
]
