"""The standing checks: what cannot wait for Monday, asked of our rows, the pages and Prefect."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from prefect import get_client, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.sorting import FlowRunSort

from gospablik.clock import now
from gospablik.control.run_alarms import (
    Ended,
    clear_failed,
    clear_forgotten,
    failing,
    forgotten,
    works_again,
)
from gospablik.control.standing import Look, clear_removed, tell
from gospablik.control.standing_harvest import harvest
from gospablik.control.standing_pages import in_doubt, official
from gospablik.control.standing_publishing import publishing
from gospablik.control.standing_site import site
from tasks.artifacts import show_if_new
from tasks.desk import desk
from tasks.standing_page import standing_page

_BAD = [StateType.FAILED, StateType.CRASHED]


@dataclass(frozen=True, slots=True)
class Checked:
    """How many troubles stand now; how many places nobody could judge."""

    standing: int
    unknown: int


@task(
    name="Выбрать страницы в сомнении",
    task_run_name="Выбрать страницы в сомнении",
    cache_policy=NO_CACHE,
)
def pages_in_doubt() -> list[str]:
    """Pages whose last reading lacked the words of their official status: to be read once more."""
    at = desk()
    with at.store.read() as session:
        return [
            page.key for page in at.office.active_pages(now()) if in_doubt(session, at.office, page)
        ]


@task(
    name="Спросить, что не может ждать",
    task_run_name="Спросить, что не может ждать",
    cache_policy=NO_CACHE,
)
def check_standing() -> Checked:
    """Judge every trouble by our own rows, order alarms and all-clears, show what was seen."""
    at, moment = desk(), now()
    with at.store.write() as session:
        looks: list[Look] = [publishing(session, at.office, moment)]
        looks.append(site(session, at.office, moment))
        for page in at.office.active_pages(moment):
            looks.append(official(session, at.office, page, moment))
            looks.append(harvest(session, at.office, page, moment))
        tell(session, at.office, looks, moment)
        clear_removed(session, at.office, moment)
    with at.store.read() as session:
        words, standing = standing_page(session, at.office, looks, moment)
    show_if_new("trevogi", words, "Что не может ждать понедельника (п. 5.1, 5.2)")
    return Checked(standing, sum(look.wrong is None for look in looks))


@task(
    name="Узнать, работают ли сбоившие задачи",
    task_run_name="Узнать, работают ли сбоившие задачи",
    cache_policy=NO_CACHE,
)
def clear_working_flows() -> int:
    """The all-clear for each flow that was told to fail and works again, or that nobody runs any
    more; returns how many.
    """
    at, moment = desk(), now()
    with at.store.read() as session:
        flows = failing(session, at.office)
    cleared = 0
    for flow, raised in flows.items():
        ended = Ended(_newest(flow, [StateType.COMPLETED]), _newest(flow, _BAD))
        with at.store.write() as session:
            if ended.good is not None and works_again(ended, moment):
                cleared += clear_failed(session, at.office, flow, ended.good, moment)
            elif forgotten(ended, raised, moment):
                cleared += clear_forgotten(session, at.office, flow, moment)
    return cleared


def _newest(flow: str, states: Sequence[StateType]) -> datetime | None:
    """When the newest run of the flow that ended so ended; None if there is none."""
    ended = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states))))
    with get_client(sync_client=True) as client:
        rows = client.read_flow_runs(
            flow_filter=FlowFilter(name=FlowFilterName(any_=[flow])),
            flow_run_filter=ended,
            sort=FlowRunSort.END_TIME_DESC,
            limit=1,
        )
    return rows[0].end_time if rows else None
