"""Each deviation has its reason, source and date, and the description still disagrees."""

from __future__ import annotations

import re

from gospablik.networks.vk.routes import ROUTES
from sandbox.ok.api import METHODS as OK_METHODS
from sandbox.ok.api import PRIVATE as OK_PRIVATE
from tests.contract import max_openapi, vk_json
from tests.contract.max_examples import EVERY as MAX_EVERY
from tests.contract.ok_examples import EVERY as OK_EVERY
from tests.contract.ok_facts import FACTS, MAY, NEEDED
from tests.contract.published import MAX, VK, all_deviations, deviations, need
from tests.contract.vk_examples import EVERY as VK_EVERY
from tests.contract.vk_walk import Found
from tests.sandbox.kit import Client
from tests.sandbox.max_kit import Max
from tests.sandbox.ok_kit import OkClient

KINDS = {
    "vk": {"parameter", "code", "subcode", "token", "rule", "member", "event", "envelope"},
    "max": {"path", "query", "property", "gone", "optional", "value"},
    "ok": {"parameter", "answer", "object", "member"},
}


def test_each_says_what_why_by_which_source_and_of_when() -> None:
    for one in all_deviations():
        assert one["kind"] in KINDS[one["network"]], one
        assert all(one[name].strip() for name in ("what", "why", "source")), one
        assert re.fullmatch(r"20\d\d(-[01]\d(-[0-3]\d)?)?", one["date"]), one
    assert {(one["network"], one["kind"]) for one in all_deviations()} == {
        (network, kind) for network, kinds in KINDS.items() for kind in kinds
    }


def test_vk_s_requests_still_need_theirs() -> None:
    asked = {(one.method, name) for one in VK_EVERY for name in one.params}
    for one in deviations("vk", "parameter"):
        assert (one["method"], one["parameter"]) in asked, one
    for one in deviations("vk", "token"):
        assert one["token"] in ROUTES[one["method"]].kinds, one
    need(VK)
    for one in deviations("vk", "parameter"):
        known = {rule["name"] for rule in vk_json.methods()[one["method"]]["parameters"]}
        assert one["parameter"] not in known, f"the schema has it now: {one}"
    for one in deviations("vk", "token"):
        told = vk_json.methods()[one["method"]]["access_token_type"]
        assert "group" not in told, f"the schema allows it now: {one}"
    assert not {one["code"] for one in deviations("vk", "code")} & set(vk_json.error_codes())
    assert not {one["subcode"] for one in deviations("vk", "subcode")} & vk_json.subcodes()


def test_vk_s_schema_still_has_the_rules_that_are_dropped() -> None:
    need(VK)
    objects = vk_json.official("objects.json")["definitions"]
    for one in deviations("vk", "rule"):
        vk_json.at(objects[one["definition"]], one["drop"])  # KeyError: the rule is gone
    for one in deviations("vk", "member"):
        for name in one["definitions"]:
            found = vk_json.members(objects[name])
            assert not found & one["members"].keys(), f"the schema knows it now: {one}"
            assert "id" in found, "the search does not find what is there"
    for one in deviations("vk", "event"):
        told = vk_json.members(objects[f"callback_{one['event']}"])
        assert told < vk_json.members(objects[one["definition"]]), f"it does now: {one}"
    for one in deviations("vk", "envelope"):
        for name in one["definitions"]:
            whole = vk_json.official("responses.json")["definitions"][name]
            assert whole["properties"].keys() == {"response"}, name


def test_vk_s_stand_in_still_needs_the_members_beyond_the_schema(vk: tuple[Client, Found]) -> None:
    shown = repr(dict(vk[0].answers))
    for one in deviations("vk", "member"):
        assert all(f"'{member}': " in shown for member in one["members"]), one


def test_max_s_schema_still_lacks_what_is_newer(mx: Max) -> None:
    need(MAX)
    official, delta = max_openapi.official(), max_openapi.delta()
    schemas, newer = official["components"]["schemas"], delta["components"]["schemas"]
    used = {(one.verb, one.path) for one in MAX_EVERY}
    for one in deviations("max", "path"):
        assert not official["paths"].keys() & set(one["paths"]), one
    for one in deviations("max", "query"):
        verb, path = one["operation"].split()
        before, after = (
            {each["name"] for each in paths[path][verb.lower()]["parameters"]}
            for paths in (official["paths"], delta["paths"])
        )
        assert after - before == set(one["parameters"]), one
        assert (verb, path) in used
    for one in deviations("max", "property"):
        assert one["member"] not in schemas[one["definition"]]["properties"], one
        assert one["member"] in newer[one["definition"]]["properties"], one
    for one in deviations("max", "gone"):
        removed = [name.split() for name in delta["x-removed-paths"]]
        still = [f"{v} {p}" for v, p in removed if v.lower() in official["paths"][p]]
        assert sorted(one["operations"]) == sorted(still)
    for one in deviations("max", "optional"):
        assert one["member"] in schemas[one["definition"]]["required"], one
    for one in deviations("max", "value"):
        assert one["value"] not in schemas[one["definition"]]["enum"], one
    shown = repr(mx.answers)
    assert all(repr(one["value"]) in shown for one in deviations("max", "value"))


def test_ok_s_facts_still_lack_what_is_beyond_them(ok: OkClient) -> None:
    asked = {(one.method, name) for one in OK_EVERY for name in one.params}
    for one in deviations("ok", "parameter"):
        known = NEEDED.get(one["method"], set()) | MAY.get(one["method"], set())
        assert not known & set(one["parameters"]), one
        assert {(one["method"], name) for name in one["parameters"]} <= asked, one
    (answers,), (objects,) = deviations("ok", "answer"), deviations("ok", "object")
    (members,) = deviations("ok", "member")
    assert not answers["answers"].keys() & FACTS["answers"].keys()
    assert answers["answers"].keys() <= {*OK_METHODS, *OK_PRIVATE}
    assert not objects["objects"].keys() & FACTS["objects"].keys()
    shown = repr(dict(ok.answers))
    for name, guessed in members["objects"].items():
        known = FACTS["objects"][name]
        assert not guessed.keys() & (known.get("needed", {}) | known.get("may", {})).keys(), name
        assert all(f"'{member}': " in shown for member in guessed), name
    for name, guessed in objects["objects"].items():
        assert all(f"'{member}': " in shown for member in guessed), name
