"""Our own prefect.yaml is the truth: each deployment names a flow that takes what it is given."""

import re
from functools import cache
from typing import Any

import pytest
import yaml
from prefect import Flow
from prefect.cli.deploy._models import RawScheduleConfig
from prefect.flows import load_flow_from_entrypoint
from prefect.schedules import Schedule
from prefect.utilities.schema_tools import ValidationError, validate

from gospablik.control.standing_publishing import FIRST_PASS
from gospablik.organisation import read_organisation
from gospablik.regulation import CLAUSES
from gospablik.root import ROOT
from office.prefect_yaml import read_prefect_yaml
from tasks.questions import DEPLOYMENTS

FILE = ROOT / "prefect.yaml"
CONTENT: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
OURS: list[dict[str, Any]] = CONTENT["deployments"]
ZONE = read_organisation(ROOT / "organisation.example.toml").organisation.time_zone


def each() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("deployment", OURS, ids=[d["entrypoint"] for d in OURS])


@cache
def flow_of(entrypoint: str) -> Flow[..., Any]:
    return load_flow_from_entrypoint(entrypoint)


def test_the_file_is_good_in_the_zone_of_the_example() -> None:
    planned = read_prefect_yaml(ROOT, zone=ZONE)
    assert [one.name for one in planned] == [d["name"] for d in OURS]


def test_every_flow_is_deployed_once() -> None:
    files = {f"flows/{path.name}" for path in (ROOT / "flows").glob("[a-z]*.py")}
    assert sorted(d["entrypoint"].partition(":")[0] for d in OURS) == sorted(files)


def test_the_zone_stands_once() -> None:
    text = FILE.read_text("utf-8")
    assert text.count(ZONE) == 1
    assert CONTENT["definitions"]["zone"] == ZONE


@each()
def test_deployment_and_flow_bear_one_name(deployment: dict[str, Any]) -> None:
    """Questions are opened, and runs started by hand, as «name/name»."""
    assert flow_of(deployment["entrypoint"]).name == deployment["name"]


@each()
def test_its_parameters_are_those_of_the_flow(deployment: dict[str, Any]) -> None:
    flow = flow_of(deployment["entrypoint"])
    schema = flow.parameters.model_dump()
    given = deployment.get("parameters", {})
    assert set(given) <= set(schema["properties"])
    if "triggers" not in deployment:
        assert set(given) == set(schema["properties"]), "форма показывает каждое значение"
    validate(given, schema, raise_on_error=True)
    flow.validate_parameters(given)
    for trigger in deployment.get("triggers", []):
        assert set(trigger["parameters"]) == set(schema["properties"])


@each()
def test_the_form_of_a_run_by_hand_is_russian_and_ordered(deployment: dict[str, Any]) -> None:
    fields = flow_of(deployment["entrypoint"]).parameters.properties
    assert sorted(f["position"] for f in fields.values()) == list(range(len(fields)))
    for field in fields.values():
        assert re.search("[а-яё]", field["title"])
        assert field.get("description") or deployment["name"] == "Тревога"


@each()
def test_its_description_names_clauses_of_the_regulation(deployment: dict[str, Any]) -> None:
    named = re.findall(r"\b\d\.\d\b", deployment["description"])
    assert named
    assert deployment["description"].startswith("Пункт")
    assert set(named) <= set(CLAUSES) | {"3.1", "3.3"}


@each()
def test_its_schedules_are_what_prefect_understands(deployment: dict[str, Any]) -> None:
    schedules = deployment.get("schedules", [])
    for one in schedules:
        assert set(one) <= set(RawScheduleConfig.model_fields)
        assert {"slug", "active"} <= set(one)
        assert one["timezone"] == ZONE
        Schedule(cron=one["cron"], timezone=one["timezone"])
    assert bool(schedules) == ("проход" in deployment["tags"])


def test_the_rights_are_asked_about_before_the_first_post() -> None:
    crons = {d["name"]: d["schedules"][0]["cron"].split() for d in OURS if d.get("schedules")}
    (minute, hour, *_), (_, hours, *_) = crons["Проверка прав"], crons["Публикация"]
    assert (int(hour), int(minute)) < (int(hours.partition("-")[0]), 0)


def test_what_counts_as_stuck_knows_when_publishing_begins() -> None:
    (publishing,) = [d for d in OURS if d["name"] == "Публикация"]
    minutes, hours, *_ = publishing["schedules"][0]["cron"].split()
    assert minutes == "*/15", "три часа без прохода — дюжина пропущенных"
    assert int(hours.partition("-")[0]) == FIRST_PASS


@each()
def test_nothing_holds_a_slot(deployment: dict[str, Any]) -> None:
    assert "concurrency_limit" not in deployment, "слот убитого запуска занят пять минут"


def test_the_questions_that_passes_open_are_there() -> None:
    names = {f"{d['name']}/{d['name']}" for d in OURS if "вопрос" in d["tags"]}
    assert names == set(DEPLOYMENTS.values()) | {"Поручения/Поручения"}  # that one by hand only


def test_an_alarm_does_not_alarm_about_itself() -> None:
    (alarm,) = [d for d in OURS if "triggers" in d]
    (trigger,) = alarm["triggers"]
    watched = trigger["match_related"]["prefect.resource.id"].removeprefix("prefect.tag.")
    assert watched not in alarm["tags"]
    assert all(watched in d["tags"] for d in OURS if d is not alarm)
    assert set(trigger["expect"]) == {
        f"prefect.flow-run.{state}" for state in ("Failed", "Crashed", "TimedOut")
    }


def test_prefect_checks_parameters_against_the_form() -> None:
    """The check above can fail: Prefect's own validation refuses a number where a name belongs."""
    schema = flow_of("flows/reconcile.py:reconcile").parameters.model_dump()
    with pytest.raises(ValidationError, match="две недели"):
        validate({"page": "все страницы", "days": "две недели"}, schema, raise_on_error=True)
