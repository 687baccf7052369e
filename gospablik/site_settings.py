"""`[site]` of organisation.toml: where the news are that the pages repeat (clause 3.2)."""

from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, model_validator

from gospablik.css import xpath
from gospablik.page import Authority
from gospablik.settings import Section, Web


def _selector(written: str) -> str:
    xpath(written)
    return written


_Css = Annotated[str, AfterValidator(_selector)]


class NewsList(Section):
    """`[site.list]`: a page with a list of news, and where on it the parts of a card stand.

    All but `item` are looked for inside it. Without `link` it is the first link, without `title`
    the words of the link.
    """

    page: Web
    item: _Css
    link: _Css | None = None
    title: _Css | None = None
    date: _Css | None = None
    announce: _Css | None = None
    picture: _Css | None = None
    category: _Css | None = None


class Site(Section):
    """The official site: its feed, or its list of news, or only its front page.

    `feed`: RSS, Atom, or WordPress' `/wp-json/wp/v2/posts`. With `address` alone the way is looked
    for. `appeals`: where citizens' appeals under 59-ФЗ are taken (clause 4.1). `proxy` and
    `authority`: the way to the site, as a page has its own; what «Репост» repeats from other sites
    is read by the same way.
    """

    feed: Web | None = None
    list: NewsList | None = None
    full_text_feed: bool = False
    address: Web | None = None
    appeals: Web | None = None
    proxy: Web | None = None
    authority: Authority | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.feed and self.list:
            raise ValueError("или feed, или [site.list]: новости читаются одним способом")
        if not (self.feed or self.list or self.address):
            raise ValueError(
                "address (главная страница: программа найдёт новости сама), feed (лента) или"
                " [site.list] (страница со списком)"
            )
        if not self.feed and urlsplit(self.where).scheme == "file":
            raise ValueError("адрес https://; файлом (file://) для пробы бывает только feed")
        return self

    @property
    def where(self) -> str:
        """The address that the settings name for reading news."""
        return self.feed or (self.list.page if self.list else self.address) or ""

    @property
    def home(self) -> str:
        """The front page's address; empty if the feed is a file and no address is given."""
        if self.address:
            return self.address
        parts = urlsplit(self.where)
        return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts (with odd ports) that are the site: news stand there and beneath them."""
        listed = self.list.page if self.list else None
        named = [urlsplit(one).netloc for one in (self.address, self.feed, listed) if one]
        return tuple(dict.fromkeys(host for host in named if host))
