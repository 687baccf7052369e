"""Each `tests/golden/<case>.xml`, a feed with one item, makes the four `<case>.<network>.txt`.

A new case is files and no code: put the feed there, run this file with GOSPABLIK_GOLDEN=1, read
what was written.
"""

import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest

from gospablik.media.arrange import Offered
from gospablik.networks.limits import TEXT
from gospablik.publishing.compose import compose_with
from gospablik.root import ROOT
from gospablik.site import FeedItem, FeedSource, read_feed

GOLDEN = ROOT / "tests" / "golden"
CASES = sorted(GOLDEN.glob("*.xml"))
WRITE = bool(os.environ.get("GOSPABLIK_GOLDEN"))


def item_of(case: Path) -> FeedItem:
    with httpx.Client() as http:
        reading = read_feed(
            FeedSource(case.as_uri()),
            http,
            zone=ZoneInfo("Asia/Yakutsk"),
            now=datetime(2026, 11, 25, 12, tzinfo=UTC),
            seen=None,
        )
    (item,) = reading.items
    assert not reading.broken
    return item


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.stem))
def test_an_item_makes_these_posts(case: Path) -> None:
    item = item_of(case)
    for network, limits in TEXT.items():
        composed, _ = compose_with(
            network,
            [Offered(one.kind, one.address, one.words) for one in item.files],
            title=item.title,
            text=item.announce,
            link=item.link,
            category=item.category,
        )
        post = composed.text
        golden = case.with_suffix(f".{network}.txt")
        if WRITE:
            golden.write_text(f"{post}\n", "utf-8")
        assert f"{post}\n" == golden.read_text("utf-8"), golden.name
        assert limits.length(post) <= limits.post
        assert item.link in post


def test_no_file_is_left_without_its_case() -> None:
    known = {f"{case.stem}.{network}.txt" for case in CASES for network in TEXT}
    assert {path.name for path in GOLDEN.glob("*.txt")} == known
