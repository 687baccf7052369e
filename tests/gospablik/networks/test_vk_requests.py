import json
import tomllib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from gospablik.networks.vk import requests
from gospablik.networks.vk.requests import Request
from gospablik.networks.vk.tokens import ROUTES, TokenKind

ROOT = Path(__file__).parents[3]
METHODS = ROOT.parent / "shared/schemas/vk/methods.json"
DEVIATIONS = tomllib.loads((Path(__file__).parent / "vk_deviations.toml").read_text("utf-8"))
UNTIL = datetime(2027, 1, 2, 12, tzinfo=UTC)

EVERY = [
    requests.page_info(77),
    requests.posts(77, offset=0),
    requests.post(77, 5),
    requests.comments(77, 5, offset=0),
    requests.comments(77, 5, offset=99, thread=9),
    requests.publish(77, "текст", key="k"),
    requests.reply(77, 5, "ответ", key="k"),
    requests.delete_comment(77, 9),
    requests.ban(77, 500, until=UNTIL, comment="п. 4.3"),
    requests.banned(77, -8),
]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    if not METHODS.exists():
        pytest.skip(f"no official schema at {METHODS}")
    return {method["name"]: method for method in json.loads(METHODS.read_text())["methods"]}


def _suits(value: str, kind: str, rule: dict[str, Any]) -> bool:
    if kind == "integer":
        number = int(value)
        return bool(rule.get("minimum", number) <= number <= rule.get("maximum", number))
    if kind == "boolean":
        return value in {"0", "1"}
    if kind == "string":
        allowed = rule.get("enum")
        return allowed is None or value in allowed
    return kind == "array" and bool(value)


@pytest.mark.parametrize("request_", EVERY, ids=lambda r: f"{r.method}-{len(r.params)}")
def test_every_parameter_is_in_the_official_schema(
    request_: Request, schema: dict[str, Any]
) -> None:
    rules = {rule["name"]: rule for rule in schema[request_.method]["parameters"]}
    for gap in DEVIATIONS["missing"]:
        if gap["method"] == request_.method:
            rules[gap["parameter"]] = {"type": gap["type"]}
    for name, value in request_.params.items():
        assert name in rules, f"{request_.method} has no {name}"
        kinds = rules[name]["type"]
        kinds = kinds if isinstance(kinds, list) else [kinds]
        assert any(_suits(value, kind, rules[name]) for kind in kinds), (name, value)
    needed = {name for name, rule in rules.items() if rule.get("required")}
    assert needed <= set(request_.params)


def test_no_deviation_is_out_of_date(schema: dict[str, Any]) -> None:
    for gap in DEVIATIONS["missing"]:
        assert gap["source"]
        assert gap["parameter"] not in {p["name"] for p in schema[gap["method"]]["parameters"]}
    for token in DEVIATIONS["token"]:
        assert token["source"]
        assert token["kind"] not in schema[token["method"]]["access_token_type"]


@pytest.mark.parametrize("method", ROUTES)
def test_keys_are_those_the_schema_allows(method: str, schema: dict[str, Any]) -> None:
    allowed = {
        "community" if kind == "group" else kind for kind in schema[method]["access_token_type"]
    } | {token["kind"] for token in DEVIATIONS["token"] if token["method"] == method}
    assert set(ROUTES[method].kinds) <= {TokenKind(kind) for kind in allowed}
    assert ROUTES[method].source


def test_every_request_has_a_route() -> None:
    assert {request.method for request in EVERY} <= set(ROUTES)


def test_a_form_names_the_version_and_no_key() -> None:
    for request in EVERY:
        assert request.form()["v"] == "5.199"
        assert "access_token" not in request.form()


def test_post_and_comment_carry_the_key_of_the_action() -> None:
    post, reply = requests.publish(77, "т", key="abc"), requests.reply(77, 5, "т", key="abc")
    assert post.params == {"owner_id": "-77", "from_group": "1", "message": "т", "guid": "abc"}
    assert (reply.params["guid"], reply.params["from_group"]) == ("abc", "77")


def test_the_end_of_a_ban_does_not_depend_on_the_zone() -> None:
    yakutsk = UNTIL.astimezone(timezone(timedelta(hours=9)))
    one, two = (requests.ban(77, 5, until=u, comment="") for u in (UNTIL, yakutsk))
    assert one == two
    assert one.params["end_date"] == str(int(UNTIL.timestamp()))
    assert one.params["comment_visible"] == "1"
    with pytest.raises(ValueError, match="пояс"):
        requests.ban(77, 5, until=UNTIL.replace(tzinfo=None), comment="")
