"""`./run demo --once` as a newcomer types it: a real feed, and a page without a user's key."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from gospablik.root import ROOT

TITLES = ["Ёлка на площади — 26 декабря", "Объявлен набор в ДЮСШ № 2", "Перекрытие улицы Северной"]
ITEM = """
<item><title>{title}</title><link>https://old.town.test/{number}</link>
<pubDate>Wed, 2{number} Nov 2024 10:00:00 +0900</pubDate>
<description>Подробности — на сайте: «{title}», цена 1 200 ₽.</description></item>
"""


def test_a_feed_in_windows_1251_and_no_user_key(tmp_path: Path) -> None:
    """The day's own verdict looks at the sandbox from outside; exit 0 only if all of it holds."""
    ended = _demo(tmp_path, "--no-user-token", "--site", str(_feed(tmp_path)), "--items", "2")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    shown = re.findall(r"на стене: (.+)", ended.stdout)
    assert sorted(shown) == sorted(TITLES[1:]), "новейшие две, буква в букву"
    assert list(tmp_path.glob("gospablik-demo-*")) == [], "после удачного дня папки нет"
    assert _left_behind(tmp_path) == []


@pytest.mark.parametrize("items", ["0", "-1", "много"])
def test_a_senseless_number_of_items_is_refused(tmp_path: Path, items: str) -> None:
    ended = _demo(tmp_path, f"--items={items}")
    assert ended.returncode == 2
    assert f"нужно число от 1 до 100, а дано «{items}»" in ended.stderr


def _demo(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "office.demo", "--once", *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=280, check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(home), "TMPDIR": str(home)},
    )  # fmt: skip


def _feed(folder: Path) -> Path:
    items = "".join(ITEM.format(title=title, number=n) for n, title in enumerate(TITLES))
    feed = f'<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel>{items}'
    path = folder / "feed.xml"
    path.write_bytes((feed + "</channel></rss>").encode("windows-1251", "xmlcharrefreplace"))
    return path


def _left_behind(folder: Path) -> list[str]:
    """Processes that still live in that folder: all of the demo's inherit TMPDIR."""
    left = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder).encode() in (process / "environ").read_bytes():
                left.append((process / "cmdline").read_text())
        except OSError:  # over already, or not ours
            continue
    return left
