"""Every rule on one good and one bad row, through Great Expectations (its import costs 6 s)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data_checks import live, posts
from data_checks.engine import Rule, run_rules
from data_checks.live import LiveRow, check_live
from data_checks.posts import PostRow, check_posts

NOW = datetime(2026, 9, 16, 3, tzinfo=UTC)
LINK = "https://adm.example.ru/news/1/"
SOURCE = "Сбор 19 сентября 2026 года в 10:00."
GOOD = PostRow(
    subject="news-1",
    page="vk",
    text=f"Субботник\n\nСбор 19 сентября в 10:00.\n\n{LINK}",
    link=LINK,
    source_title="Субботник",
    source_text=SOURCE,
    article_text="Субботник\n\nСбор 19 сентября 2026 года в 10 часов.",
    published_at=NOW - timedelta(hours=2),
    page_since=NOW - timedelta(days=30),
    now=NOW,
    limit=4096,
    length=100,
)
OTHER_TIME = GOOD.text.replace("10:00", "11:00")

BAD = [
    ("post-text", replace(GOOD, text=" \n"), "пусто"),
    ("post-limit", replace(GOOD, length=4097), "знаков 4097"),
    ("post-title", replace(GOOD, text=f"Сбор. {LINK}"), "заголовка в посте нет"),
    ("post-link", replace(GOOD, text="Субботник"), "ссылок нет"),
    ("post-link", replace(GOOD, text=GOOD.text + "0"), "ссылка «https://adm.example.ru/news/1/0»"),
    ("post-figures", replace(GOOD, text=OTHER_TIME), "время «11:00»"),
    ("page-title", replace(GOOD, article_text=GOOD.source_text), "заголовка на странице нет"),
    ("page-figures", replace(GOOD, article_text="Субботник, 19 сентября"), "время «10:00»"),
    ("post-since", replace(GOOD, published_at=NOW - timedelta(days=31)), "16.08.2026 03:00 UTC"),
    ("post-future", replace(GOOD, published_at=NOW + timedelta(hours=1)), "16.09.2026 04:00 UTC"),
    ("post-media", replace(GOOD, media_problems=("Сайт молчит.", "Узкая.")), "Сайт молчит. Узкая"),
    (
        "post-facts",
        replace(GOOD, own_words=True, text=GOOD.text.replace("10:00.", "10:00. Вход платный.")),
        "слова: «Вход платный.», на сайте этого нет",
    ),
    ("post-markup", replace(GOOD, text=GOOD.text + "<br>&nbsp;"), "<br>, &nbsp;"),
]


def test_a_good_post_breaks_nothing() -> None:
    line = "Приказ № 57 от 12.09.2026: https://adm.example.ru/57.pdf"
    filed = replace(GOOD, subject="news-3", text=f"{GOOD.text}\n{line}", file_lines=(line,))
    own = replace(GOOD, subject="own", own_words=True, source_text="Сбор 18 сентября.")
    listed = replace(GOOD, text=GOOD.text.replace("Сбор", "1. Сбор"), source_text="1. " + SOURCE)
    report = check_posts([GOOD, replace(GOOD, page="ok"), replace(listed, subject="4"), filed, own])
    assert report.fine
    assert (report.checked, report.rules) == (5, posts.RULES)


@pytest.mark.parametrize(("rule", "bad", "found"), BAD)
def test_a_bad_post_is_named_beside_a_good_one(rule: str, bad: PostRow, found: str) -> None:
    report = check_posts([GOOD, replace(bad, subject="bad")])
    seen = {finding.rule: finding for finding in report.findings}
    assert {finding.subject for finding in report.findings} == {"bad"}
    assert seen[rule].found == found
    assert ("п. 3.3" if rule == "post-media" else "п. 3.2") in seen[rule].words
    assert seen[rule].page == "vk"
    assert seen[rule].severity == ("warning" if rule == "page-title" else "critical")


def test_the_same_news_twice_on_one_page() -> None:
    report = check_posts([GOOD, GOOD, replace(GOOD, page="ok")])
    assert [(f.rule, f.page) for f in report.findings] == [("post-unique", "vk")] * 2


def test_every_rule_has_a_bad_row() -> None:
    assert {rule for rule, _, _ in BAD} | {"post-unique"} == set(posts.RULES)


def test_a_page_that_was_not_read_is_not_checked() -> None:
    unread = replace(GOOD, article_text=None, published_at=None, subject="unread")
    mixed = check_posts([GOOD, unread])
    assert not mixed.findings
    assert not mixed.fine
    skipped = ["page-title", "page-figures", "post-since", "post-future"]
    assert [(subject, rule) for subject, rule, _ in mixed.not_checked] == [
        ("unread", rule) for rule in skipped
    ]
    assert mixed.rules == posts.RULES
    alone = check_posts([unread])
    assert set(alone.rules) == set(posts.RULES) - set(skipped)


def test_naive_times_are_refused() -> None:
    with pytest.raises(ValueError, match="часового пояса"):
        replace(GOOD, published_at=datetime(2026, 9, 16))  # noqa: DTZ001


LIVE = LiveRow("news-1", "vk", f"Субботник — «Жатай»\n\n{LINK}", "", True, LINK)
LIVE = replace(LIVE, live_text=f'субботник - "Жатай" {LINK}')


def test_live_posts() -> None:
    report = check_live(
        [
            LIVE,
            replace(LIVE, subject="gone", live_text=None),
            replace(LIVE, subject="edited", live_text=f"Воскресник — «Жатай» {LINK}"),
            replace(LIVE, subject="bare", live_text="Субботник — «Жатай»"),
            replace(LIVE, subject="pictured", pictures=2, live_pictures=3),
            replace(LIVE, subject="lost", pictures=1),
            replace(LIVE, subject="no film", pictures=1, live_pictures=1, others=2, live_others=1),
            replace(LIVE, subject="unread", live_text=None, read=False),
        ]
    )
    assert [(f.subject, f.rule, f.found) for f in report.findings] == [
        ("gone", "live-exists", "поста нет"),
        (
            "edited",
            "live-text",
            "[−Субботник] [+Воскресник] — «Жатай» https://adm.example.ru/news/1/",
        ),
        ("bare", "live-text", f"Субботник — «Жатай» [−{LINK}]"),
        ("bare", "live-link", "ссылок нет"),
        ("lost", "live-media", "в посте 0"),
        ("no film", "live-media", "в посте 1, видео и файлов 1"),
    ]
    assert [f.expected for f in report.findings[-2:]] == [
        "картинок на сайте 1",
        "картинок на сайте 1, видео и файлов 2",
    ]
    assert [(subject, rule) for subject, rule, _ in report.not_checked] == [
        ("gone", "live-text"),
        ("gone", "live-link"),
        ("gone", "live-media"),
        *(("unread", rule) for rule in live.RULES),
    ]
    assert (report.checked, report.rules) == (7, live.RULES)


def test_nothing_read_is_nothing_checked() -> None:
    report = check_live([replace(LIVE, read=False)])
    assert (report.checked, report.rules, len(report.not_checked)) == (0, (), 4)


def test_a_rule_that_breaks_is_neither_passed_nor_failed() -> None:
    good = Rule("good", "critical", "Правило.")
    nonsense = Rule("nonsense", "critical", "Правило.")
    columns: dict[str, list[float | str | None]] = {
        "good": [0, 1, None],
        "nonsense": ["а", "б", "в"],
    }
    outcomes = run_rules([good, nonsense], columns).outcomes
    assert (outcomes["good"].bad_rows, outcomes["good"].broken) == ((1,), None)
    assert outcomes["nonsense"].broken
    assert outcomes["nonsense"].bad_rows == ()
