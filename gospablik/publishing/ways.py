"""How the site's news are read: as organisation.toml says, or as was found from its address."""

from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.organisation import Organisation
from gospablik.site import FeedSource, Found, Selectors, Way, is_rest
from gospablik.store.tables import FoundWay


def home_of(office: Organisation) -> FeedSource:
    """The site's front page with what every way of reading it shares."""
    site = office.site
    return FeedSource(
        site.home, full_text=site.full_text_feed, contact=office.mail.duty, hosts=site.hosts
    )


def configured(office: Organisation) -> FeedSource | None:
    """The way that the settings name; None if only the site's address is given."""
    site, shared = office.site, home_of(office)
    if site.feed:
        way = Way.WORDPRESS if is_rest(site.feed) else Way.FEED
        # A feed in a file, for trial, may be of any site: nobody says which.
        hosts = () if site.feed.startswith("file:") else shared.hosts
        return replace(shared, address=site.feed, way=way, hosts=hosts)
    if site.list:
        selectors = Selectors(**site.list.model_dump(exclude={"page"}, exclude_none=True))
        page = site.list.page
        return replace(shared, address=page, way=Way.SELECTORS, selectors=selectors)
    return None


def found_before(session: Session, office: Organisation) -> Found | None:
    """The way that was found for this very address of the site; None if it must be looked for."""
    row = session.get(FoundWay, office.key)
    if row is None or row.home != office.site.home:
        return None
    source = replace(
        home_of(office),
        address=row.address,
        way=Way(row.way),
        selectors=Selectors(**row.selectors) if row.selectors else None,
    )
    return Found(source, row.said)


def keep_found(session: Session, office: Organisation, found: Found, now: datetime) -> None:
    """Remember the way; the next reading goes it without looking."""
    selectors = found.source.selectors
    session.merge(
        FoundWay(
            organisation=office.key,
            home=office.site.home,
            way=found.source.way.value,
            address=found.source.address,
            selectors=asdict(selectors) if selectors else None,
            said=found.said,
            found_at=now,
        )
    )


def forget_found(session: Session, office: Organisation) -> None:
    """The page of the way is gone: the next reading looks anew."""
    row = session.get(FoundWay, office.key)
    if row is not None:
        session.delete(row)
