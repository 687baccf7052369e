"""The whole stack at work: a question to a person, killed workers, a browser, deployments."""

import os
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Request, Response, sync_playwright

from gospablik.errors import OfficeError
from office import watcher
from office.deploy import deploy
from office.leftovers import cancel_missed_runs, crash_runs_without_process
from office.outside_tools import find_chromium
from office.probes import runs_late
from tests.office.conftest import Office, processes_of, wait_for


def test_question_is_asked_and_answered_over_http(office: Office) -> None:
    run = office.start("ask")
    office.wait_for_form(run)
    path = f"/flow_runs/{run}/resume"
    assert office.api.post(path, {"run_input": {"verdict": "может быть"}})["status"] == "REJECT"
    assert office.api.post(path, {"run_input": {"verdict": "скрыть"}})["status"] == "ACCEPT"
    office.wait(run, "Completed")
    assert "ответ: скрыть" in office.stack.log("worker").read_text()
    ended = watcher.newest_success(watch_over(office))
    assert ended is not None
    assert ended == datetime.fromisoformat(office.api.get(f"/flow_runs/{run}")["end_time"])


def watch_over(office: Office) -> watcher.Config:
    """The watcher's settings, as on another machine."""
    nowhere = watcher.Smtp(host="127.0.0.1", port=9)
    return watcher.Config(
        server=office.stack.address, name="Городок", sender="a@town.test", to=["b@town.test"],
        smtp=nowhere, state=office.stack.state / "watcher.json",
    )  # fmt: skip


def test_flow_runs_in_the_checkout_and_deployment_bears_no_path(office: Office) -> None:
    for deployment in office.api.all("/deployments/filter"):
        assert deployment["path"] is None
        assert deployment["pull_steps"] in (None, [])


def test_killed_worker_takes_its_runs_along_and_is_replaced(office: Office) -> None:
    run = office.start("long", seconds=600)
    office.wait(run, "Running")
    before = set(processes_of(office.stack.state))
    office.stack.kill_worker()
    after = set(processes_of(office.stack.state))
    assert len(before - after) == 3, "исполнитель, его хранитель и запуск"
    assert not office.stack.alive("worker")
    assert office.state(run) == "Running", "сервер о смерти не знает"

    assert crash_runs_without_process(office.api) == [office.api.get(f"/flow_runs/{run}")["name"]]
    assert office.state(run) == "Crashed"
    office.stack.start_worker()
    assert len(office.api.post("/work_pools/gospablik/workers/filter")) == 1, "прежний забыт"
    office.wait(office.start("long"), "Completed")


def test_what_falls_is_revived(office: Office) -> None:
    os.kill(office.stack.pid("worker"), 9)
    wait_for(lambda: not office.stack.alive("worker"))
    assert office.stack.revive() == ["worker"]
    assert office.stack.revive() == []


def test_only_the_newest_missed_run_is_left(office: Office) -> None:
    office.stack.stop_worker()
    deployment = office.api.post(
        "/deployments/filter", {"deployments": {"name": {"any_": ["long"]}}}
    )[0]
    start = datetime.now(UTC) - timedelta(hours=2)
    every_half_hour = {"interval": 1800, "anchor_date": start.isoformat()}
    schedules = f"/deployments/{deployment['id']}/schedules"
    made = office.api.post(schedules, [{"schedule": every_half_hour, "active": True}])
    body = {"start_time": start.isoformat(), "end_time": datetime.now(UTC).isoformat()}
    office.api.post(f"/deployments/{deployment['id']}/schedule", body)
    by_hand = office.start("long")

    assert cancel_missed_runs(office.api) >= 2
    assert cancel_missed_runs(office.api) == 0
    assert office.state(by_hand) != "Cancelled"
    office.api.delete(f"{schedules}/{made[0]['id']}")

    late = {
        "type": "SCHEDULED", "name": "Late",
        "state_details": {"scheduled_time": start.isoformat()},
    }  # fmt: skip
    where = f"/deployments/{deployment['id']}/create_flow_run"
    waiting = office.api.post(where, {"state": late})["id"]
    assert runs_late(office.api, timedelta(hours=1)) == 1
    assert runs_late(office.api, timedelta(hours=3)) == 0
    office.api.delete(f"/flow_runs/{waiting}")
    office.stack.start_worker()
    office.wait(by_hand, "Completed")


def test_deploy_makes_the_server_equal_to_the_file(office: Office) -> None:
    file, flow = office.stack.root / "prefect.yaml", office.stack.root / "flows" / "toy.py"
    listed, code = file.read_text(), flow.read_text()
    file.write_text(listed.replace("- {name: ask,", "- {name: ask-anew,"))
    flow.write_text(code.replace("Долгий", "Длинный"))
    asked: list[str] = []

    def withdraw(deployment: dict[str, object]) -> None:
        assert office.api.get(f"/deployments/{deployment['id']}"), "ещё на месте"
        asked.append(str(deployment["name"]))

    variables = {"mode": "наблюдение"}
    env, root = office.stack.env, office.stack.root
    done = deploy(root=root, env=env, variables=variables, before_delete=withdraw)
    assert sorted(asked) == sorted(done.deleted) == ["ask", "long"], "убранное и переименованное"
    assert done.names == ["ask-anew", "long"]
    assert office.api.get("/variables/name/mode")["value"] == "наблюдение"

    file.write_text(listed)
    flow.write_text(code)
    done = deploy(root=root, env=env, variables={"mode": "самостоятельно"})
    assert sorted(done.deleted) == ["ask-anew", "long"]
    assert office.api.get("/variables/name/mode")["value"] == "самостоятельно"
    assert [a["name"] for a in office.api.post("/automations/filter")] == ["silent-run"]
    deployments = office.api.all("/deployments/filter")
    assert sorted(d["name"] for d in deployments) == ["ask", "long"]
    zones = [s["schedule"]["timezone"] for d in deployments for s in d["schedules"]]
    assert zones == ["Asia/Yakutsk"]


def test_deploy_stops_at_a_flow_that_does_not_load(office: Office) -> None:
    flow = office.stack.root / "flows" / "toy.py"
    whole = flow.read_text()
    flow.write_text("import no_such_module\n" + whole)
    try:
        with pytest.raises(OfficeError, match="no_such_module"):
            deploy(root=office.stack.root, env=office.stack.env)
    finally:
        flow.write_text(whole)


def test_foreign_page_cannot_reach_the_api_through_the_browser(office: Office) -> None:
    url = f"{office.stack.api_url}/flows/filter"
    elsewhere = {"origin": "https://elsewhere.example"}
    assert httpx.post(url, json={}, headers=elsewhere).status_code == 403
    assert httpx.post(url, json={}, headers={"origin": office.stack.address}).status_code == 200
    assert httpx.post(url, json={}).status_code == 200
    rebound = {"host": f"elsewhere.example:{office.stack.port}"}
    assert httpx.get(f"{office.stack.api_url}/health", headers=rebound).status_code == 403
    read = httpx.get(f"{office.stack.api_url}/health", headers=elsewhere)
    assert "access-control-allow-origin" not in read.headers


@pytest.mark.browser
def test_prefect_pages_work_and_ask_no_other_host(office: Office) -> None:
    run = office.start("ask")
    office.wait_for_form(run)
    ours = office.stack.address
    errors: list[str] = []
    left: list[str] = []
    blocked: list[str] = []
    said: list[str] = []

    def answered(response: Response) -> None:
        if not response.url.startswith((ours, "data:", "blob:")):
            left.append(response.url)

    def failed(request: Request) -> None:
        if not request.url.startswith(ours):
            (blocked if request.failure == "csp" else left).append(request.url)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: said.append(message.text))
        page.on("response", answered)
        page.on("requestfailed", failed)
        for path, expected in (
            ("/", "Flow Runs"),
            ("/v2/blocks/catalog", "Secret"),
            ("/v2/events", "All resources"),
            (f"/v2/runs/flow-run/{run}", "Suspended"),
        ):
            page.goto(ours + path)
            page.get_by_text(expected).first.wait_for()
        page.get_by_role("button", name="Open menu").click()
        page.get_by_role("menuitem", name="Resume").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Select Решение").click()
        page.get_by_role("option", name="оставить").click()
        dialog.get_by_role("button", name="Resume").click()
        office.wait(run, "Completed")
        browser.close()
    assert (errors, left) == ([], [])
    assert blocked, "картинки каталога лежат на чужом сервере"
    assert any("amplitude.com" in text and "Content Security Policy" in text for text in said)
