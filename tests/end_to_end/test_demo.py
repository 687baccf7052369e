"""`./run demo` with what a newcomer types. Its day is played by `.ci/run`, on four networks."""

import subprocess
import sys
from pathlib import Path

import pytest

from gospablik.root import ROOT
from tests.end_to_end.town import Town

TITLES = ["Ёлка на площади — 26 декабря", "Объявлен набор в ДЮСШ № 2", "Перекрытие улицы Северной"]
ITEM = """
<item><title>{title}</title><link>https://old.town.test/{number}</link>
<pubDate>Wed, 2{number} Nov 2024 10:00:00 +0900</pubDate>
<description>Подробности — на сайте: «{title}», цена 1 200 ₽.</description></item>
"""


def test_the_newest_two_of_a_feed_in_windows_1251(town: Town, tmp_path: Path) -> None:
    town.take_news_from(_feed(tmp_path))
    town.people.run("Публикация", page="zhatay-vk", newest=2)
    assert sorted(town.standing()["zhatay-vk"]) == sorted(TITLES[1:]), "буква в букву"


@pytest.mark.parametrize("items", ["0", "-1", "много"])
def test_a_senseless_number_of_items_is_refused(items: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "office.demo", "--once", f"--items={items}"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 2
    assert f"нужно число от 1 до 100, а дано «{items}»" in ended.stderr


def _feed(folder: Path) -> Path:
    items = "".join(ITEM.format(title=title, number=n) for n, title in enumerate(TITLES))
    feed = f'<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel>{items}'
    path = folder / "feed.xml"
    path.write_bytes((feed + "</channel></rss>").encode("windows-1251", "xmlcharrefreplace"))
    return path
