from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import feedparser
import httpx
import pytest
import trafilatura

from tests.sandbox.kit import Client

WATER = {
    "id": 1203,
    "title": "Отключение воды 17 сентября: ул. Ленина, 1–15 & пер. Школьный",
    "announce": "Плановые работы «Водоканала» <срочно>.",
    "text": "17 сентября с 9:00 до 18:00 в домах по улице Ленина будет отключена вода.\n\n"
    "Просим жителей запастись водой заранее. Телефон для справок: 8 (411) 00-00-00.",
    "published_at": "2026-09-15T16:04:27+09:00",
    "picture": "voda.png",
}


def fill(vk: Client, *items: dict[str, Any]) -> None:
    for item in items:
        vk.control("POST", "/site/items", item)


def feed(vk: Client, **headers: str) -> httpx.Response:
    return vk.web.get("/site/rss.xml", headers=headers)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_the_feed_in_both_encodings(vk: Client, encoding: str) -> None:
    fill(vk, WATER)
    vk.control("POST", "/site/mode", {"encoding": encoding, "full_text": True})
    answer = feed(vk)
    assert answer.headers["content-type"] == f"application/rss+xml; charset={encoding}"
    assert "Отключение".encode(encoding) in answer.content
    parsed = feedparser.parse(answer.content, response_headers=dict(answer.headers))
    assert not parsed.bozo
    entry = parsed.entries[0]
    assert entry.title == WATER["title"]
    assert entry.link == f"{vk.http}/site/news/1203/"
    assert "Просим жителей" in entry["yandex_full-text"]
    assert entry.published == "Tue, 15 Sep 2026 16:04:27 +0900"
    assert "guid" not in answer.text
    picture = vk.web.get(entry.enclosures[0].href)
    assert picture.content.startswith(b"\x89PNG")


def test_without_full_text_there_is_only_the_announce(vk: Client) -> None:
    fill(vk, WATER)
    entry = feedparser.parse(feed(vk).content).entries[0]
    assert entry.summary == WATER["announce"]
    assert "yandex_full-text" not in entry


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_an_article_can_be_extracted(vk: Client, encoding: str) -> None:
    fill(vk, WATER)
    vk.control("POST", "/site/mode", {"encoding": encoding})
    answer = vk.web.get("/site/news/1203/")
    assert answer.headers["content-type"] == f"text/html; charset={encoding}"
    assert "15 сентября 2026 16:04" in answer.text
    assert "Версия для слабовидящих" in answer.text
    assert "Количество просмотров: 1" in answer.text
    text = trafilatura.extract(answer.content, favor_precision=True) or ""
    assert "будет отключена вода" in text
    assert "Телефон для справок" in text
    assert "Версия для слабовидящих" not in text
    assert 'class="news-detail"' in answer.text
    listing = vk.web.get("/site/news/").text
    assert 'href="/site/news/1203/"' in listing
    assert 'type="application/rss+xml"' in listing


def test_the_feed_is_sorted_by_date_and_may_lack_one(vk: Client) -> None:
    none, old = {"id": 1, "title": "Без даты", "published_at": None}, {**WATER, "id": 2}
    new = {**WATER, "id": 3, "published_at": "2026-09-16T00:00:00+00:00"}
    fill(vk, none, old, new)
    entries = feedparser.parse(feed(vk).content).entries
    assert [entry.link[-2] for entry in entries] == ["3", "2", "1"]
    assert "published" not in entries[2]
    vk.control("POST", "/site/mode", {"dateless": "now"})
    late = feedparser.parse(feed(vk).content).entries[2].published
    moment = datetime.strptime(late, "%a, %d %b %Y %H:%M:%S %z")
    assert abs(datetime.now(moment.tzinfo) - moment) < timedelta(minutes=1)
    vk.control("POST", "/site/items", {"title": "x", "published_at": "2026-09-16"}, status=400)


def test_editing_and_removing(vk: Client) -> None:
    fill(vk, WATER)
    vk.control("PATCH", "/site/items/1203", {"title": "Вода есть"})
    assert "Вода есть" in feed(vk).text
    assert "Вода есть" in vk.web.get("/site/news/1203/").text
    vk.control("DELETE", "/site/items/1203")
    assert "<item>" not in feed(vk).text
    gone = vk.web.get("/site/news/1203/")
    assert gone.status_code == 404
    assert "Страница не найдена" in gone.text


def test_an_item_may_be_broken_among_good_ones(vk: Client) -> None:
    kinds = ["", "link", "title", "both"]
    fill(vk, *({**WATER, "id": n, "broken": kind} for n, kind in enumerate(kinds, 1)))
    root = ElementTree.fromstring(feed(vk).content)
    space = {"r": "http://backend.userland.com/rss2"}
    have = [
        (item.find("r:title", space) is not None, item.find("r:link", space) is not None)
        for item in root.iterfind(".//r:item", space)
    ]
    assert have == [(False, False), (False, True), (True, False), (True, True)]


def test_the_feed_knows_who_has_it_already(vk: Client) -> None:
    fill(vk, WATER)
    etag = feed(vk).headers["etag"]
    same = feed(vk, **{"If-None-Match": etag})
    assert (same.status_code, same.content) == (304, b"")
    vk.control("PATCH", "/site/items/1203", {"title": "Другое"})
    assert feed(vk, **{"If-None-Match": etag}).status_code == 200


def test_bad_days(vk: Client) -> None:
    fill(vk, WATER)

    def mode(**values: Any) -> httpx.Response:
        vk.control("POST", "/site/mode", values)
        return feed(vk)

    whole = feed(vk).content
    down = mode(mode="down")
    assert down.status_code == 503
    assert vk.web.get("/site/news/1203/").status_code == 503
    blank = mode(mode="blank")
    assert (blank.status_code, blank.content) == (200, b"")
    half = mode(mode="half")
    assert half.status_code == 200
    assert whole.startswith(half.content)
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(half.content)
    robot = mode(mode="antibot")
    assert robot.status_code == 200
    assert "<script>" in robot.text
    assert "<rss" not in robot.text
    began = time.monotonic()
    assert mode(mode="slow", seconds=0.3).content == whole
    assert time.monotonic() - began >= 0.3
    assert mode(mode="ok", articles="down").content == whole
    assert vk.web.get("/site/news/1203/").status_code == 503
    vk.control("POST", "/site/mode", {"mode": "odd"}, status=400)


def test_robots(vk: Client) -> None:
    answer = vk.web.get("/site/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "User-agent: *" in answer.text


RULES = {
    "path": "rules",
    "title": "Правила комментирования",
    "text": "Может быть удалён, если он:\n- содержит <оскорбления>;\n- искажает смысл.\n\n"
    "Критика — не нарушение.",
}


def test_a_page_beside_the_news(vk: Client) -> None:
    assert vk.web.get("/site/rules/").status_code == 404
    vk.control("POST", "/site/pages", RULES)
    shown = vk.web.get("/site/rules/").text
    assert "<li>содержит &lt;оскорбления&gt;;</li><li>искажает смысл.</li>" in shown
    assert "<p>Критика — не нарушение.</p>" in shown
    vk.control("POST", "/faults", {"where": "site:page", "what": "status", "status": 503})
    assert vk.web.get("/site/rules/").status_code == 503
    vk.control("DELETE", "/faults")
    vk.control("DELETE", "/site/pages/rules")
    assert vk.web.get("/site/rules/").status_code == 404
    assert vk.web.get("/site/news/").status_code == 200


def test_a_page_cannot_take_the_place_of_the_news(vk: Client) -> None:
    for path in ("news", "a/b", ""):
        answer = vk.web.post("/control/site/pages", json={**RULES, "path": path})
        assert answer.status_code == 400
