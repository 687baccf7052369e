"""Clauses 3.2 and 3.5 at the edges of each rule: kept, threatened, broken, not checked."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.checks import note_reading
from gospablik.control.report_tables import attention
from gospablik.control.verdict import Level, Verdict
from gospablik.control.verdicts import judge
from gospablik.control.week import Week, figures
from gospablik.networks.addresses import home
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import Kind, Result, State
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

MONDAY = at(30, 9)
Fill = Callable[[Session, Organisation], None]


def verdict(
    store: Store, house: Organisation, title: str, *, now: datetime = MONDAY, current: bool = False
) -> Verdict:
    """The verdict of that title on the week of 23–29 November."""
    week = Week.starting(house, date(2026, 11, 23)) if not current else Week.current(house, now)
    with store.read() as session:
        counted = figures(session, house, week, now)
        return next(v for v in judge(house, counted) if title in v.title)


def _posts(store: Store, number: int, *, first: int = 23) -> None:
    with store.write() as session:
        for n in range(number):
            make.post(session, when=at(first, 9 + n))


@pytest.mark.parametrize(
    ("posts", "level"), [(5, Level.KEPT), (6, Level.KEPT), (4, Level.BROKEN), (0, Level.BROKEN)]
)
def test_a_full_week_against_the_norm(sqlite_store: Store, posts: int, level: Level) -> None:
    _posts(sqlite_store, posts)
    found = verdict(sqlite_store, make.office(norm=5), "регулярны")
    assert found.level is level
    assert "распоряжение от 01.02.2026 № 10" in found.rule


@pytest.mark.parametrize(("posts", "level"), [(2, Level.KEPT), (1, Level.AT_RISK)])
def test_a_week_that_goes_on_is_never_broken(sqlite_store: Store, posts: int, level: Level) -> None:
    _posts(sqlite_store, posts)
    found = verdict(
        sqlite_store, make.office(norm=5), "регулярны", now=at(26, 0), current=True
    )  # three days of seven: two posts of five are on course
    assert found.level is level


def test_without_a_norm_regularity_has_no_verdict(sqlite_store: Store) -> None:
    with pytest.raises(StopIteration):
        verdict(sqlite_store, make.office(), "регулярны")


def test_posts_with_unknown_outcome_may_make_up_the_norm(sqlite_store: Store) -> None:
    _posts(sqlite_store, 4)
    with sqlite_store.write() as session:
        lost = make.post(session, when=at(25), live=False)
        make.action(session, kind=Kind.PUBLISH, subject=lost.id, when=at(25),
                    state=State.UNKNOWN)  # fmt: skip
    assert verdict(sqlite_store, make.office(norm=5), "регулярны").level is Level.NOT_CHECKED


@pytest.mark.parametrize("kind", [Kind.PUBLISH, Kind.REPOST])
@pytest.mark.parametrize(
    ("tried", "level"),
    [
        (at(22, 23, 59), Level.BROKEN),
        (at(23, 0), Level.NOT_CHECKED),
        (at(29, 23, 59), Level.NOT_CHECKED),
        (at(30, 0), Level.BROKEN),
        (at(30, 8), Level.BROKEN),
    ],
)
def test_only_what_was_tried_in_the_week_may_make_up_its_norm(
    sqlite_store: Store, kind: Kind, tried: datetime, level: Level
) -> None:
    with sqlite_store.write() as session:
        make.action(session, kind=kind, subject="1", when=at(25), state=State.UNKNOWN,
                    first_claimed_at=tried)  # fmt: skip
    assert verdict(sqlite_store, make.office(norm=1), "регулярны").level is level


def test_a_repost_is_a_post_of_the_page_and_covers_no_news(store: Store) -> None:
    house = make.office(norm=2)
    with store.write() as session:
        make.item(session, when=at(24))
        make.repost(session, when=at(24, 9))
        own = make.post(session, when=at(26, 9))
        make.repost(session, when=at(26, 9), number=own.network_id)  # the same post of the network
        again = make.repost(session, when=at(28, 9), number="777")
        make.action(session, kind=Kind.REPOST, subject=again.id, when=at(29), revision=2,
                    external_id="777")  # fmt: skip
        make.repost(session, when=at(22, 23))
        make.repost(session, when=at(25), state=State.ERRAND)
    with store.read() as session:
        counted = figures(session, house, Week.of(house, MONDAY), MONDAY)
    (page,) = counted.pages
    assert page.days == (0, 1, 0, 1, 0, 1, 0)
    assert [post.repost for post in page.posts] == [True, False, True]
    assert page.posts[2].link.endswith("777")
    assert page.silence
    assert (page.silence.since, page.silence.hours) == (at(24, 9), 48)
    assert len(page.lacking) == 1, "новость сайта репост не закрывает"
    told = {one.key: one.values[-1] for one in counted.history.series}
    assert (told["posts"], told["silence"], told["covered"]) == (3, 48, 50)
    assert counted.duties.enriched[0].reposts == 2
    assert verdict(store, house, "регулярны").level is Level.KEPT


def test_a_watched_page_has_posts_that_we_do_not_know(sqlite_store: Store) -> None:
    house = make.office(norm=5, mode="наблюдение")
    assert verdict(sqlite_store, house, "регулярны").level is Level.NOT_CHECKED
    found = verdict(sqlite_store, house, "соответствуют")
    assert found.level is Level.NOT_CHECKED
    assert "сверяет «Сверка с сайтом»" in " ".join(found.why)
    todo = [one.todo for one in found.issues]
    assert any("Откройте последнюю «Сверку с сайтом»" in words for words in todo)


def test_a_page_of_the_last_hours_owes_no_norm(sqlite_store: Store) -> None:
    found = verdict(sqlite_store, make.office(norm=5, since=date(2026, 11, 29)), "регулярны")
    assert found.level is Level.KEPT
    assert "неполная" in found.why[0]


def _good(session: Session, house: Organisation) -> None:
    make.checked(session, house, when=at(29, 22))
    make.reconciled(session, house, of=make.post(session, when=at(25)), when=at(29, 22))


def _nothing(session: Session, house: Organisation) -> None:
    """Neither posts nor checks."""


def _quiet(session: Session, house: Organisation) -> None:
    make.checked(session, house, when=at(29, 22))


def _unread(session: Session, house: Organisation) -> None:
    _good(session, house)
    note_reading(session, house, page="", rule=rules.SITE_READ, subject=house.site.where,
                 unread="нет ответа", now=at(29, 23))  # fmt: skip


def _read_long_ago(session: Session, house: Organisation) -> None:
    make.checked(session, house, when=at(26, 23) + timedelta(minutes=59))


def _unreconciled(session: Session, house: Organisation) -> None:
    _good(session, house)
    make.post(session, when=at(29, 23))


def _post_unread(session: Session, house: Organisation) -> None:
    _quiet(session, house)
    make.reconciled(session, house, of=make.post(session, when=at(25)), when=at(29, 22),
                    result=Result.NOT_CHECKED)  # fmt: skip


def _differs(session: Session, house: Organisation) -> None:
    _quiet(session, house)
    make.reconciled(session, house, of=make.post(session, when=at(25)), when=at(29, 22),
                    result=Result.BAD)  # fmt: skip


def _mended(session: Session, house: Organisation) -> None:
    _quiet(session, house)
    post = make.post(session, when=at(25))
    make.reconciled(session, house, of=post, when=at(26), result=Result.BAD)
    make.reconciled(session, house, of=post, when=at(27))


def _link_lost(session: Session, house: Organisation) -> None:
    _quiet(session, house)
    make.reconciled(session, house, of=make.post(session, when=at(25)), when=at(29, 22),
                    result=Result.BAD, rule=rules.LIVE_LINK)  # fmt: skip


def _picture_lost(session: Session, house: Organisation) -> None:
    _quiet(session, house)
    make.reconciled(session, house, of=make.post(session, when=at(25)), when=at(29, 22),
                    result=Result.BAD, rule=rules.LIVE_MEDIA, found="в посте 0")  # fmt: skip


def _held(session: Session, house: Organisation) -> None:
    _good(session, house)
    make.post(session, when=at(29), live=False, held="дата не та")


def _late(session: Session, house: Organisation) -> None:
    _good(session, house)
    make.post(session, when=at(24), live=False, held="дата не та")


def _published_late(session: Session, house: Organisation) -> None:
    _quiet(session, house)
    news = make.item(session, when=at(23))
    make.reconciled(session, house, of=make.post(session, when=at(27), of=news), when=at(28))


@pytest.mark.parametrize(
    ("fill", "level"),
    [
        (_good, Level.KEPT),
        (_quiet, Level.KEPT),
        (_published_late, Level.KEPT),
        (_nothing, Level.NOT_CHECKED),
        (_unread, Level.NOT_CHECKED),
        (_read_long_ago, Level.NOT_CHECKED),
        (_unreconciled, Level.NOT_CHECKED),
        (_post_unread, Level.NOT_CHECKED),
        (_differs, Level.BROKEN),
        (_late, Level.BROKEN),
        (_mended, Level.AT_RISK),
        (_link_lost, Level.AT_RISK),
        (_picture_lost, Level.AT_RISK),
        (_held, Level.AT_RISK),
    ],
)
def test_correspondence_with_the_site(sqlite_store: Store, fill: Fill, level: Level) -> None:
    house = make.office()
    with sqlite_store.write() as session:
        fill(session, house)
    assert verdict(sqlite_store, house, "соответствуют").level is level


def test_a_post_that_lost_its_video_is_not_said_to_lack_a_picture_of_the_news(
    sqlite_store: Store,
) -> None:
    with sqlite_store.write() as session:
        _picture_lost(session, house := make.office())
    (issue,) = verdict(sqlite_store, house, "соответствуют").issues
    assert "с чем они вышли: ссылки на новость, картинок, видео или файлов: 1" in issue.words


def test_what_to_do_about_each_news_is_said_apart_and_whole(sqlite_store: Store) -> None:
    house = make.office()
    with sqlite_store.write() as session:
        _good(session, house)
        waits, back = (
            make.post(session, when=at(24), live=False, title=f"{start} {'о' * 150}")
            for start in ("Ждёт", "Снят")
        )
        make.action(session, kind=Kind.PUBLISH, subject=waits.id, when=at(24), state=State.DUE,
                    why="сеть не отвечает")  # fmt: skip
        back.withdrawn_at = at(25)
    found = verdict(sqlite_store, house, "соответствуют")
    assert [row[1].text for row in attention((found,), 9).rows] == [
        "Программа разместит сама, вручную не размещайте.",
        "Разместите вручную.",
    ]
    (issue,) = found.issues
    assert [item.words.count("вручную") for item in issue.items] == [0, 0]


def _status(*seen: tuple[int, Result]) -> Fill:
    def fill(session: Session, house: Organisation) -> None:
        for day, result in seen:
            make.checked(session, house, when=at(day), official=result)

    return fill


def _failed_later(session: Session, house: Organisation) -> None:
    make.checked(session, house, when=at(28))
    note_reading(session, house, page="vk", rule=rules.PAGE_READ, subject="vk",
                 unread="нет доступа", now=at(29))  # fmt: skip


@pytest.mark.parametrize(
    ("fill", "level"),
    [
        (_status((24, Result.GOOD), (29, Result.GOOD)), Level.KEPT),
        (_status((27, Result.GOOD)), Level.KEPT),
        (_status((29, Result.BAD)), Level.BROKEN),
        (_status((24, Result.GOOD), (25, Result.BAD)), Level.BROKEN),
        (_status((25, Result.BAD), (29, Result.GOOD)), Level.AT_RISK),
        (_status((28, Result.GOOD), (29, Result.NOT_CHECKED)), Level.NOT_CHECKED),
        (_status((24, Result.GOOD)), Level.NOT_CHECKED),
        (_status((20, Result.GOOD)), Level.NOT_CHECKED),
        (_failed_later, Level.NOT_CHECKED),
        (_nothing, Level.NOT_CHECKED),
    ],
)
def test_official_status(sqlite_store: Store, fill: Fill, level: Level) -> None:
    house = make.office()
    with sqlite_store.write() as session:
        fill(session, house)
    found = verdict(sqlite_store, house, "официальной")
    assert found.level is level
    if level in (Level.BROKEN, Level.NOT_CHECKED):
        ((item,),) = (issue.items for issue in found.issues)
        assert item.link == home(house.page[0]), "страница, на которую посмотреть"


def test_a_check_after_the_week_says_nothing_about_it(sqlite_store: Store) -> None:
    house = make.office()
    with sqlite_store.write() as session:
        make.checked(session, house, when=at(30, 8))
    assert verdict(sqlite_store, house, "официальной").level is Level.NOT_CHECKED


def test_no_page_at_all_is_not_kept(sqlite_store: Store) -> None:
    house = make.office(norm=1, since=date(2026, 12, 1))
    for title in ("регулярны", "соответствуют", "официальной", "удаляются", "блокировка"):
        assert verdict(sqlite_store, house, title).level is Level.NOT_CHECKED
