"""A letter about eight generated weeks: every number is counted again from the bare tables."""

import re
from datetime import timedelta

import pytest

from gospablik.control import rules
from gospablik.control.checks import keep_check, note_reading
from gospablik.control.history import history, weeks_of
from gospablik.control.history_model import History, RunsWeek, Series, Value
from gospablik.control.report import compose
from gospablik.control.week import Week
from gospablik.organisation import Organisation
from gospablik.regulation import Ground
from gospablik.store.session import Store
from gospablik.store.tables import Kind, Result
from tests.gospablik.control import factories as make
from tests.gospablik.control.eight_weeks import NOW, START, eight_weeks, office
from tests.gospablik.control.factories import at
from tests.gospablik.control.recount import Recount

HOUSE = office()
WEEK = Week.of(HOUSE, NOW)
RUNS = [None, *(RunsWeek(late=n, failed=7 - n) for n in range(7))]


def expected(recount: Recount) -> dict[str, list[int | str]]:
    """The lines of the letter's table of eight weeks."""
    told: dict[str, list[int | str]] = {}
    for page in HOUSE.page:
        began, name = recount.began(page.key), page.name
        posts = recount.per_week(recount.posts(page.key), "published_at")
        told[f"постов за неделю, {name} (норма 3)"] = [
            number if began < b else "—"
            for number, (_, b) in zip(posts, recount.weeks, strict=True)
        ]
        told[f"самая долгая тишина, часов, {name}"] = recount.silence(page.key)
        told[f"новостей сайта с постом, %, {name}"] = recount.covered(page.key)
    rulings = recount.rows("SELECT made_at, annulled_at, verdict, ground FROM ruling")

    def made(verdict: str, ground: str | None = None) -> list[int]:
        some = [r for r in rulings if r["verdict"] == verdict and ground in (None, r["ground"])]
        return recount.per_week(some, "made_at")

    def count(query: str, column: str) -> list[int]:
        return recount.per_week(recount.rows(query), column)

    done = "SELECT state_since FROM action WHERE state = 'confirmed' AND kind ="
    ended = (
        "SELECT d.until FROM decision d WHERE d.verdict = 'block'"
        " AND (d.ended_at IS NULL OR d.ended_at >= d.until) AND EXISTS (SELECT 1 FROM action"
        " a WHERE a.kind = 'block' AND a.state = 'confirmed'"
        " AND a.subject = CAST(d.id AS VARCHAR(20)))"
    )
    early = (
        f"{done} 'unblock' AND NOT EXISTS (SELECT 1 FROM decision d"
        " WHERE CAST(d.id AS VARCHAR(20)) = action.subject AND d.until <= action.state_since)"
    )
    rights = recount.checks("right", bad=True)
    asked = recount.checks("rights-read", bad=False)
    return {
        **told,
        "постов, в которых сверка нашла расхождения": recount.checks("live-%", bad=True),
        "комментариев пришло": [*recount.per_week(recount.comments(), "first_seen_at")],
        "предложений о блокировке": [*count("SELECT opened_at FROM proposal", "opened_at")],
        "решений о блокировке": [*count("SELECT decided_at FROM decision", "decided_at")],
        "авторов заблокировано": [*count(f"{done} 'block'", "state_since")],
        "сроков блокировки вышло": [*count(ended, "until")],
        "блокировок снято раньше срока": [*count(early, "state_since")],
        "тревог о сбоях запусков": [
            *count("SELECT raised_at FROM alarm WHERE subject LIKE 'flow:%'", "raised_at")
        ],
        "ждали решения в конце недели": [*recount.waiting()],
        "комментариев разобрано": [*recount.per_week(rulings, "made_at")],
        "от срабатывания до решения, часов (медиана)": recount.hours(),
        "решено оставить": [*made("keep")],
        "решено ответить": [*made("answer")],
        "решено предупредить": [*made("warn")],
        **{f"решено удалить: {g.words}": [*made("remove", g.value)] for g in Ground},
        "решений отменено": [*recount.per_week(rulings, "annulled_at")],
        "поручений открыто в конце недели": [*recount.stood("errand")],
        "неизвестных исходов в конце недели": [*recount.stood("unknown")],
        "прав, в которых сеть отказывает": [
            "?" if a == "?" else (0 if r == "?" else r) for a, r in zip(asked, rights, strict=True)
        ],
        "запусков не началось в срок": ["?", *range(7)],
        "запусков закончилось неудачей": ["?", *(7 - n for n in range(7))],
    }


def shown(face: str) -> dict[str, list[int | str]]:
    """The lines of the table of eight weeks, as the plain letter shows them."""
    part = face.partition("ПОСЛЕДНИЕ ВОСЕМЬ НЕДЕЛЬ")[2].partition("Столбец")[0]
    lines = re.findall(r"^- (.+): ([^:]+?)  \S+$", part, re.MULTILINE)
    return {
        words: [int(v) if v.isdecimal() else v for v in values.split(", ")]
        for words, values in lines
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_every_number_of_eight_weeks_is_that_of_the_bare_tables(store: Store, seed: int) -> None:
    eight_weeks(store, HOUSE, seed)
    with store.write() as session:
        report = compose(session, HOUSE, WEEK, NOW, "v", runs=RUNS)
        recount = Recount(session, HOUSE, START)
        assert shown(report.text) == expected(recount)
        _of_the_week(report.text, recount)
    assert "Показатель: 41, 42, 43, 44, 45, 46, 47, 48" in report.text


def _of_the_week(letter: str, recount: Recount) -> None:
    """The tables of the week itself: comments, what was done, the posts of each day."""

    def number(words: str) -> int:
        (found,) = re.findall(rf"^- {re.escape(words)}: (\d+)$", letter, re.MULTILINE)
        return int(found)

    last, whole = recount.weeks[-1], expected(recount)
    assert number("пришло за неделю") == whole["комментариев пришло"][-1]
    assert number("решено оставить") == whole["решено оставить"][-1]
    assert number("решений отменено") == whole["решений отменено"][-1]
    gone = [c for c in recount.comments() if c["gone_at"] and last[0] <= c["gone_at"] < last[1]]
    assert number("исчезло со страниц за неделю") == len(gone)
    findings = recount.rows(
        "SELECT f.ground, f.found_at FROM finding f JOIN comment_version v ON v.id = f.version_id"
        " JOIN comment c ON c.id = v.comment_id JOIN author a ON a.id = c.author_id"
        " WHERE NOT a.is_page AND f.rule NOT LIKE 'sample%'"
    )
    for ground in Ground:
        of = [f for f in findings if f["ground"] == ground.value]
        assert number(f"срабатываний: {ground.words}") == recount.per_week(of, "found_at")[-1]
        words = f"решено удалить: {ground.words}"
        assert number(words) == whole[words][-1]
    for words, kind, where in (
        ("опубликовано постов", "publish", "TRUE"),
        ("сделано репостов", "repost", "TRUE"),
        ("исправлено постов по сайту", "edit", "TRUE"),
        ("уведомлено авторов", "reply", "subject LIKE 'told:%'"),
        ("заблокировано авторов", "block", "TRUE"),
        ("отправлено писем", "mail", "TRUE"),
    ):
        by = recount.confirmed(kind, where)
        how = "; ".join(
            f"{words}: {by[key]}"
            for key, words in (
                ("readback", "прочитано обратно"),
                ("answer", "ответ сети, обратно не прочитано"),
                ("person", "со слов сотрудника"),
            )
        )
        told = f"- {words}\n    Всего: {by.total()}\n    Откуда известно: "
        assert told + (how if by.total() else "—") in letter
    for n, day in enumerate(("понедельник, 23.11", "вторник, 24.11", "воскресенье, 29.11")):
        a = last[0] + timedelta(days=(0, 1, 6)[n])
        lines = ""
        for page in HOUSE.page:
            moments = [post["published_at"] for post in recount.posts(page.key)]
            posts = sum(a <= moment < a + timedelta(days=1) for moment in moments)
            lines += f"\n    {page.name}: {posts}"
        assert f"- {day}{lines}\n" in letter


def of(told: History, key: str, page: str = "") -> tuple[Value, ...]:
    """The values of that figure."""
    (one,) = [one for one in told.series if (one.key, one.page) == (key, page)]
    return one.values


def last_week(store: Store, house: Organisation = HOUSE) -> History:
    with store.read() as session:
        return history(session, house, house.page, WEEK, now=NOW)


def test_weeks_across_the_year_and_before_the_first_page(sqlite_store: Store) -> None:
    house, now = make.office(since=at(28, month=12).date()), at(4, 9, month=12) + timedelta(days=31)
    week = Week.of(house, now)
    with sqlite_store.read() as session:
        found = history(session, house, house.page, week, now=now)
    assert [one.number for one in weeks_of(house, week)] == [46, 47, 48, 49, 50, 51, 52, 53]
    assert of(found, "posts", "vk") == ("—",) * 7 + (0,)
    assert of(found, "silence", "vk") == ("—",) * 7 + (168,)
    assert of(found, "late") == ("?",) * 8
    assert of(found, "lost") == ("?",) * 8
    assert of(found, "came") == ("—",) * 7 + ("?",)


def test_posts_that_nobody_could_compare_are_not_found_to_be_in_order(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        keep_check(session, HOUSE, page="vk", rule=rules.LIVE_TEXT, subject="1",
                   result=Result.NOT_CHECKED, words="пост не прочитан", now=at(25))  # fmt: skip
    assert of(last_week(sqlite_store), "differ")[-1] == "?"
    with sqlite_store.write() as session:
        keep_check(session, HOUSE, page="vk", rule=rules.LIVE_TEXT, subject="2",
                   result=Result.GOOD, words="как на сайте", now=at(26))  # fmt: skip
    assert of(last_week(sqlite_store), "differ")[-1] == 0


@pytest.mark.parametrize(
    ("rule", "page", "key", "read"),
    [(rules.HARVEST_WHOLE, "vk", "came", 0), (rules.SITE_READ, "", "covered", "—")],
)
def test_a_week_in_which_nobody_could_look_is_not_a_week_without_anything(
    sqlite_store: Store, rule: str, page: str, key: str, read: int | str
) -> None:
    house = make.office()

    def value(unread: str | None, hour: int) -> int | str:
        with sqlite_store.write() as session:
            note_reading(session, house, page=page, rule=rule, subject=page or "лента",
                         unread=unread, now=at(25, hour))  # fmt: skip
        return of(last_week(sqlite_store, house), key, "vk" if key == "covered" else "")[-1]

    assert value("молчит", 9) == "?"
    assert value(None, 10) == read
    assert value("молчит", 11) == read


@pytest.mark.parametrize(
    ("readings", "told"),
    [
        (((rules.HARVEST_WHOLE, "vk"),), "?"),
        (((rules.HARVEST_WHOLE, "vk"), (rules.HARVEST, "vk-1")), "?"),
        (((rules.HARVEST_WHOLE, "vk"), (rules.HARVEST_WHOLE, "vk-1")), 0),
        (((rules.HARVEST, "vk"), (rules.HARVEST, "vk-1")), 0),
        (((rules.HARVEST, "vk"),), "?"),
    ],
)
def test_no_comments_are_nought_only_where_each_page_was_read(
    sqlite_store: Store, readings: tuple[tuple[str, str], ...], told: int | str
) -> None:
    with sqlite_store.write() as session:
        for rule, page in readings:
            note_reading(session, HOUSE, page=page, rule=rule, subject=page, unread=None,
                         now=at(25))  # fmt: skip
    assert of(last_week(sqlite_store), "came")[-1] == told


def test_weeks_before_whole_readings_were_kept_are_told_by_any(sqlite_store: Store) -> None:
    house = make.office()
    with sqlite_store.write() as session:
        for rule, day in ((rules.HARVEST, 11), (rules.HARVEST_WHOLE, 18)):
            note_reading(session, house, page="vk", rule=rule, subject="vk", unread=None,
                         now=at(day))  # fmt: skip
    assert of(last_week(sqlite_store, house), "came")[-4:] == ("?", 0, 0, "?")


def test_a_block_that_ends_with_its_term_is_not_lifted_before_it(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        for until in (at(25), at(29)):
            decided = make.decision(session, when=at(20))
            decided.until = until
            make.action(session, kind=Kind.UNBLOCK, subject=decided.id, when=at(26))
    assert of(last_week(sqlite_store), "unblocked")[-1] == 1


def test_a_watched_page_is_not_checked(sqlite_store: Store) -> None:
    house = make.office(mode="наблюдение")
    with sqlite_store.read() as session:
        found = history(session, house, house.page, WEEK, now=NOW)
    for key in ("posts", "silence", "covered"):
        assert of(found, key, "vk") == ("?",) * 8


def test_bars_tell_the_highest_from_nothing() -> None:
    assert Series("a", "а", (0, 3, 6, "?", "—", 7, 7, 0)).bars == "▁▄▇··██▁"
    assert Series("a", "а", (0,) * 8).bars == "▁" * 8
