"""Order points 2 and 3, clauses 2.1, 3.1, 3.3, 3.4, 4.1, 5.1 and 5.2: rows in, verdicts out."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy.orm import Session

from gospablik.control.commenting_rules import Published
from gospablik.control.report import compose
from gospablik.control.rules_kept import keep_rules
from gospablik.control.verdict import Level, Verdict
from gospablik.control.verdicts import judge
from gospablik.control.week import Week, figures
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import Kind, PostMedium, Repost, SiteMedium, State
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

NOW = at(30, 9)
ORDER = "постановление от 01.02.2026 № 10"
HOUSE = make.office(appointed=ORDER)
Fill = Callable[[Session], None]


def judged(store: Store, clause: str, *fills: Fill, of: Organisation = HOUSE) -> Verdict:
    """The verdict on that clause for the week of 23–29 November."""
    with store.write() as session:
        for fill in fills:
            fill(session)
        found = judge(of, figures(session, of, Week.of(of, NOW), NOW))
    return next(one for one in found if one.clause == clause)


def people(**terms: dict[str, date]) -> Organisation:
    """The office with terms of duty.."""
    raw = HOUSE.model_dump()
    raw["official"] = [
        {**one, **terms.get(one["key"].replace("-", "_"), {})} for one in raw["official"]
    ]
    return Organisation.model_validate(raw)


def test_the_clauses_stand_in_their_order(sqlite_store: Store) -> None:
    house = make.office(norm=5)
    with sqlite_store.read() as session:
        found = judge(house, figures(session, house, Week.of(house, NOW), NOW))
    assert [one.clause for one in found] == [
        "2 постановления", "3 постановления", "2.1", "2.2", "3.1", "3.2", "3.2", "3.3", "3.4",
        "3.5", "4.1", "4.2", "4.3", "5.1", "5.2",
    ]  # fmt: skip
    assert all(one.rule and one.why for one in found)


OLD = {"until": date(2026, 11, 20)}
NEW = {"since": date(2026, 11, 26)}
LEFT = {"until": date(2026, 11, 25)}


@pytest.mark.parametrize(
    ("clause", "of", "level", "told"),
    [
        ("2 постановления", people(), Level.KEPT, f"основание: {ORDER}"),
        ("2 постановления", make.office(), Level.NOT_CHECKED, "не указано"),
        ("2 постановления", people(specialist=OLD), Level.BROKEN, "нет действующего лица: специ"),
        ("2 постановления", people(it_head=LEFT), Level.BROKEN, "нет действующего лица: начальн"),
        ("2 постановления", people(it_head=NEW), Level.AT_RISK, "не действовал 23.11, 24.11, 25"),
        ("3 постановления", people(), Level.KEPT, "Заместитель З. З. (заместитель главы)"),
        ("3 постановления", people(deputy=OLD), Level.BROKEN, "нет действующего лица"),
        ("3 постановления", make.office(), Level.NOT_CHECKED, "не указано"),
        ("2.1", people(specialist=OLD), Level.KEPT, "Начальник Н. Н."),
        ("2.1", people(specialist=LEFT, it_head=NEW), Level.KEPT, "Специалист С. С."),
        ("2.1", people(specialist=OLD, it_head=OLD), Level.BROKEN, "нет действующего лица"),
        ("2.1", people(specialist=OLD, it_head=NEW), Level.AT_RISK, "никто не действовал 23.11"),
    ],
)
def test_who_answers_for_the_pages(
    sqlite_store: Store, clause: str, of: Organisation, level: Level, told: str
) -> None:
    found = judged(sqlite_store, clause, of=of)
    assert found.level is level
    assert told in "; ".join(found.why)


@pytest.mark.parametrize("words", ["постановление", "постановление № 10", "от 01.02.2026", ""])
def test_an_order_without_date_or_number_is_refused(words: str) -> None:
    with pytest.raises(ValidationError, match="с датой и номером"):
        make.office(appointed=words)


def ruled(official: str, day: int = 25) -> Fill:
    def fill(session: Session) -> None:
        comment = make.comment(session, when=at(day))
        make.ruling(session, of=comment, when=at(day)).official = official

    return fill


def errand(official: str, *, kind: Kind = Kind.REPLY) -> Fill:
    def fill(session: Session) -> None:
        make.action(session, kind=kind, subject=f"1:{official}", when=at(25),
                    confirmed_person=official)  # fmt: skip

    return fill


@pytest.mark.parametrize(
    ("fills", "level", "told"),
    [
        ((), Level.KEPT, "за неделю люди ничего не решали"),
        ((ruled("specialist"), errand("specialist")), Level.KEPT, "2 действия"),
        ((ruled("deputy"),), Level.BROKEN, "1 действие, не сотрудник отдела ИТ"),
        ((ruled("deputy", 20),), Level.KEPT, "ничего не решали"),
        ((errand("head"), ruled("specialist")), Level.BROKEN, "Глава"),
        ((errand("head", kind=Kind.MAIL),), Level.KEPT, "ничего не решали"),
        ((ruled("gone"),), Level.NOT_CHECKED, "этого лица нет в organisation.toml"),
    ],
)
def test_who_filled_the_pages(
    sqlite_store: Store, fills: tuple[Fill, ...], level: Level, told: str
) -> None:
    found = judged(sqlite_store, "3.1", *fills)
    assert found.level is level
    assert told in "; ".join(found.why)


def test_a_ruling_after_the_end_of_ones_duty_is_a_breach(sqlite_store: Store) -> None:
    found = judged(sqlite_store, "3.1", ruled("specialist", 26), of=people(specialist=LEFT))
    assert found.level is Level.BROKEN
    assert "полномочия в тот день не действовали" in found.why[0]


@pytest.mark.parametrize("clause", ["3.1", "3.3", "3.4"])
def test_nobody_sees_who_fills_a_watched_page_and_with_what(
    sqlite_store: Store, clause: str
) -> None:
    found = judged(sqlite_store, clause, of=make.office(mode="наблюдение"))
    assert found.level is Level.NOT_CHECKED


def test_what_posts_went_out_with_is_counted(sqlite_store: Store) -> None:
    def fill(session: Session) -> None:
        for n, kinds in enumerate((("photo", "photo", "file"), ("video",), ())):
            post = make.post(session, when=at(24 + n))
            post.text = "Смотрите https://site.test/1" if n else "Текст"
            for position, kind in enumerate(kinds):
                medium = SiteMedium(
                    organisation="zhatay", sha256=f"{n}{position}", address="a", mime="m",
                    width=1, height=1, size=1, fetched_at=at(24),
                )  # fmt: skip
                session.add(medium)
                session.flush()
                session.add(PostMedium(post_id=post.id, position=position, kind=kind, address="a",
                                       alt="", medium_id=medium.id))  # fmt: skip
        lost = PostMedium(post_id=post.id, position=9, kind="photo", address="a", alt="")
        session.add(lost)
        repost = Repost(organisation="zhatay", page="vk", address="a", link="a", source="s",
                        reason="r", official="specialist", shared=True, title="", text="",
                        decided_at=at(24))  # fmt: skip
        session.add(repost)
        session.flush()
        make.action(session, kind=Kind.REPOST, subject=repost.id, when=at(25))

    found = judged(sqlite_store, "3.3", fill)
    assert found.level is Level.KEPT
    words = "из 3 постов с картинками 1, с видео 1, с файлами 1, со ссылками 2"
    assert found.why == (f"«Администрация Жатая»: {words}",)
    assert judged(sqlite_store, "3.4").why == ("«Администрация Жатая»: репостов 1",)


def shown(published: Published | None, *, linked: bool | None, when: datetime) -> Fill:
    def fill(session: Session) -> None:
        keep_rules(session, HOUSE, "vk", published, linked=linked, now=when)

    return fill


THERE = Published("https://site.test/rules", lines=3)
PARTLY = Published("https://site.test/rules", lines=3, lacking=("Строка",))


@pytest.mark.parametrize(
    ("fills", "level"),
    [
        ((), Level.NOT_CHECKED),
        ((shown(THERE, linked=True, when=at(29)),), Level.KEPT),
        ((shown(THERE, linked=False, when=at(29)),), Level.AT_RISK),
        ((shown(PARTLY, linked=True, when=at(29)),), Level.AT_RISK),
        ((shown(THERE, linked=None, when=at(29)),), Level.NOT_CHECKED),
        ((shown(None, linked=True, when=at(29)),), Level.NOT_CHECKED),
        ((shown(THERE, linked=True, when=at(26)),), Level.NOT_CHECKED),
        ((shown(THERE, linked=False, when=at(24)), shown(THERE, linked=True, when=at(29))),
         Level.KEPT),
    ],
)  # fmt: skip
def test_the_rules_of_commenting(
    sqlite_store: Store, fills: tuple[Fill, ...], level: Level
) -> None:
    assert judged(sqlite_store, "4.1", *fills).level is level


def letter(number: int, state: State) -> Fill:
    def fill(session: Session) -> None:
        make.action(session, kind=Kind.MAIL, page="", subject=f"case:{number}:head", when=at(25),
                    state=state)  # fmt: skip

    return fill


@pytest.mark.parametrize(
    ("states", "level", "told"),
    [
        ((), Level.NOT_CHECKED, "не отправлено ни одного письма"),
        ((State.CONFIRMED,), Level.KEPT, "отправлено писем: 1, отклонено: 0"),
        ((State.CONFIRMED, State.REJECTED), Level.AT_RISK, "писем не принято: 1"),
        ((State.REJECTED, State.MISSED), Level.BROKEN, "писем не принято: 2"),
        ((State.CONFIRMED, State.UNKNOWN), Level.NOT_CHECKED, "исход неизвестен, писем: 1"),
        ((State.CONFIRMED, State.DUE), Level.AT_RISK, "писем не отправлено: 1"),
        ((State.CONFIRMED, State.ERRAND), Level.AT_RISK, "писем не отправлено: 1"),
    ],
)
def test_mail_is_used(
    sqlite_store: Store, states: tuple[State, ...], level: Level, told: str
) -> None:
    found = judged(sqlite_store, "5.1", *(letter(n, state) for n, state in enumerate(states)))
    assert found.level is level
    assert told in found.why[0]


def reported(weeks_ago: int, state: State | None) -> Fill:
    def fill(session: Session) -> None:
        now = NOW - timedelta(weeks=weeks_ago)
        report = compose(session, HOUSE, Week.of(HOUSE, now), now, "v")
        if state:
            make.action(session, kind=Kind.MAIL, page="", subject=f"report:{report.id}:it-head",
                        when=now, state=state, why=f"причина {state}")  # fmt: skip

    return fill


@pytest.mark.parametrize(
    ("fills", "level", "told"),
    [
        ((), Level.NOT_CHECKED, "прежних отчётов в базе нет"),
        ((reported(1, State.CONFIRMED),), Level.KEPT, "неделя 47 (16–22.11.2026)) отправлен"),
        ((reported(1, None),), Level.BROKEN, "не отправлялся"),
        ((reported(2, State.CONFIRMED),), Level.BROKEN, "не отправлялся"),
        ((reported(1, State.REJECTED),), Level.AT_RISK, "письмо отклонено: причина rejected"),
        ((reported(1, State.UNKNOWN),), Level.NOT_CHECKED, "исход отправки неизвестен"),
    ],
)
def test_the_last_letter(
    sqlite_store: Store, fills: tuple[Fill, ...], level: Level, told: str
) -> None:
    found = judged(sqlite_store, "5.2", *fills)
    assert found.level is level
    assert told in found.why[0]


def test_a_preliminary_letter_is_not_the_week_s(sqlite_store: Store) -> None:
    def preliminary(session: Session) -> None:
        now = at(18, 9)  # Wednesday of the week before
        report = compose(session, HOUSE, Week.current(HOUSE, now), now, "v")
        make.action(session, kind=Kind.MAIL, page="", subject=f"report:{report.id}:it-head",
                    when=now)  # fmt: skip

    found = judged(sqlite_store, "5.2", preliminary)
    assert found.level is Level.BROKEN
    assert "не отправлялся" in found.why[0]


def test_without_a_head_of_it_nobody_controls(sqlite_store: Store) -> None:
    found = judged(sqlite_store, "5.2", reported(1, State.CONFIRMED), of=people(it_head=OLD))
    assert found.level is Level.BROKEN
