"""robots.txt as RFC 9309 has it: the group that names us, the longest rule, `*` and `$`."""

import pytest

from gospablik.site.robots import MOST_DELAY, read_robots

BITRIX = """
User-agent: Yandex
Disallow: /
User-Agent: *  # все остальные
Crawl-delay: 2
Disallow: /bitrix/
Disallow: /*?
Disallow: /search
Allow: /bitrix/rss.php
Allow: /*?PAGEN_1=
Disallow: /*.doc$
Host: adm.example.ru
Sitemap: https://adm.example.ru/sitemap.xml
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/news/1/", True),
        ("/bitrix/admin/", False),
        ("/bitrix/rss.php", True),
        ("/news/?id=5", False),
        ("/news/?PAGEN_1=2", True),
        ("/searching", False),
        ("/files/a.doc", False),
        ("/files/a.docx", True),
        ("/новости/?а=1", False),
    ],
)
def test_the_longest_rule_decides(path: str, allowed: bool) -> None:
    rules = read_robots(BITRIX)
    assert rules.allows(f"https://adm.example.ru{path}") is allowed
    assert rules.delay == 2


def test_a_group_of_our_own_is_the_only_one() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Gospablik\nDisallow: /x"
    rules = read_robots(text)
    assert rules.allows("https://a.ru/news/")
    assert not rules.allows("https://a.ru/x")


@pytest.mark.parametrize(
    "text", ["", "<html>404</html>", "User-agent: *\nDisallow:", "Disallow: /"]
)
def test_what_says_nothing_forbids_nothing(text: str) -> None:
    assert read_robots(text).allows("https://a.ru/news/")


def test_escapes_are_one_path_and_delays_have_an_end() -> None:
    rules = read_robots("User-agent: *\nDisallow: /новости\nCrawl-delay: 9999")
    assert not rules.allows("https://a.ru/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1")
    assert rules.delay == MOST_DELAY


def test_no_pattern_takes_long() -> None:
    rules = read_robots(f"User-agent: *\nDisallow: /{'*a' * 5000}$")
    assert rules.allows("https://a.ru/" + "a" * 4000)
