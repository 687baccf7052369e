"""Reading the site's news, whatever way they are published."""

from datetime import datetime
from zoneinfo import ZoneInfo

import httpx

from gospablik.site.feed import read_feed
from gospablik.site.listing import read_list
from gospablik.site.reading import FeedReading, FeedSource, Validators, Way
from gospablik.site.wordpress import read_wordpress


def read_news(
    site: FeedSource,
    http: httpx.Client,
    *,
    zone: ZoneInfo,
    now: datetime,
    seen: Validators | None,
) -> FeedReading:
    """See `read_feed`: the same for every way of publishing them."""
    if site.way is Way.FEED:
        return read_feed(site, http, zone=zone, now=now, seen=seen)
    if site.way is Way.WORDPRESS:
        return read_wordpress(site, http, zone=zone, now=now, seen=seen)
    return read_list(site, http, zone=zone, now=now, seen=seen)
