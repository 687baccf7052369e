"""How the runs of the last weeks fared, as Prefect tells it: figures for the weekly letter."""

from collections.abc import Sequence
from datetime import datetime

from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType

from gospablik.control.history_model import RunsWeek
from gospablik.span import Week

_FAILED = [StateType.FAILED, StateType.CRASHED]
_NOT_BEGUN = [StateType.SCHEDULED, StateType.CANCELLED]


def runs_of(weeks: Sequence[Week], now: datetime) -> tuple[RunsWeek | None, ...]:
    """Of each week: runs that were due in it and never began, and that failed or crashed.

    A run that is due at another time than it was planned counts where it is due. None: Prefect
    knows no run of that week, or does not answer; the letter must go out all the same.
    """
    try:
        with get_client(sync_client=True) as client:
            return tuple(_week(client, week.start, week.cut_off(now)) for week in weeks)
    except Exception:
        return (None,) * len(weeks)


def _week(client: SyncPrefectClient, since: datetime, until: datetime) -> RunsWeek | None:
    # Prefect's ends belong to the span.
    due = FlowRunFilterExpectedStartTime(after_=since, before_=until)

    def count(states: list[StateType] | None = None, *, began: bool | None = None) -> int:
        return client.count_flow_runs(
            flow_run_filter=FlowRunFilter(
                expected_start_time=due,
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=states))
                if states
                else None,
                start_time=None if began is None else FlowRunFilterStartTime(is_null_=not began),
            )
        )

    if not count():
        return None
    return RunsWeek(late=count(_NOT_BEGUN, began=False), failed=count(_FAILED))
