"""Clause 2.2 in the letter: strangers, whose the keys are, lost rights, as the last checks said."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.access_kept import keep_access, keep_administrators
from gospablik.control.checks import note_reading
from gospablik.control.report import compose
from gospablik.control.rights import Known, Right
from gospablik.control.rights_alarms import Keys
from gospablik.control.verdict import Level, Verdict
from gospablik.control.verdicts import judge
from gospablik.control.week import Week, figures
from gospablik.networks.addresses import home
from gospablik.networks.capabilities import Answer, Capability, Operation, Way
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import PageSeen
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

NOW = at(30, 9)
EARLY, LATER = at(29, 8), at(29, 9)
HOUSE_KEYS = Keys("Администрация", "учреждение", "vk-vk")
PRIVATE = Keys("Иванов И. И.", "частное лицо", "vk-vk")
NOBODYS = Keys("", "не указано", "vk-vk")
Fill = Callable[[Session], None]


def house(*administrators: str) -> Organisation:
    raw = make.office().model_dump()
    raw["page"][0]["administrators"] = list(administrators)
    return Organisation.model_validate(raw)


HOUSE = house("Имя")


def right(operation: Operation, *, lost: bool) -> Right:
    answer = Answer.NO if lost else Answer.YES
    known = Known(answer, "ключ отозван" if lost else "", at(29), at(29))
    return Right(operation, Capability(Way.API, "", ""), "", known, None, lost)


def shown(*names: str, when: datetime = LATER, of: Organisation = HOUSE) -> Fill:
    def fill(session: Session) -> None:
        seen = PageSeen(administrators=None if names == ("не говорит",) else list(names))
        keep_administrators(session, of, of.page[0], seen, when)

    return fill


def probed(
    *lost: Operation,
    keys: Keys | None = HOUSE_KEYS,
    unread: str | None = None,
    when: datetime = EARLY,
) -> Fill:
    def fill(session: Session) -> None:
        rights = [right(one, lost=one in lost) for one in Operation]
        told = () if unread else rights
        keep_access(session, HOUSE, "vk", keys=keys, rights=told, unread=unread, now=when)

    return fill


def unread(session: Session) -> None:
    note_reading(session, HOUSE, page="vk", rule=rules.PAGE_READ, subject="vk",
                 unread="сеть молчит", now=at(29, 18))  # fmt: skip


def judged(store: Store, *fills: Fill, of: Organisation = HOUSE) -> tuple[Verdict, Verdict]:
    """The verdicts on clauses 2.2 and 3.5."""
    with store.write() as session:
        make.checked(session, of, when=at(29, 22), access=False)
        for fill in fills:
            fill(session)
        found = judge(of, figures(session, of, Week.of(of, NOW), NOW))
    by_clause = {one.clause: one for one in found}
    return by_clause["2.2"], by_clause["3.5"]


@pytest.mark.parametrize(
    ("fills", "level", "told"),
    [
        ((shown("Имя"), probed()), Level.KEPT, "отказов нет, проверено 29.11.2026 08:00"),
        ((shown("Имя", "Чужой"), probed()), Level.BROKEN,
         "администратор не из списка отдела: Чужой (проверено 29.11.2026 09:00)"),
        ((shown("Имя", "Чужой", when=at(27)), shown("Имя"), probed()), Level.AT_RISK,
         "посторонний, 29.11.2026 09:00 его уже нет"),
        ((shown("Имя", "Чужой"), unread, probed()), Level.NOT_CHECKED,
         "сеть молчит (29.11.2026 18:00); за неделю среди них был посторонний"),
        ((shown("не говорит"), probed()), Level.NOT_CHECKED, "администраторов не называет"),
        ((shown("Имя", when=at(26)), probed()), Level.NOT_CHECKED, "последний раз 26.11.2026"),
        ((shown("Имя", when=at(22)), probed()), Level.NOT_CHECKED,
         "администраторы: проверки за неделю не было"),
        ((shown("Имя"), probed(keys=PRIVATE)), Level.AT_RISK,
         "ключ программы: выдан на учётную запись частного лица (Иванов И. И.)"),
        ((shown("Имя"), probed(keys=NOBODYS)), Level.NOT_CHECKED, "чья учётная запись, не указано"),
        ((shown("Имя"),), Level.NOT_CHECKED, "права ключей: проверки за неделю не было"),
        ((shown("Имя"), probed(unread="Сеть молчит. Не сделано: !")), Level.NOT_CHECKED,
         "права ключей: не прочитано: Сеть молчит (29.11.2026 08:00)"),
        ((shown("Имя"), probed(keys=None, unread="Нет блока.")), Level.NOT_CHECKED,
         "ключ программы: проверки за неделю не было"),
        ((shown("Имя"), probed(Operation.REPLY, Operation.BLOCK)), Level.AT_RISK,
         "сеть отказывает в правах: 2"),
        ((shown("Имя"), probed(Operation.REPLY, when=at(28)), probed()), Level.KEPT, "отказов нет"),
        ((shown("Имя"), probed(Operation.REPLY, when=at(28)), probed(unread="Молчит.")),
         Level.NOT_CHECKED, "сеть отказывает в правах: 1"),
    ],
)  # fmt: skip
def test_access(sqlite_store: Store, fills: tuple[Fill, ...], level: Level, told: str) -> None:
    found, _ = judged(sqlite_store, *fills)
    assert (found.clause, found.level) == ("2.2", level), found.why
    assert any(told in why for why in found.why), found.why
    assert all(issue.todo for issue in found.issues)


def test_a_lost_right_to_read_or_mend_the_description_threatens_the_status_too(
    sqlite_store: Store,
) -> None:
    lost = (Operation.DESCRIBE_PAGE, Operation.REPLY)
    access, status = judged(sqlite_store, shown("Имя"), probed(*lost))
    assert len(access.issues[0].items) == 2
    assert status.level is Level.AT_RISK
    (why,) = status.why
    assert f"сеть отказывает в праве: {Operation.DESCRIBE_PAGE.quoted}: ключ отозван" in why


def test_a_stranger_is_told_with_the_page_to_look_at(sqlite_store: Store) -> None:
    access, _ = judged(sqlite_store, shown("Имя", "Чужой"), probed())
    ((item,),) = (issue.items for issue in access.issues)
    assert item.link == home(HOUSE.page[0])


def test_without_a_list_of_the_department_it_is_asked_for(sqlite_store: Store) -> None:
    of = house()
    access, _ = judged(sqlite_store, shown("Чужой", of=of), probed(), of=of)
    assert access.level is Level.NOT_CHECKED
    assert "списка отдела нет" in access.why[0]
    assert "впишите в organisation.toml" in access.issues[0].todo


def test_a_list_that_is_there_is_not_asked_for_when_the_page_was_not_read(
    sqlite_store: Store,
) -> None:
    access, _ = judged(sqlite_store, shown("Имя"), unread, probed())
    (issue,) = access.issues
    assert "сравните со списком отдела" in issue.todo
    assert "organisation.toml" not in issue.todo


def test_both_faces_tell_it_with_the_same_numbers(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        make.checked(session, HOUSE, when=at(29, 22), access=False)
        for fill in (shown("Имя", "Чужой"), probed(Operation.REPLY, keys=PRIVATE)):
            fill(session)
        report = compose(session, HOUSE, Week.of(HOUSE, NOW), NOW, version="v")
    pages = (report.text, unescape(report.html), unescape(report.markdown))
    for words in ("не из списка отдела: Чужой", "есть посторонний", "частного лица",
                  "сеть отказывает в правах: 1", "ключ отозван"):  # fmt: skip
        counts = {len(re.findall(words, page, re.IGNORECASE)) for page in pages}
        assert len(counts) == 1, words
        assert counts != {0}, words
