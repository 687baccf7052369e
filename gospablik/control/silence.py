"""The longest silence of a week on a page. Pure."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from gospablik.control.model import Silence


def longest(
    moments: Sequence[datetime], *, began: datetime, since: datetime, until: datetime
) -> Silence | None:
    """Between `since` and `until`, of posts at these `moments`, in order; the page is looked after
    since `began`. None if that is not yet so by `until`.

    A silence that began before the week counts from its beginning: it is as long as it is.
    """
    start = max(since, began)
    if start >= until:
        return None
    before = [moment for moment in moments if moment < since][-1:] or [start]
    of_week = [moment for moment in moments if since <= moment < until]
    gaps = [Silence(a, b) for a, b in pairwise([*before, *of_week, until])]
    return max(gaps, key=lambda gap: gap.until - gap.since)
