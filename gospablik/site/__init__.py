"""The official site: its feed and its article pages, as plain values."""

from gospablik.site.address import canonical, shown
from gospablik.site.article import Article, agrees, read_article
from gospablik.site.feed import read_feed
from gospablik.site.picture import read_picture
from gospablik.site.reading import FeedItem, FeedReading, FeedSource, Validators

__all__ = [
    "Article",
    "FeedItem",
    "FeedReading",
    "FeedSource",
    "Validators",
    "agrees",
    "canonical",
    "read_article",
    "read_feed",
    "read_picture",
    "shown",
]
