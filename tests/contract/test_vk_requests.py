import json
import tomllib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from gospablik.networks.vk import (
    outside_requests,
    page_requests,
    requests,
    upload_requests,
)
from gospablik.networks.vk.requests import Request
from gospablik.networks.vk.routes import ROUTES
from gospablik.networks.vk.tokens import TokenKind

ROOT = Path(__file__).parents[2]
METHODS = ROOT.parent / "shared/schemas/vk/methods.json"
DEVIATIONS = tomllib.loads((Path(__file__).parent / "vk_deviations.toml").read_text("utf-8"))
UNTIL = datetime(2027, 1, 2, 12, tzinfo=UTC)

EVERY = [
    requests.posts(77, offset=0),
    requests.posts(77, offset=0, own=False),
    requests.post(77, 5),
    requests.publish(77, "текст", key="k"),
    requests.publish(77, "текст", ["photo-77_1", "https://adm.example.ru/1"], key="k"),
    requests.edit_post(77, 5, "текст", []),
    requests.edit_post(77, 5, "текст", ["doc-77_1_abc"]),
    requests.delete_post(77, 5),
    requests.pin_post(77, 5),
    requests.repost(77, "wall-1_2", "текст"),
    requests.comments(77, 5, offset=0),
    requests.comments(77, 5, offset=99, thread=9),
    requests.reply(77, 5, "ответ", key="k"),
    requests.delete_comment(77, 9),
    requests.restore_comment(77, 9),
    requests.ban(77, 500, until=UNTIL, comment="п. 4.3"),
    requests.unban(77, 500),
    requests.unban(77, -8),
    requests.banned(77, -8),
    requests.black_list(77, offset=199),
    page_requests.page_info(77),
    page_requests.managers(77),
    page_requests.describe(77, "О нас"),
    page_requests.long_poll_server(77),
    page_requests.own_community(),
    page_requests.community_rights(),
    page_requests.user_rights(),
    page_requests.key_owner(),
    page_requests.users([1, 2]),
    upload_requests.photo_server(77),
    upload_requests.save_photo(77, server=1, photo="[{}]", sha="h", caption="Двор"),
    upload_requests.document_server(77),
    upload_requests.save_document("f", "приказ.pdf"),
    upload_requests.video_server(77, "двор.mp4", "Двор"),
    outside_requests.topics(77, offset=0),
    outside_requests.topic_comments(77, 12, offset=0),
    outside_requests.photo_comments(77, offset=0),
    outside_requests.videos(77, offset=0),
    outside_requests.video_comments(77, 9, offset=0),
    outside_requests.video_comments(77, 9, offset=0, thread=3),
]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    if not METHODS.exists():
        pytest.skip(f"no official schema at {METHODS}")
    return {method["name"]: method for method in json.loads(METHODS.read_text())["methods"]}


def _suits(value: str, kind: str, rule: dict[str, Any]) -> bool:
    if kind == "integer":
        number = int(value)
        fits = rule.get("minimum", number) <= number <= rule.get("maximum", number)
        return bool(fits and number in rule.get("enum", [number]))
    if kind == "boolean":
        return value in {"0", "1"}
    if kind == "string":
        allowed = rule.get("enum")
        return allowed is None or value in allowed
    if kind == "array":
        return bool(value) and len(value.split(",")) <= int(rule.get("maxItems", 1000))
    return False


@pytest.mark.parametrize("request_", EVERY, ids=lambda r: f"{r.method}-{len(r.params)}")
def test_every_parameter_is_in_the_official_schema(
    request_: Request, schema: dict[str, Any]
) -> None:
    rules = {rule["name"]: rule for rule in schema[request_.method].get("parameters", [])}
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


@pytest.mark.parametrize("route", ROUTES)
def test_keys_are_those_the_schema_allows(route: str, schema: dict[str, Any]) -> None:
    method = route.split(" ", 1)[0]
    allowed = {
        "community" if kind == "group" else kind for kind in schema[method]["access_token_type"]
    } | {token["kind"] for token in DEVIATIONS["token"] if token["method"] == method}
    assert set(ROUTES[route].kinds) <= {TokenKind(kind) for kind in allowed}
    told = schema[method]["access_token_type"]
    assert ROUTES[route].source.startswith(f"схема: {', '.join(told)}")


def test_every_request_has_a_route_and_every_route_a_request() -> None:
    assert {request.route or request.method for request in EVERY} == set(ROUTES)


def test_pictures_and_videos_go_by_the_user_key_first() -> None:
    kinds = {}
    for name in ("photo-77_1", "video-77_1", "doc-77_1", "https://adm.example.ru/photo"):
        request = requests.publish(77, "т", [name], key="k")
        kinds[name] = ROUTES[request.route or request.method].kinds[0].value
    assert list(kinds.values()) == ["user", "user", "community", "community"]


def test_a_form_names_the_version_and_no_key() -> None:
    for request in EVERY:
        assert request.form()["v"] == "5.199"
        assert "access_token" not in request.form()


def test_post_and_comment_carry_the_key_of_the_action() -> None:
    post, reply = requests.publish(77, "т", key="abc"), requests.reply(77, 5, "т", key="abc")
    assert post.params == {"owner_id": "-77", "from_group": "1", "message": "т", "guid": "abc"}
    assert (reply.params["guid"], reply.params["from_group"]) == ("abc", "77")


def test_an_edit_tells_all_that_is_to_stay() -> None:
    edit = requests.edit_post(77, 5, "т", ["photo-77_1", "https://adm.example.ru/1"])
    assert edit.params["attachments"] == "photo-77_1,https://adm.example.ru/1"
    assert "attachments" not in requests.edit_post(77, 5, "т", []).params


def test_a_video_is_not_put_on_the_wall_by_itself() -> None:
    assert upload_requests.video_server(77, "а", "б").params["wallpost"] == "0"


def test_the_end_of_a_ban_does_not_depend_on_the_zone() -> None:
    yakutsk = UNTIL.astimezone(timezone(timedelta(hours=9)))
    one, two = (requests.ban(77, 5, until=u, comment="") for u in (UNTIL, yakutsk))
    assert one == two
    assert one.params["end_date"] == str(int(UNTIL.timestamp()))
    assert one.params["comment_visible"] == "1"
    with pytest.raises(ValueError, match="пояс"):
        requests.ban(77, 5, until=UNTIL.replace(tzinfo=None), comment="")
