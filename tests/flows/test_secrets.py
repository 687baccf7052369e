"""After a day with all keys set no key and no password stands anywhere but in Prefect's blocks."""

import logging
from collections.abc import Iterator

import pytest
from prefect import get_client
from sqlalchemy import inspect, text

from flows.alarm import alarm
from flows.check_rights import check_rights
from flows.collect_comments import collect_comments
from flows.publish import publish
from flows.reach import reach
from flows.reconcile import reconcile
from flows.weekly_control import weekly_control
from tests.flows.test_modes import remove_the_insult, residents_write
from tests.flows.town import PASSWORD, Run, Town


class Everything(logging.Handler):
    """Keeps every record of every logger, as it would be printed."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """What we, Prefect and the HTTP client log, down to the last level; the rest as it is."""
    handler = Everything()
    names = ["gospablik", "httpx", "httpcore", "prefect", "prefect.flow_runs", "prefect.task_runs"]
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield handler.lines
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


def a_day(town: Town) -> list[Run]:
    """Every pass with something to do, then again with VK and the mail server turning us away."""
    town.news(0)
    runs = [town.run(publish)]
    residents_write(town)
    runs.append(town.run(collect_comments))
    remove_the_insult(town)
    runs += [town.run(flow) for flow in (reconcile, check_rights, reach, weekly_control, alarm)]
    assert not [run for run in runs if run.red]
    revoked = {"error_code": 5, "error_msg": "User authorization failed"}
    town.fault("vk:*", "error", error=revoked, times=99)
    town.fault("smtp:*", "status", status=535, times=99)
    town.news(1)
    passes = (publish, collect_comments, reconcile, check_rights, reach)
    turned_away = [town.run(flow) for flow in passes]
    turned_away.append(town.run(weekly_control, week="текущая неделя (на сейчас)"))
    assert all(run.red for run in turned_away)
    return runs + turned_away


def database(town: Town) -> str:
    """Every cell of our database."""
    cells = []
    with town.store.engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            rows = connection.execute(text(f'SELECT * FROM "{table}"'))
            cells += [str(cell) for row in rows for cell in row]
    return "\n".join(cells)


def prefects(runs: list[Run]) -> str:
    """Names, states, parameters and artifacts of the runs and of their tasks."""
    told = [repr(run) + "".join(run.artifacts) for run in runs]
    with get_client(sync_client=True) as client:
        for run in runs:
            told.append(client.read_flow_run(run.id).model_dump_json())
        told += [task.model_dump_json() for task in client.read_task_runs()]
    return "\n".join(told)


def test_secrets_are_nowhere(town: Town, logged: list[str]) -> None:
    runs = a_day(town)
    places = {
        "журнал": "\n".join(logged),
        "Prefect": prefects(runs),
        "письма": "\n".join(str(letter) for letter in town.letters()),
        "база": database(town),
        "стена": str(town.outside.posts()) + str(town.outside.comments()),
    }
    looked = {"журнал": "Finished in state", "письма": "Контроль соцсетей"}
    for place, words in places.items():
        assert looked.get(place, "Отключение холодной воды") in words, f"{place}: искали не там"
        for secret in (*town.tokens.values(), PASSWORD):
            assert secret not in words, place
