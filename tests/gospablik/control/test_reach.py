"""Reach in the weekly letter: numbers of the bare tables, gaps as gaps, none after the cut-off."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from lxml import html as markup

from gospablik.control.model import WeekFigures
from gospablik.control.reach_model import Lacks
from gospablik.control.reach_unusual import RULE, is_unusual, span
from gospablik.control.report import compose
from gospablik.control.verdicts import judge
from gospablik.control.week import Week, figures
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import Check, PageCapture, Report, Result
from tests.gospablik.control.factories import at
from tests.gospablik.control.reach_weeks import (
    FIRST,
    NOW,
    UNREAD,
    capture,
    house,
    post,
    weeks_of_reach,
)
from tests.gospablik.control.recount import Recount, Row
from tests.gospablik.control.sample import busy_office, busy_week, many

HOUSE = house()
WEEK = Week.of(HOUSE, NOW)


def letter(store: Store, town: Organisation = HOUSE) -> Report:
    with store.write() as session:
        report = compose(session, town, Week.of(town, NOW), NOW, "v")
        assert report.files
        return report


def counted(store: Store, town: Organisation = HOUSE) -> WeekFigures:
    with store.read() as session:
        return figures(session, town, Week.of(town, NOW), NOW)


def section(report: Report) -> str:
    return report.text.partition("\nОХВАТ\n")[2].partition("КАК ПОЛУЧЕНЫ ОЦЕНКИ")[0]


def of_page(text: str, page: str) -> tuple[str, str, str]:
    """When the page was counted, its members and its posts, as the plain letter says."""
    found = re.search(
        rf"^- {page}, (.+)\n    Подписчиков: (.+)\n    Посты этой недели: (.+)$", text, re.MULTILINE
    )
    assert found
    return found[1], found[2], found[3]


class Again(Recount):
    """The same numbers by plain loops over raw rows."""

    def told(self, page: str, n: int, figure: str) -> Row | None:
        """The last capture that got the figure in the last 36 hours of the n-th of ten weeks."""
        b = FIRST + timedelta(weeks=n + 1)
        query = f"SELECT * FROM page_capture WHERE page = '{page}'"
        rows = sorted(self.rows(query), key=lambda row: row["captured_at"])
        inside = [row for row in rows if b - timedelta(hours=36) <= row["captured_at"] < b]
        return next((row for row in reversed(inside) if row[f"{figure}_unread"] == ""), None)

    def posts_of(self, told: Row, n: int) -> list[Row]:
        a, b = FIRST + timedelta(weeks=n), FIRST + timedelta(weeks=n + 1)
        posts = self.rows(f"SELECT * FROM post_capture WHERE capture_id = {told['id']}")
        return [one for one in posts if a <= one["published_at"] < b]

    def unknown(self, page: str, n: int) -> str:
        return "?" if FIRST + timedelta(weeks=n + 1) > self.began(page) else "—"

    def members(self, page: str, n: int) -> int | str:
        told = self.told(page, n, "members")
        return self.unknown(page, n) if told is None else int(told["members"])

    def sum(self, page: str, n: int, column: str) -> int | str:
        told = self.told(page, n, "posts")
        if told is None:
            return self.unknown(page, n)
        posts = self.posts_of(told, n)
        numbers = [one[column] for one in posts if one[column] is not None]
        return sum(numbers) if numbers else "—"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_number_is_that_of_the_bare_tables(store: Store, seed: int) -> None:
    weeks_of_reach(store, HOUSE, seed)
    report = letter(store)
    told = section(report)
    with store.read() as session:
        again = Again(session, HOUSE, FIRST)
        for page in HOUSE.page:
            lines = dict(re.findall(r"^- (.+): ([^:]+?)  \S+$", told, re.MULTILINE))
            for words, column in (
                ("просмотров", "views"),
                ("реакций", "reactions"),
            ):
                sums = [again.sum(page.key, n, column) for n in range(2, 10)]
                line = lines.get(f"{words}, {page.name}")
                if line is None:
                    assert not any(isinstance(one, int) for one in sums)
                    assert "—" in sums
                else:
                    assert line == ", ".join(map(str, sums))
            members = [again.members(page.key, n) for n in range(2, 10)]
            assert lines[f"подписчиков, {page.name}"] == ", ".join(map(str, members))

            last, of_posts = (again.told(page.key, 9, one) for one in ("members", "posts"))
            assert last is not None
            assert of_posts is not None
            posts = again.posts_of(of_posts, 9)
            shown = of_page(told, page.name)
            at_members, at_posts = (
                f"{HOUSE.local(one['captured_at']):%d.%m.%Y %H:%M}" for one in (last, of_posts)
            )
            twice = f"подписчики {at_members}, посты {at_posts}"
            assert shown[0] == (at_members if at_members == at_posts else twice)
            assert shown[1].partition(";")[0] == str(last["members"])
            if isinstance(members[-1], int) and isinstance(members[-2], int):
                change = f"{members[-1] - members[-2]:+d}".replace("-", "−").replace("+0", "0")
                assert shown[1].endswith(f"; за неделю {change}")
            else:
                assert shown[1].endswith("; неделю назад не проверено")
            assert shown[2].partition(":")[0] == str(len(posts))
            for words, column in (("просмотров", "views"), ("реакций", "reactions")):
                numbers = [one[column] for one in posts if one[column] is not None]
                part = f" (сообщено о {len(numbers)} из {len(posts)})"
                if posts:
                    told_so = str(sum(numbers)) if numbers else "сеть не сообщает"
                    told_so += part if numbers and len(numbers) < len(posts) else ""
                    assert f"{words} {told_so}" in re.split("[:,] ", shown[2])
            _in_the_file(report, page.name, last, posts)


def _in_the_file(report: Report, page: str, last: Row, posts: list[Row]) -> None:
    book = openpyxl.load_workbook(BytesIO(report.files[-1].content))
    rows = [r for r in book["Охват"].iter_rows(min_row=2, values_only=True) if r[1] == page]
    assert len(rows) == len(posts)
    untold = Lacks.NOT_TOLD.value
    assert [row[4:] for row in rows] == [
        tuple(
            untold if one[name] is None else one[name]
            for name in ("views", "reactions", "reposts", "comments")
        )
        for one in sorted(posts, key=lambda one: (one["published_at"], one["id"]))
    ]
    told = {row[0]: row for row in book["Показатели"].iter_rows(values_only=True)}
    assert told[f"подписчиков, {page}"][8] == last["members"]


def test_both_faces_and_the_page_in_prefect_say_the_same(sqlite_store: Store) -> None:
    weeks_of_reach(sqlite_store, HOUSE, 1)
    report = letter(sqlite_store)
    page = markup.fromstring(report.html)
    tables = [t for t in page.iter("table") if "Охват" in (t.findtext("caption") or "")]
    assert [t.findtext("caption") for t in tables] == ["Охват", "Охват за восемь недель"]
    plain, marked = (
        " ".join(face.split()) for face in (section(report), unescape(report.markdown))
    )
    for one in tables:
        assert one.findall(".//th[@scope='col']")
        for row in one.iterfind(".//tr"):
            for c in row.iter("td", "th"):
                words = (c.text or "").strip()
                # The plain letter names each row and no column of names.
                assert words in plain or words == one.findtext(".//th[@scope='col']")
                assert words in marked


def test_it_stands_after_every_duty_and_no_verdict_knows_it(sqlite_store: Store) -> None:
    busy_week(sqlite_store, HOUSE)
    before = judge(HOUSE, counted(sqlite_store))
    weeks_of_reach(sqlite_store, HOUSE, 1)
    assert judge(HOUSE, counted(sqlite_store)) == before
    report = letter(sqlite_store)
    captions = [
        "".join(map(str, c.itertext())).strip()
        for c in markup.fromstring(report.html).iter("caption", "h2")
    ]
    at_reach = captions.index("Охват")
    assert captions[at_reach + 1 : at_reach + 3] == ["Охват за восемь недель",
                                                     "Как получены оценки"]  # fmt: skip
    assert "Охват — не обязанность: на оценки он не влияет." in report.text


def test_what_is_captured_after_the_cut_off_changes_no_byte(sqlite_store: Store) -> None:
    weeks_of_reach(sqlite_store, HOUSE, 2)
    first = letter(sqlite_store)
    with sqlite_store.write() as session:
        session.delete(session.query(Report).one())
        late = [post(1, at(29, 12), views=10_000)]
        capture(session, HOUSE, when=WEEK.end, members=99_999, posts=late)
        capture(session, HOUSE, when=NOW - timedelta(minutes=1), members=99_999, posts=late)
    again = letter(sqlite_store)
    assert (again.html, again.text, again.digest) == (first.html, first.text, first.digest)
    assert [one.content for one in again.files] == [one.content for one in first.files]


def test_a_page_that_did_not_answer_is_a_gap_and_no_zero(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        capture(session, HOUSE, when=at(28, 23), posts=[post(1, at(27))])
        capture(session, HOUSE, when=at(29, 23), members=None, posts=None, unread=UNREAD)
    told = section(letter(sqlite_store))
    assert "Ответили 0 из 2 страниц." in told
    assert "Администрация Жатая, 29.11.2026 23:00: Просмотры записей: страница не прочит" in told
    assert "Страница а: за неделю не спрашивали." in told
    assert "…." not in told
    assert of_page(told, "Администрация Жатая") == (
        "28.11.2026 23:00",
        "100; неделю назад не проверено",
        "1: просмотров 10, реакций 1",
    )
    assert set(of_page(told, "Страница а")) == {"не проверено"}
    with sqlite_store.read() as session:
        results = session.query(Check.result).filter_by(rule="reach-read").all()
    assert [one for (one,) in results] == [Result.GOOD, Result.NOT_CHECKED]


def test_a_part_that_was_read_is_told_and_the_rest_is_not_checked(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        capture(session, HOUSE, when=at(29, 23), members=7, posts=None, unread=UNREAD)
    shown = of_page(section(letter(sqlite_store)), "Администрация Жатая")
    assert shown[1:] == ("7; неделю назад не проверено", "не проверено")


def test_each_figure_has_its_own_last_reading_and_its_own_reason(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        capture(session, HOUSE, when=at(28, 23), members=5, posts=[post(1, at(27))])
        capture(session, HOUSE, when=at(29, 23), members=7, posts=None, unread=UNREAD)
        # Posts are told to nobody, and the members were not read: neither reason is the other's.
        capture(session, HOUSE, when=at(29, 23), page="vk-1", members=None, posts=None,
                unread="").members_unread = UNREAD  # fmt: skip
    told = section(letter(sqlite_store))
    assert of_page(told, "Администрация Жатая") == (
        "подписчики 29.11.2026 23:00, посты 28.11.2026 23:00",
        "7; неделю назад не проверено",
        "1: просмотров 10, реакций 1",
    )
    assert of_page(told, "Страница а")[1:] == ("не проверено", "сеть не сообщает")
    assert "Ответили 0 из 2 страниц." in told


def test_what_monday_saw_is_not_what_the_week_was(sqlite_store: Store) -> None:
    """Neither shown, nor compared, nor an answer; in the weeks before it is «?», too."""
    with sqlite_store.write() as session:
        for back in range(1, 7):
            monday, sunday = at(23, 23) - timedelta(weeks=back), at(29, 23) - timedelta(weeks=back)
            when = monday if back == 3 else sunday
            seen = [post(1, when - timedelta(hours=9), views=300)]
            capture(session, HOUSE, when=when, members=5000, posts=seen)
        capture(session, HOUSE, when=at(23, 23), members=100, posts=[post(1, at(23, 9), views=5)])
    report = letter(sqlite_store)
    told = section(report)
    assert set(of_page(told, "Администрация Жатая")) == {"не проверено"}
    assert "просмотров, Администрация Жатая: ?, 300, 300, 300, ?, 300, 300, ?" in told
    assert "Необычно" not in told.partition("Необычным")[0]
    assert "Ответили 0 из 2 страниц." in told
    early = "23.11.2026 23:00: это не конец недели, позже не спрашивали."
    assert f"Администрация Жатая, {early}" in told
    rows = openpyxl.load_workbook(BytesIO(report.files[-1].content))["Охват"]
    assert rows.max_row == 1


def test_the_week_that_goes_on_is_told_by_what_was_read_so_far(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        capture(session, HOUSE, when=at(23, 23), members=100)
        now = at(25, 12)
        told = section(compose(session, HOUSE, Week.current(HOUSE, now), now, "v"))
    assert of_page(told, "Администрация Жатая")[1].startswith("100; ")
    assert "Ответили 1 из 2 страниц." in told


def test_a_figure_that_was_never_read_keeps_its_row(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        for back in range(9):
            capture(session, HOUSE, when=at(29, 23) - timedelta(weeks=back), posts=None,
                    unread=UNREAD)  # fmt: skip
    assert "- просмотров, Администрация Жатая: ?, ?, ?, ?, ?, ?, ?, ?  " in section(
        letter(sqlite_store)
    )


def test_what_a_network_tells_nobody_is_named_so(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        capture(session, HOUSE, when=at(22, 23), posts=None)
        capture(session, HOUSE, when=at(29, 23), members=0, posts=None)
        views_of_one = [post(1, at(24), views=5, likes=None), post(2, at(25), None, None)]
        capture(session, HOUSE, when=at(29, 23), page="vk-1", posts=views_of_one)
    told = section(letter(sqlite_store))
    shown = of_page(told, "Администрация Жатая")
    assert shown[1:] == ("0; за неделю −100", "сеть не сообщает")
    assert "Ответили 2 из 2 страниц." in told
    assert "просмотров, Администрация" not in told
    other = of_page(told, "Страница а")
    assert other[2] == "2: просмотров 5 (сообщено о 1 из 2), реакций сеть не сообщает"


def test_a_week_without_posts_has_no_views_rather_than_none_seen(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        capture(session, HOUSE, when=at(29, 23), posts=[post(1, at(20), views=400)])
    shown = of_page(section(letter(sqlite_store)), "Администрация Жатая")
    assert shown[2] == "0"


def _views(store: Store, *weeks: int) -> str:
    """The letter's words after weeks with these views of their one post, the newest last."""
    with store.write() as session:
        for back, views in enumerate(reversed(weeks)):
            sunday = at(29, 23) - timedelta(weeks=back)
            seen = [post(1, sunday - timedelta(hours=9), views=views, likes=0)]
            capture(session, HOUSE, when=sunday, posts=seen)
    return section(letter(store))


def test_what_is_unusual_is_said_in_one_sentence_with_its_rule(sqlite_store: Store) -> None:
    told = _views(sqlite_store, 100, 300, 180, 220, 40)
    assert (
        "Необычно: Администрация Жатая: просмотров 40 (прежде от 100 до 300)."
        f" {RULE} Законченная неделя" in told
    )


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        ((100, 300, 180, 220, 120), "Необычного нет."),
        ((100, 300, 180, 220, 310), "Необычного нет."),
        ((100, 40), "С прежними неделями не сравнить: чисел пока мало."),
        # Nine weeks ago does not count any more.
        ((9000, 100, 110, 120, 130, 140, 150, 160, 170, 900), "Необычно: "),
    ],
)
def test_what_is_usual_or_not_to_be_compared(
    sqlite_store: Store, weeks: tuple[int, ...], said: str
) -> None:
    assert f"\n{said}" in _views(sqlite_store, *weeks)


def test_a_week_that_goes_on_is_not_compared(sqlite_store: Store) -> None:
    _views(sqlite_store, 100, 300, 180, 220, 40)
    with sqlite_store.write() as session:
        now = at(29, 23, 30)
        report = compose(session, HOUSE, Week.current(HOUSE, now), now, "v")
        told = section(report)
    assert "Неделя не закончилась: с прежними не сравнивается." in told


@pytest.mark.parametrize(
    ("value", "least", "most", "unusual"),
    [
        (40, 100, 300, True),
        (91, 100, 300, False),
        (75, 100, 300, True),
        (76, 100, 300, False),
        (375, 100, 300, True),
        (374, 100, 300, False),
        (200, 100, 300, False),
        (12, 1, 3, False),
        (13, 1, 3, True),
        (-20, -10, 5, True),
        (-19, -10, 5, False),
        (10, 0, 0, True),
        (9, 0, 0, False),
    ],
)
def test_the_rule(value: int, least: int, most: int, *, unusual: bool) -> None:
    assert is_unusual(value, least, most) is unusual


def test_the_span_needs_four_numbers_of_the_last_eight() -> None:
    assert span([1, 2, Lacks.NOT_CHECKED, 3]) is None
    assert span([1, 2, Lacks.NOT_TOLD, 3, 4]) == (1, 4)
    assert span([99, 5, 1, 2, 3, 4, 5, 6, 7]) == (1, 7)


def test_the_letter_stays_small_with_many_pages_and_exceptions(sqlite_store: Store) -> None:
    town = house(pages=5)
    weeks_of_reach(sqlite_store, town, 1)
    many(sqlite_store, town, number=300, when=at(24))
    assert len(letter(sqlite_store, town).html.encode()) < 90_000


def test_a_page_of_another_organisation_is_not_ours(sqlite_store: Store) -> None:
    other = busy_office()
    raw = other.model_dump()
    raw["organisation"]["key"] = "other"
    with sqlite_store.write() as session:
        capture(session, Organisation.model_validate(raw), when=at(29, 23), members=5)
    assert counted(sqlite_store).reach.answered == 0
    with sqlite_store.read() as session:
        assert session.query(PageCapture).count() == 1
