"""Fault by fault: the alarm arrives, is the only one, and clears (clauses 5.1, 5.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from prefect import Flow, get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from sqlalchemy import select, update

from flows.alarm import alarm
from flows.check_chain import check_chain
from flows.check_rights import check_rights
from flows.collect_comments import collect_comments
from flows.compare_blocked import compare_blocked
from flows.passports import passports
from flows.publish import publish
from flows.standing_checks import standing_checks
from gospablik.store.tables import Proof
from office.demo.story import GROUP, description
from tasks.credentials import VkCredentials
from tests.flows.test_compare_blocked import by_hand
from tests.flows.test_rights import two_insults
from tests.flows.town import VK_BLOCK, Run, Town

MORNING = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)  # 9:30 in Yakutsk
TECHNICAL = ["duty", "specialist"]
DEPARTMENT = ["duty", "it-head", "specialist"]


@dataclass(frozen=True)
class Fault:
    """What goes wrong, who notices, and the letters that follow."""

    breaks: Callable[[Town], object]
    mends: Callable[[Town], object]
    headline: str
    readers: Sequence[str]
    noticed_by: Sequence[Flow[..., str]] = ()
    prepared: Callable[[Town], object] = lambda town: None
    hours: float = 0
    """How long it stands before anybody looks."""
    beside: str = ""
    """The alarm about the failed run itself, which came when the fault began."""


def shown(town: Town, text: str) -> None:
    where = f"/control/vk/groups/{GROUP}"
    town.outside._http.patch(where, json={"description": text}).raise_for_status()


def seal(town: Town, change: Callable[[str], str]) -> None:
    """One byte of the first proof's seal."""
    with town.store.write() as session:
        first = session.scalars(select(Proof).order_by(Proof.number)).first()
        assert first is not None
        session.execute(update(Proof).where(Proof.id == first.id).values(seal=change(first.seal)))


def flipped(sealed: str) -> str:
    return ("1" if sealed[0] == "0" else "0") + sealed[1:]


def harvested(town: Town) -> None:
    town.all_networks()
    see(town, [collect_comments])


def news_without_keys(town: Town) -> None:
    town.news(0)
    town.without(VkCredentials, VK_BLOCK)


def keys_in_time(town: Town) -> None:
    town.keys()
    town.later(minutes=20)  # the post was put off by ten


_kept: dict[str, str] = {}


def spoil(town: Town) -> None:
    def change(sealed: str) -> str:
        _kept["seal"] = sealed
        return flipped(sealed)

    seal(town, change)


FAULTS = {
    "right": Fault(
        breaks=lambda town: town.keys(community_token="vk1.a.revoked"),
        mends=lambda town: town.keys(),
        headline="Сеть отказывает в правах: ",
        readers=TECHNICAL,
        noticed_by=[check_rights],
    ),
    "official": Fault(
        prepared=lambda town: see(town, [passports]),
        breaks=lambda town: shown(town, "Весёлая страница"),
        mends=lambda town: shown(town, description(town.outside.address)),
        headline="Не указано, что страница официальная: ",
        readers=DEPARTMENT,
        noticed_by=[passports],
    ),
    "block": Fault(
        breaks=lambda town: by_hand(town, 504, "ban"),
        mends=lambda town: by_hand(town, 504, "unban"),
        headline="1 блокировка без действующего решения: ",
        readers=["deputy", "duty", "head", "it-head", "specialist"],
        noticed_by=[compare_blocked],
    ),
    "chain": Fault(
        prepared=two_insults,
        breaks=spoil,
        mends=lambda town: seal(town, lambda _: _kept["seal"]),
        headline="Журнал доказательств нарушен",
        readers=DEPARTMENT,
        noticed_by=[check_chain],
    ),
    "stuck": Fault(
        prepared=news_without_keys,
        breaks=lambda town: see(town, [publish]),
        mends=keys_in_time,
        headline="Публикация стоит",
        readers=TECHNICAL,
        noticed_by=[publish],
        hours=3.2,
        beside="Сбой: Публикация",
    ),
    "no pass": Fault(
        prepared=lambda town: see(town, [publish]),
        breaks=lambda town: None,
        mends=lambda town: see(town, [publish]),
        headline="«Публикация» не запускается",
        readers=TECHNICAL,
        hours=4,
    ),
    "site": Fault(
        prepared=lambda town: see(town, [publish]),
        breaks=lambda town: town.outside.control("site/mode", mode="down"),
        mends=lambda town: town.outside.control("site/mode", mode="ok"),
        headline="Сайт больше суток не читается",
        readers=TECHNICAL,
        noticed_by=[publish],
        hours=26,
        beside="Сбой: Публикация",
    ),
    "telegram": Fault(
        prepared=harvested,
        breaks=lambda town: None,
        mends=lambda town: see(town, [collect_comments]),
        headline="Комментарии не собираются: ",
        readers=TECHNICAL,
        hours=19,
    ),
}


def see(town: Town, flows: Sequence[Flow[..., str]]) -> list[Run]:
    """Run them, and «Тревога» for each that fails, as Prefect's automation does."""
    runs = []
    for flow in flows:
        run = town.run(flow)
        if run.red:
            told: dict[str, Any] = {"run_id": f"prefect.flow-run.{run.id}", "message": run.words}
            town.run(alarm, flow_name=flow.name, **told)
        runs.append(run)
    return runs


@pytest.fixture(autouse=True)
def nothing_shown_is_left() -> Iterator[None]:
    """What says the same as the last artifact is not shown again; other tests look at the first."""
    yield
    kept = ArtifactFilter(key=ArtifactFilterKey(any_=["blokirovki", "zhurnal", "trevogi"]))
    with get_client(sync_client=True) as client:
        for shown in client.read_artifacts(artifact_filter=kept):
            client.delete_artifact(shown.id)


@pytest.mark.parametrize("name", FAULTS)
def test_the_alarm_arrives_is_the_only_one_and_clears(town: Town, name: str) -> None:
    fault = FAULTS[name]
    town.at(MORNING)
    town.settings()  # the page is looked after since that day
    fault.prepared(town)
    assert see(town, [standing_checks])[0].name.startswith("Дежурные проверки: тревог нет")
    before = town.letters()
    assert not [letter for letter in before if letter["subject"].startswith("Госпаблик: ")]

    fault.breaks(town)
    see(town, fault.noticed_by)
    if fault.hours:
        see(town, [standing_checks])
        town.later(hours=fault.hours)
        see(town, fault.noticed_by)
    for _ in range(3):
        (run,) = see(town, [standing_checks])
        assert not run.red, run.words
    new = letters(town)
    rung = [one for one in new if not fault.beside or not one[0].startswith(fault.beside)]
    assert sorted(reader for _, reader in rung) == sorted(fault.readers), rung
    assert all(subject.startswith(fault.headline) for subject, _ in rung), rung
    beside = [one for one in new if one not in rung]
    assert len(beside) == (len(TECHNICAL) if fault.beside else 0)
    assert f"{1 + bool(fault.beside)} тревог" in run.name

    fault.mends(town)
    see(town, fault.noticed_by)
    (run,) = see(town, [standing_checks])
    assert not run.red, run.words
    cleared = [one for one in letters(town)[len(new) :] if "Сбой" not in one[0]]
    assert sorted(reader for _, reader in cleared) == sorted(fault.readers), cleared
    assert all(subject.startswith(f"Отбой: {fault.headline}") for subject, _ in cleared), cleared
    see(town, [*fault.noticed_by, standing_checks])
    assert len([one for one in letters(town)[len(new) :] if "Сбой" not in one[0]]) == len(cleared)


def test_a_failing_flow_rings_once_and_clears_when_it_works_again(town: Town) -> None:
    """Prefect's clock is not set back with ours: this begins now."""
    town.outside.control("site/mode", mode="down")
    see(town, [publish, publish, standing_checks])
    assert letters(town) == [("Сбой: Публикация", "duty"), ("Сбой: Публикация", "specialist")]

    town.outside.control("site/mode", mode="ok")
    see(town, [publish, standing_checks])
    assert len(letters(town)) == 2, "час без сбоев ещё не прошёл"
    town.later(minutes=61)
    see(town, [standing_checks, standing_checks])
    assert letters(town)[2:] == [
        ("Отбой: Сбой: Публикация", "duty"),
        ("Отбой: Сбой: Публикация", "specialist"),
    ]
    town.outside.control("site/mode", mode="down")
    see(town, [publish])
    assert letters(town)[4:] == [("Сбой: Публикация", "duty"), ("Сбой: Публикация", "specialist")]


def test_all_stopped_rings_nothing_and_clears_nothing(town: Town) -> None:
    town.at(MORNING)
    town.settings()
    see(town, [publish])
    town.later(hours=4)
    see(town, [standing_checks])
    rung = letters(town)
    assert {subject for subject, _ in rung} == {"«Публикация» не запускается"}
    town.settings(stop_all="true")
    (run,) = see(town, [standing_checks])
    assert "1 тревога стоит" in run.name
    assert letters(town) == rung


def letters(town: Town) -> list[tuple[str, str]]:
    """(subject, reader) of every alarm and all-clear, oldest first."""
    return [
        (letter["subject"].removeprefix("Госпаблик: "), letter["to"][0].partition("@")[0])
        for letter in town.letters()
        if letter["subject"].startswith("Госпаблик: ")
    ]
