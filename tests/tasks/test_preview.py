"""«Предпросмотр» for people: four networks side by side, what was cut, what is amiss."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from sqlalchemy import func, select

from gospablik.clock import now
from gospablik.media.arrange import Offered
from gospablik.publishing.preview import Look, News, Opened, looks
from gospablik.root import ROOT
from gospablik.site import NewsFileKind
from gospablik.store.tables import Base
from tasks.desk import Desk
from tasks.preview import NEWEST, Seen, see_news, show_preview
from tasks.preview_words import Verdict, preview_page
from tasks.website import ArticleSaid

CASE = ROOT / "tests" / "golden" / "long-link.xml"
TITLE = "Опубликован проект бюджета на 2027 год"
NEWS = News(
    link="https://town.test/news/1",
    title="Отключение воды | <b>срочно</b>",
    text="Воды не будет до вечера. " * 300,
    published_at=None,
    files=(Offered(NewsFileKind.PICTURE, "https://town.test/1.jpg", "Мост"),),
    category="ЖКХ",
)


def read_from(office: Path, feed: str) -> None:
    lines = office.read_text("utf-8").splitlines()
    changed = [f'feed = "{feed}"' if line.startswith("feed = ") else line for line in lines]
    office.write_text("\n".join(changed), "utf-8")


def rows(at: Desk) -> dict[str, int]:
    """How many rows each table has, but those that only keep visits to the site polite."""
    with at.store.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
            if table.name not in {"lease", "site_robots"}
        }


def page(
    at: Desk,
    verdicts: list[Verdict],
    unread: str | None = None,
    news: News = NEWS,
    opened: Mapping[str, Opened] = MappingProxyType({}),
) -> str:
    shown = looks(at.office, news, article=None, unread=None, now=now(), card=True)
    return preview_page(at, news, shown, verdicts, opened=opened, unread=unread)


@pytest.mark.parametrize("asked", [NEWEST, "", " Самая новая "])
def test_the_newest_is_read_from_the_feed_and_nothing_is_kept(
    office: Path, at: Desk, asked: str
) -> None:
    read_from(office, CASE.as_uri())
    before = rows(at)
    seen = see_news.fn(asked)
    assert seen.news is not None
    assert (seen.news.title, seen.unread) == (TITLE, None)
    assert seen.article is None
    assert "не прочитан" in str(seen.article_unread)
    assert rows(at) == before


def test_an_item_is_named_by_its_address_however_it_is_spelt(office: Path, at: Desk) -> None:
    read_from(office, (CASE.parent / "lists.xml").as_uri())
    seen = see_news.fn("http://www.town.test/news/lists/?utm_source=mail#top")
    assert seen.news is not None
    assert seen.news.category == "ЖКХ; Водоснабжение"


def test_the_page_dates_news_that_its_feed_does_not_and_says_that_it_is_gone(
    office: Path, at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dated = CASE.read_text("utf-8")
    feed = tmp_path / "feed.xml"
    feed.write_text(re.sub("<pubDate>.*</pubDate>", "", dated), "utf-8")
    day = datetime(2026, 11, 24, 15, tzinfo=UTC)
    read_from(office, feed.as_uri())
    monkeypatch.setattr("tasks.preview.article_said", lambda _: ArticleSaid(published_at=day))
    news = see_news.fn(NEWEST).news
    assert news is not None
    assert news.published_at == day
    gone = ArticleSaid(unread="Такой страницы нет.", gone=True, published_at=day)
    monkeypatch.setattr("tasks.preview.article_said", lambda _: gone)
    assert see_news.fn(NEWEST).gone
    feed.write_text(dated, "utf-8")
    news = see_news.fn(NEWEST).news
    assert news is not None
    assert news.published_at == datetime(2026, 11, 25, tzinfo=UTC), "день ленты важнее"


@pytest.mark.parametrize("gone", [True, False])
def test_the_checks_know_a_page_that_is_gone(
    at: Desk, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    checked: list[Look] = []

    def check(shown: list[Look]) -> list[Verdict]:
        checked.extend(shown)
        return []

    monkeypatch.setattr("tasks.preview._check", check)
    monkeypatch.setattr("tasks.preview.create_markdown_artifact", lambda **_: None)
    show_preview.fn(Seen(NEWS, article_unread="Такой страницы нет.", gone=gone), {})
    assert {post.article_gone for look in checked for post in look.posts} == {gone}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("https://town.test/none", "нет ни в ленте сайта, ни среди прочитанных раньше"),
        ("вода", "не адрес новости"),
    ],
)
def test_what_is_no_news_is_refused(office: Path, at: Desk, asked: str, said: str) -> None:
    read_from(office, CASE.as_uri())
    seen = see_news.fn(asked)
    assert seen.news is None
    assert said in str(seen.refused)
    assert "Не сделано: предпросмотр не составлен" in str(seen.refused)


def test_a_site_that_cannot_be_read_is_not_no_news(office: Path, at: Desk) -> None:
    assert see_news.fn(NEWEST) == Seen(unread=see_news.fn("https://town.test/1").unread)
    assert "Сайт не прочитан" in str(see_news.fn(NEWEST).unread)


def test_the_page_shows_all_networks_and_escapes_the_sites_words(at: Desk) -> None:
    shown = page(at, [])
    for network in ("ВКонтакте", "Одноклассники", "Telegram", "MAX"):
        assert network in shown
    assert "Ничего не отправлено и не записано." in shown
    assert "<b>" not in shown
    assert "|  | ВКонтакте | Одноклассники | Telegram | MAX |" in shown
    assert "Администрация ГО «Жатай» (самостоятельно) | нет | нет | нет" in shown
    assert "    https://town.test/1.jpg" in shown
    assert "Замечаний нет." in shown


def test_lengths_cuts_and_captions_stand_beside_each_other(at: Desk) -> None:
    shown = page(at, []).replace("\u00a0", " ")
    lines = {line.split(" | ")[0].strip("| "): line for line in shown.splitlines()}
    assert lines["Длина"].split(" | ")[1].endswith("из 15 000")
    assert lines["Длина"].split(" | ")[3].endswith("из 4 096")
    cut = lines["Сокращён"].split(" | ")
    assert cut[1:3] == ["нет", "нет"]
    assert re.fullmatch(r"до \d \d{3} знаков из 7 500, после слов «….+ до вечера&#46;»", cut[3])
    assert lines["Подпись к вложениям"].split(" | ")[1:4] == [
        "помещается", "помещается", "не помещается, предел 1 024",
    ]  # fmt: skip


def test_under_each_text_stands_all_that_hangs_on_it_and_where_the_rest_is(at: Desk) -> None:
    bridge = Offered(NewsFileKind.PICTURE, "https://town.test/1.jpg", "Мост | <b>")
    order = Offered(NewsFileKind.FILE, "https://town.test/5.pdf", "Приказ № 5")
    player = Offered(NewsFileKind.STAYS, "https://rutube.ru/play/embed/1/")
    torn = Offered(NewsFileKind.PICTURE, "https://town.test/2.jpg")
    opened = {bridge.address: Opened(small=b"jpeg"), torn.address: Opened(why="Не читается.")}
    news = replace(NEWS, text="Мост открыт.", files=(bridge, torn, order, player))
    table = page(at, [], news=news, opened=opened).partition("## Тексты и вложения")[2]
    vk, ok, telegram, max_ = table.splitlines()[5].strip("| ").split(" | ")
    first, second, *rest = vk.split("<br>")
    assert first == ('<img src="data:image/jpeg;base64,anBlZw==" alt="«Мост &#124; &#60;b&#62;»">')
    assert second == "Не прочитано: картинка «2&#46;jpg»"
    stays = "Останется на сайте: плеер или вложение другого вида «rutube&#46;ru»"
    assert rest == ["Вложение: файл «Приказ № 5»", stays]
    linked = [first, second, "В тексте ссылкой: файл «Приказ № 5»", stays]
    assert [one.split("<br>") for one in (ok, telegram, max_)] == [linked] * 3


def test_a_card_and_eleven_pictures_are_shown_as_they_would_be(at: Desk) -> None:
    pictures = [Offered(NewsFileKind.PICTURE, f"https://town.test/{n}.jpg") for n in range(11)]
    shown = page(at, [], news=replace(NEWS, files=tuple(pictures)))
    vk, _, telegram, _ = shown.splitlines()[-1].strip("| ").split(" | ")
    assert vk.count("Вложение: картинка") == 10
    left = "<br>Останется на сайте: картинка «10&#46;jpg»"
    assert vk.endswith(left)
    assert telegram == f"Карточка страницы новости вместо картинок{left}"


def test_a_finding_of_several_networks_is_said_once(at: Desk) -> None:
    verdicts = [
        Verdict("vk", "zhatay-vk", "Нет заголовка.", None),
        Verdict("max", "max", "Нет заголовка.", "Не проверено: нет даты."),
        Verdict("ok", "ok", None, "Не проверено: нет даты."),
        Verdict("telegram", "telegram", None, None),
    ]
    shown = page(at, verdicts)
    assert shown.count("Задержало бы") == 1
    assert "- ВКонтакте &#40;«Администрация ГО «Жатай»»&#41;, MAX: " in shown
    assert "- MAX, Одноклассники: Не проверено" in shown
    assert (
        "| Проверки | пост был бы задержан | есть замечания | пройдены | пост был бы задержан |"
        in shown
    )


def test_what_was_not_read_is_said(at: Desk) -> None:
    shown = page(at, [], "Сайт не ответил.")
    assert "**НЕ ПРОВЕРЕНО:** Сайт не ответил&#46; Показано то, что прочитано раньше." in shown
