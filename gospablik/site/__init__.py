"""The official site: its feed and its article pages, as plain values."""

from gospablik.site.address import canonical, shown
from gospablik.site.article import Article, agrees, read_article
from gospablik.site.feed import read_feed
from gospablik.site.fetch import TooBig
from gospablik.site.news_file import read_news_file
from gospablik.site.reading import (
    FeedItem,
    FeedReading,
    FeedSource,
    NewsFile,
    NewsFileKind,
    Validators,
)

__all__ = [
    "Article",
    "FeedItem",
    "FeedReading",
    "FeedSource",
    "NewsFile",
    "NewsFileKind",
    "TooBig",
    "Validators",
    "agrees",
    "canonical",
    "read_article",
    "read_feed",
    "read_news_file",
    "shown",
]
