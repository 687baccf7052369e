"""What is read off real pages of sites, beside the bare extractor, and how long it takes.

The pages lie in ../shared/samples/site, each with its truth. Texts are compared by runs of four
words, as the extractors' own benchmarks do.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, median
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import trafilatura

from bench.report import Measured, ratio, table
from gospablik.errors import OfficeError
from gospablik.root import ROOT
from gospablik.site import Article, FeedSource, Way, read_news
from gospablik.site.article import article_of
from gospablik.site.encoding import decode
from gospablik.text import comparable

SAMPLES = ROOT.parent / "shared" / "samples" / "site"
ROUNDS = 9
RUN = 4
"""Words that stand in a row in both texts."""
MOST_TIMES = 1.5
MOSCOW = ZoneInfo("Europe/Moscow")
_GOSWEB = "gosweb-ulmeria-news-list"


@dataclass(frozen=True, slots=True)
class Sample:
    """A saved page; `text` and `date` (UTC or a day) are the truth where the origin has one."""

    name: str
    body: bytes
    text: str | None
    date: str | None


def extraction() -> Measured:
    """Text, date and time of the articles; the cards of the list. Raises OfficeError."""
    samples = read_samples(SAMPLES)
    texts = [one for one in samples if one.text]
    scores = [(f1(ours(one).text, one.text or ""), f1(bare(one), one.text or "")) for one in texts]
    times = [(_time(ours, one), _time(bare, one)) for one in samples]
    rows = [[one.name, *map(_share, score)] for one, score in zip(texts, scores, strict=True)]
    rows.append(
        ["в среднем", _share(mean(a for a, _ in scores)), _share(mean(b for _, b in scores))]
    )
    slower = sum(a for a, _ in times) / sum(b for _, b in times)
    timed = [
        [one.name, _ms(a), _ms(b), ratio(a / b)] for one, (a, b) in zip(samples, times, strict=True)
    ]
    timed.append(
        ["все", _ms(sum(a for a, _ in times)), _ms(sum(b for _, b in times)), ratio(slower)]
    )
    dates, dated = dates_found(samples)
    cards, truths = cards_found()
    good = (
        mean(a for a, _ in scores) >= mean(b for _, b in scores)
        and slower <= MOST_TIMES
        and (dates, cards) == (dated, truths)
    )
    parts = [
        table(["Текст, F1 по четвёркам слов", "госпаблик", "trafilatura"], rows),
        table(["Время на страницу", "госпаблик", "trafilatura", "отношение"], timed),
        f"Дата страницы: {dates} из {dated}. Карточки списка Госвеба (адрес, заголовок, время,"
        f" рубрики): {cards} из {truths}.",
        f"Медиана {ROUNDS} чтений, время процессора. У нас с раскодированием, заголовками и"
        " датой; у trafilatura только текст, настройки её собственные.",
    ]
    return Measured("Чтение сохранённых страниц", "\n\n".join(parts), good)


def read_samples(folder: Path) -> list[Sample]:
    """The articles with their truths, by name. Raises OfficeError where there are none."""
    found = []
    for path in sorted(folder.glob("*.html")):
        truth: dict[str, Any] = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
        if "items" not in truth:
            found.append(Sample(path.stem, path.read_bytes(), _text(truth), _date(truth)))
    if not found:
        raise OfficeError(
            f"Сохранённых страниц нет в {folder}.",
            not_done="чтение страниц не измерено.",
            next_step="положите их рядом с проектом, в ../shared/samples/site.",
        )
    return found


def f1(found: str, truth: str) -> float:
    """The harmonic mean of precision and recall of the runs of words, 0 to 1."""
    one, other = _runs(found), _runs(truth)
    common = sum((one & other).values())
    return 2 * common / (sum(one.values()) + sum(other.values()))


def ours(sample: Sample) -> Article:
    """As the passes read it, from its bytes."""
    html = decode(sample.body, None).text
    return article_of(html, "https://example.ru/news/1/", zone=MOSCOW)


def bare(sample: Sample) -> str:
    """The extractor by itself, from its bytes."""
    return trafilatura.extract(sample.body) or ""


def dates_found(samples: Sequence[Sample]) -> tuple[int, int]:
    """How many dates are those of the truth, of how many; to the second where it has seconds."""
    known = [one for one in samples if one.date]
    return sum(_same(ours(one), one.date or "") for one in known), len(known)


def cards_found() -> tuple[int, int]:
    """How many cards of the list of Госвеб are wholly those of the truth, of how many."""
    body = (SAMPLES / f"{_GOSWEB}.html").read_bytes()
    truth = json.loads((SAMPLES / f"{_GOSWEB}.truth.json").read_text("utf-8"))
    source = FeedSource(truth["base_url"], way=Way.MICRODATA)
    answer = httpx.Response(200, content=body, headers={"Content-Type": "text/html"})
    with httpx.Client(transport=httpx.MockTransport(lambda _: answer)) as http:
        moment = datetime(2026, 9, 16, tzinfo=UTC)
        zone = ZoneInfo("Europe/Ulyanovsk")
        items = read_news(source, http, zone=zone, now=moment, seen=None).items
    found = {
        (item.link, item.title, item.published_at.isoformat(), item.category)
        for item in items
        if item.published_at
    }
    wanted = {
        (one["url"], one["title"], one["published_utc"], "; ".join(one["categories"]))
        for one in truth["items"]
    }
    return len(found & wanted), len(wanted)


def _same(article: Article, date: str) -> bool:
    if article.published is None:
        return False
    wanted = datetime.fromisoformat(date)
    if wanted.tzinfo is None:
        return article.published.at.astimezone(MOSCOW).date() == wanted.date()
    return article.published.at == wanted.astimezone(UTC).replace(microsecond=0)


def _text(truth: dict[str, Any]) -> str | None:
    if "expected" not in truth:
        return truth.get("articleBody")
    body = truth["expected"]["V1"]["body"]
    parts = [*body["summary"]]
    for section in body["sections"]:
        parts += [*section["headline"], *section["paragraphs"]]
    return "\n".join(parts)


def _date(truth: dict[str, Any]) -> str | None:
    if "expected" in truth:
        return str(truth["expected"]["V1"]["publishing_date"])
    return truth["truth"]["date"] if "truth" in truth else None


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", comparable(text))
    return Counter(tuple(words[at : at + RUN]) for at in range(max(len(words) - RUN + 1, 1)))


def _time(read: Callable[[Sample], object], sample: Sample) -> float:
    """Seconds of the processor, the median of some readings; the first is for the caches."""
    read(sample)
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        read(sample)
        spent.append(time.process_time() - began)
    return median(spent)


def _share(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} мс".replace(".", ",")
