"""A sentence in another language: its figures, telephones and links are the site's all the same."""

import re

from gospablik.text.differences import Change, Difference
from gospablik.text.fact import Fact, Kind
from gospablik.text.source import Source
from gospablik.text.token import Unit

_FIGURE = re.compile("[0-9]+")


def foreign_differences(unit: Unit, source: Source) -> list[Difference]:
    """Figures that the site has in no form. Dates and sums are compared digit by digit."""
    known = {
        figure
        for site in source.units
        for token in site.tokens
        if token.fact
        for figure in _figures(token.fact)
    }
    return [
        Difference(Change.INVENTED, token.fact.kind, None, token.span)
        for token in unit.tokens
        if token.fact
        and token.fact.kind is not Kind.WEEKDAY
        and not token.person
        and not source.find(token)
        and (token.fact.kind in (Kind.PHONE, Kind.LINK) or not _figures(token.fact) <= known)
    ]


def _figures(fact: Fact) -> set[str]:
    return {figure.lstrip("0") for figure in _FIGURE.findall(fact.value)}
