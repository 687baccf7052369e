"""The feed in the shape of Bitrix's rss.out component (facts 3.2)."""

from datetime import datetime
from email.utils import format_datetime
from html import escape

from sandbox.site.carried import markup
from sandbox.site.items import YAKUTSK, Item, Site

TTL_MINUTES = 60


def _html(item: Item, base: str) -> str:
    """The text and what it carries, as the escaped HTML that stands in an XML element."""
    words = "".join(f"<p>{escape(one, quote=False)}</p>" for one in item.paragraphs())
    return escape(words + markup(item, base))


def _entry(item: Item, site: Site, base: str, now: datetime) -> str:
    lines = ["<item>"]
    if item.broken not in {"title", "both"}:
        lines.append(f"\t<title>{escape(item.title)}</title>")
    if item.broken not in {"link", "both"}:
        lines.append(f"\t<link>{base}/site/news/{item.id}/</link>")
    lines.append(f"\t<description>{escape(item.announce)}</description>")
    if item.picture:
        url = f"{base}/site/upload/iblock/{item.id}/{item.picture}"
        lines.append(f'\t<enclosure url="{escape(url)}" length="1204" type="image/png"/>')
    if item.category:
        lines.append(f"\t<category>{escape(item.category)}</category>")
    if site.mode.full_text:
        lines.append(f"\t<yandex:full-text>{_html(item, base)}</yandex:full-text>")
    moment = item.local() or (now.astimezone(YAKUTSK) if site.mode.dateless == "now" else None)
    if moment is not None:
        lines.append(f"\t<pubDate>{format_datetime(moment)}</pubDate>")
    lines.append("</item>")
    return "\n".join(lines)


def feed(site: Site, base: str, now: datetime) -> bytes:
    """The whole feed, in the site's encoding. No guid: Bitrix writes none."""
    entries = "\n".join(_entry(item, site, base, now) for item in site.listed())
    text = f"""<?xml version="1.0" encoding="{site.mode.encoding}"?>
<rss version="2.0" xmlns="http://backend.userland.com/rss2" xmlns:yandex="http://news.yandex.ru">
<channel>
<title>Новости / {escape(site.title)}</title>
<link>{base}/site/</link>
<description></description>
<ttl>{TTL_MINUTES}</ttl>
{entries}
</channel>
</rss>
"""
    return text.encode(site.mode.encoding, "xmlcharrefreplace")
