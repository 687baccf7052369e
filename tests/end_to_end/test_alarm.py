"""A run that fails or is late is told by mail; a failed alarm in the UI, and not by an alarm."""

import time
from datetime import UTC, datetime, timedelta

from gospablik.store.session import Store
from office.alarms import Alarms
from office.api import Api
from office.up import count_late, mail_server, watch
from office.watch import LATE
from tests.end_to_end.town import Town, wait_for

ALARM = "Тревога"
SPECIALIST = "specialist@example.test"
PATIENCE = 3
"""Looks of the watch before it tells."""


def test_a_failed_run_is_mailed_and_a_failed_alarm_is_red(town: Town) -> None:
    town.fault("site:rss", "status", status=503, times=None)
    failed = town.ended(town.people.start("Публикация", page="zhatay-vk"))
    assert failed["state_type"] == "FAILED"
    (letter,) = wait_for(lambda: town.outside.letters(SPECIALIST), what="письмо специалисту")
    assert letter["subject"] == "Госпаблик: Сбой: Публикация"
    assert "503" in letter["text"]
    assert town.people.link(failed["id"]) in letter["text"]
    wait_for(lambda: len(town.runs(ALARM, "COMPLETED")) == 1, what="тревога закончилась")

    town.fault("vk:*", "status", status=502, times=None)
    town.fault("smtp:mail", "status", status=550, times=None)
    assert town.ended(town.people.start("Сверка с сайтом"))["state_type"] == "FAILED"
    (red,) = wait_for(lambda: town.runs(ALARM, "FAILED"), seconds=150, what="тревога не отправлена")
    assert "письмо: отклонено" in red["name"]
    assert "550" in red["state"]["message"]
    time.sleep(5)  # Prefect needs two to start a run of an automation
    assert len(town.runs(ALARM)) == 2, "о тревоге тревоги не бывает"


def test_a_late_run_is_mailed_once_and_the_all_clear_follows(town: Town) -> None:
    """Prefect itself calls the run late; nobody can wait fifteen minutes, so it was due earlier."""
    store = Store(f"sqlite:///{town.database}")
    with Api(town.stack.env) as api:
        watcher = watch(town.stack, Alarms(store, town.office, mail_server(api)))
    hold_up(town, busy=True)
    try:
        run = due(town, "Сверка блокировок", ago=LATE + timedelta(minutes=1))
        wait_for(lambda: count_late(town.stack.env) == 1, what="Prefect назвал запуск опоздавшим")
        for _ in range(PATIENCE - 1):
            watcher.look()
        assert town.outside.letters(SPECIALIST) == []
        for _ in range(PATIENCE):
            watcher.look()
    finally:
        hold_up(town, busy=False)
    (letter,) = town.outside.letters(SPECIALIST)
    assert letter["subject"] == "Госпаблик: Prefect не работает или не начинает запусков"
    assert "дольше 15 минут ждут 1 запуск." in letter["text"]

    assert town.ended(run)["state_type"] == "COMPLETED"
    for _ in range(PATIENCE):
        watcher.look()
    _, cleared = town.outside.letters(SPECIALIST)
    assert cleared["subject"] == "Госпаблик: Отбой: Prefect не работает или не начинает запусков"
    assert "запуски начинаются вовремя" in cleared["text"]
    store.close()


def hold_up(town: Town, *, busy: bool) -> None:
    """The worker lives and takes no runs, as if all its places were taken; or it takes them."""
    with Api(town.stack.env) as api:
        api.call("PATCH", "/work_pools/gospablik", {"is_paused": busy})


def due(town: Town, deployment: str, *, ago: timedelta) -> str:
    """A run that should have begun so long ago."""
    when = (datetime.now(UTC) - ago).isoformat()
    scheduled = {"type": "SCHEDULED", "state_details": {"scheduled_time": when}}
    with Api(town.stack.env) as api:
        named = {"deployments": {"name": {"any_": [deployment]}}}
        (one,) = api.post("/deployments/filter", named)
        made = api.post(f"/deployments/{one['id']}/create_flow_run", {"state": scheduled})
    return str(made["id"])
