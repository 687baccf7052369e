"""Tables: what is known of the site from earlier visits, so that the next is short and polite."""

from datetime import datetime

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gospablik.store.base import Base


class FoundWay(Base):
    """The way of reading the news that was found when only the site's address was given.

    `home`: that address; with another one it is looked for anew. `said`: the way in words.
    """

    __tablename__ = "found_way"

    organisation: Mapped[str] = mapped_column(String(31), primary_key=True)
    home: Mapped[str] = mapped_column(Text)
    way: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(Text)
    selectors: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    said: Mapped[str] = mapped_column(Text)
    found_at: Mapped[datetime]


class SiteRobots(Base):
    """robots.txt of a site as it was read last; empty if it has none."""

    __tablename__ = "site_robots"

    origin: Mapped[str] = mapped_column(String(300), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    read_at: Mapped[datetime]
