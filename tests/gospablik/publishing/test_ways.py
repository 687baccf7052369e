"""Which way of reading the site holds: the one of the settings, or the one that was found."""

from typing import Any

import pytest

from gospablik.organisation import Organisation
from gospablik.publishing.ways import configured, forget_found, found_before, home_of, keep_found
from gospablik.site import FeedSource, Found, Selectors, Way
from gospablik.store.session import Store
from tests.gospablik.moderation.town import office
from tests.gospablik.publishing.desk import NOON

HOME = "https://town.test"


def with_site(**site: Any) -> Organisation:
    return office(site=site)


def test_the_settings_name_the_way() -> None:
    feed = configured(with_site(feed=f"{HOME}/rss", full_text_feed=True))
    assert feed == FeedSource(f"{HOME}/rss", True, "it@town.test", hosts=("town.test",))
    rest = configured(with_site(feed=f"{HOME}/wp-json/wp/v2/posts", address="https://a.test"))
    assert rest is not None
    assert (rest.way, rest.hosts) == (Way.WORDPRESS, ("a.test", "town.test"))
    listed = configured(with_site(list={"page": f"{HOME}/news", "item": "li", "date": "i"}))
    assert listed is not None
    assert (listed.way, listed.address) == (Way.SELECTORS, f"{HOME}/news")
    assert listed.selectors == Selectors(item="li", date="i")
    assert configured(with_site(address=HOME)) is None
    tried = configured(with_site(feed="file:///tmp/feed.xml", address=HOME))
    assert tried is not None
    assert tried.hosts == (), "файл для пробы может быть с любого сайта"


@pytest.mark.parametrize(
    ("way", "selectors"), [(Way.MICRODATA, None), (Way.SELECTORS, Selectors("li", date="i"))]
)
def test_what_was_found_is_kept_for_that_address(
    store: Store, way: Way, selectors: Selectors | None
) -> None:
    town = with_site(address=HOME)
    source = FeedSource(
        f"{HOME}/news", contact="it@town.test", way=way, selectors=selectors, hosts=("town.test",)
    )
    with store.write() as session:
        assert found_before(session, town) is None
        keep_found(session, town, Found(source, "список"), NOON)
    with store.read() as session:
        assert found_before(session, town) == Found(source, "список")
        assert found_before(session, with_site(address="https://new.test")) is None
    with store.write() as session:
        forget_found(session, town)
        forget_found(session, town)
    with store.read() as session:
        assert found_before(session, town) is None


def test_each_way_of_reading_has_a_mark_of_its_own() -> None:
    source = home_of(with_site(address=HOME))
    ways = [
        source,
        FeedSource(HOME, full_text=True),
        FeedSource(f"{HOME}/a"),
        FeedSource(HOME, way=Way.MICRODATA),
        FeedSource(HOME, way=Way.SELECTORS, selectors=Selectors("a")),
        FeedSource(HOME, way=Way.SELECTORS, selectors=Selectors("b")),
    ]
    assert len({one.mark for one in ways}) == len(ways)
    assert source.mark == f"{HOME}#announce,files", "чтобы после обновления не читать заново"
