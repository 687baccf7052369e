"""The official site: its news, however it publishes them, and its article pages."""

from gospablik.site.address import canonical, shown
from gospablik.site.article import Article, read_article
from gospablik.site.discovery import Found, discover
from gospablik.site.feed import read_feed
from gospablik.site.fetch import OtherSite, PageGone, TooBig, TooSlow
from gospablik.site.manners import PoliteClient
from gospablik.site.news import read_news
from gospablik.site.news_file import read_news_file
from gospablik.site.page_words import read_page_words
from gospablik.site.reading import (
    FeedItem,
    FeedReading,
    FeedSource,
    NewsFile,
    NewsFileKind,
    Selectors,
    Validators,
    Way,
)
from gospablik.site.wordpress import is_rest

__all__ = [
    "Article",
    "FeedItem",
    "FeedReading",
    "FeedSource",
    "Found",
    "NewsFile",
    "NewsFileKind",
    "OtherSite",
    "PageGone",
    "PoliteClient",
    "Selectors",
    "TooBig",
    "TooSlow",
    "Validators",
    "Way",
    "canonical",
    "discover",
    "is_rest",
    "read_article",
    "read_feed",
    "read_news",
    "read_news_file",
    "read_page_words",
    "shown",
]
