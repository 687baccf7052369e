"""Late and failed runs, as Prefect itself counts them for the weekly letter."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from flows.alarm import alarm
from flows.weekly_control import weekly_control
from gospablik.control.history import weeks_of
from gospablik.span import Week
from tasks import run_counts
from tasks.desk import desk
from tasks.run_counts import runs_of
from tests.flows.town import Town


def test_failed_runs_of_this_week_and_nothing_of_weeks_without_runs(town: Town) -> None:
    now = datetime.now(UTC)
    office = desk().office
    weeks = weeks_of(office, Week.current(office, now))
    before = runs_of(office, weeks, datetime.now(UTC))[-1]
    town.run(alarm, flow_name="Публикация", run_id="1", message="Сайт молчит.")
    assert town.run(weekly_control, week="не неделя").red
    found = runs_of(office, weeks, datetime.now(UTC))
    assert found[0] is None, "восемь недель назад запусков не было"
    assert found[-1] is not None
    assert found[-1].failed == (before.failed if before else 0) + 1
    assert found[-1].late == 0
    house = office.organisation.model_copy(update={"keep_comments_days": 1})
    short = office.model_copy(update={"organisation": house})
    on_sunday = weeks[-1].end - timedelta(hours=1)
    assert runs_of(short, weeks, on_sunday)[-1] is None, "часть запусков недели стёрта"


@pytest.mark.parametrize(
    "problem",
    [
        httpx.ConnectError("no server"),
        RuntimeError("Failed to reach API at http://127.0.0.1:4200/api/"),
        ValueError("not JSON"),
    ],
    ids=("silent", "unreachable", "odd"),
)
def test_prefect_that_does_not_answer_keeps_no_letter_back(
    town: Town, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def broken(**_: object) -> None:
        raise problem

    monkeypatch.setattr(run_counts, "get_client", broken)
    run = town.run(weekly_control)
    assert run.name.startswith("Еженедельный контроль: письмо отправлено, "), run.words
    (letter,) = town.letters()
    assert "- запусков закончилось неудачей: ?, ?, ?, ?, ?, ?, ?, ?" in letter["text"]
