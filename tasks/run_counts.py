"""How the runs of the last weeks fared, as Prefect tells it: figures for the weekly letter."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import httpx
from prefect import get_client, get_run_logger
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.exceptions import PrefectException

from gospablik.control.history_model import RunsWeek
from gospablik.organisation import Organisation
from gospablik.span import Week

_FAILED = [StateType.FAILED, StateType.CRASHED]
_NOT_BEGUN = [StateType.SCHEDULED, StateType.CANCELLED]


def runs_of(
    office: Organisation, weeks: Sequence[Week], now: datetime
) -> tuple[RunsWeek | None, ...]:
    """Of each week: runs that were due in it and never began, and that failed or crashed.

    A run that is due at another time than it was planned counts where it is due. None: Prefect
    knows no run of that week, «Стирание» has erased runs of it by now, or Prefect does not answer;
    the letter must go out all the same.
    """
    kept = now - timedelta(days=office.organisation.keep_comments_days)
    try:
        with get_client(sync_client=True) as client:
            return tuple(
                _week(client, week.start, week.cut_off(now)) if week.start >= kept else None
                for week in weeks
            )
    # RuntimeError: «Failed to reach API»; ValueError: an answer that is not Prefect's.
    except (httpx.HTTPError, PrefectException, RuntimeError, ValueError) as problem:
        get_run_logger().warning(
            f"Prefect не ответил, сколько запусков не удалось и не началось: {problem!r}. В отчёте"
            " эти строки будут «?»; письмо уйдёт без них."
        )
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
