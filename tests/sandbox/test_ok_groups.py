from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.ok_kit import ADMIN, ANALYST, AYAAL, EDITOR, GID, OLGA, OTHER_GID, OkClient

ASKED = "uid,name,description,shortname,members_count,gos_org,rkn_mark,premium,status"


def test_the_passport_of_the_page_is_a_bare_array(ok: OkClient) -> None:
    answer = ok.call("group.getInfo", uids=f"{GID},1", fields=f"{ASKED},who_can_comment")
    assert isinstance(answer, list)
    assert len(answer) == 1
    group = answer[0]
    assert set(group) == {*ASKED.split(","), "who_can_comment"}
    assert (group["uid"], group["gos_org"], group["members_count"]) == (GID, True, 1211)
    ok.control("PATCH", f"/ok/groups/{GID}", {"description": "Новое", "status": "Мы здесь"})
    whole = ok.call("group.getInfo", uids=GID, fields="*")[0]
    assert (whole["description"], whole["status"]) == ("Новое", "Мы здесь")
    assert whole["homepage_url"] == "https://zhatay.example.ru"
    assert ok.call("group.getInfo", uids="1") == []
    assert ok.refusal("group.getInfo") == 100


def test_counters(ok: OkClient) -> None:
    ok.post()
    ok.control("POST", "/ok/blocks", {"group_id": GID, "user_id": AYAAL})
    asked = {"group_id": GID, "counterTypes": "themes,MEMBERS,black_list,moderators"}
    told = ok.call("group.getCounters", **asked)
    assert told == {"counters": {"themes": 1, "members": 1211, "black_list": 1, "moderators": 3}}
    visitor = ok.call("group.getCounters", "olga-1", **asked)
    assert visitor == {"counters": {"themes": 1, "members": 1211}}
    wrong = ok.raw("group.getCounters", group_id=GID, counterTypes="themes,stars").json()
    words = "PARAM : Invalid parameter counterTypes value  : [themes,stars]"
    assert (wrong["error_code"], wrong["error_msg"]) == (100, words)
    assert ok.refusal("group.getCounters", group_id="1", counterTypes="themes") == 160


def test_members_in_pages(ok: OkClient) -> None:
    told = ok.call("group.getMembers", uid=GID, count=3)
    assert set(told) == {"anchor", "has_more", "members"}
    assert told["members"] == [
        {"userId": ADMIN, "status": "ADMIN"},
        {"userId": EDITOR, "status": "MODERATOR"},
        {"userId": ANALYST, "status": "MODERATOR"},
    ]
    rest = ok.call("group.getMembers", uid=GID, anchor=told["anchor"])
    assert (rest["members"], rest["has_more"]) == ([{"userId": OLGA, "status": "ACTIVE"}], False)
    admins = ok.call("group.getMembers", uid=GID, statuses="ADMIN")["members"]
    assert [one["userId"] for one in admins] == [ADMIN]


def test_who_serves_the_group_and_who_is_blocked(ok: OkClient) -> None:
    block = {"group_id": GID, "user_id": OLGA, "reason": "п. 4.3"}
    ok.control("POST", "/ok/blocks", block)
    uids = ",".join([ADMIN, EDITOR, OLGA, AYAAL])
    told = ok.call("group.getUserGroupsByIds", group_id=GID, uids=uids)
    assert told == [
        {"groupId": GID, "userId": ADMIN, "status": "ADMIN"},
        {"groupId": GID, "userId": EDITOR, "status": "MODERATOR", "role": "EDITOR"},
        {"groupId": GID, "userId": OLGA, "status": "BLOCKED", "block_reason": "п. 4.3"},
    ]
    ok.control("DELETE", f"/ok/blocks/{GID}/{OLGA}")
    ok.control("DELETE", f"/ok/blocks/{GID}/{OLGA}", status=404)
    again = ok.call("group.getUserGroupsByIds", group_id=GID, uids=OLGA)
    assert [one["status"] for one in again] == ["ACTIVE"]
    ok.control("POST", "/ok/blocks", {"group_id": GID, "user_id": EDITOR}, status=403)
    assert ok.refusal("group.getUserGroupsByIds", group_id=GID, uids=",".join("1" * 101)) == 100


def test_statistics_know_only_topics_that_were_seen(ok: OkClient) -> None:
    unseen, commented, seen = ok.post("Не видел никто"), ok.post("Обсуждают"), ok.post("Видели")
    ok.comment(commented, "Эй")
    ok.control("PATCH", f"/ok/topics/{seen}", {"views": 7})
    told = ok.call("group.getStatTopics", gid=GID, fields="ID,COMMENTS,REACH,CREATED_MS")
    assert set(told) == {"anchor", "has_more", "topics"}
    shown = {one["id"]: (one["comments"], one["reach"]) for one in told["topics"]}
    assert shown == {seen: (0, 7), commented: (1, 1)}
    assert unseen not in shown
    times = [one["created_ms"] for one in told["topics"]]
    assert times == sorted(times, reverse=True)
    first = ok.call("group.getStatTopics", gid=GID, count=1)
    assert first["has_more"] is True
    rest = ok.call("group.getStatTopics", gid=GID, anchor=first["anchor"])
    assert [one["id"] for one in first["topics"] + rest["topics"]] == [seen, commented]
    assert ok.call("group.getStatTopics", gid=GID, end_time=1000)["topics"] == []


def test_pinning_turns_and_turns_back(ok: OkClient) -> None:
    ok.post()
    pin = ok.state()["topics"][0]["pin_id"]
    for sticky in (True, False):
        assert ok.call("group.pinGroupFeed", pin_id=pin) is True
        assert ok.topics()[0]["is_sticky"] is sticky
    assert ok.refusal("group.pinGroupFeed", pin_id="never") == 300
    assert ok.refusal("group.pinGroupFeed", "editor-1", pin_id=pin) == 50


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        (f"https://ok.ru/group/{OTHER_GID}", {"objectIdStr": OTHER_GID, "type": "GROUP"}),
        ("https://ok.ru/other", {"objectIdStr": OTHER_GID, "type": "GROUP"}),
        (f"https://ok.ru/profile/{AYAAL}", {"objectIdStr": AYAAL, "type": "PROFILE"}),
        ("https://ok.ru/nobody", {"type": "UNKNOWN"}),
    ],
)
def test_where_an_address_leads(ok: OkClient, url: str, answer: dict[str, Any]) -> None:
    assert answer.items() <= ok.call("url.getInfo", url=url).items()


def test_links_are_looked_at_and_shortened(ok: OkClient) -> None:
    url = "https://example.ru/n/1"
    told = ok.call("share.fetchLinkV2", url=url, gid=GID)["attachment_media"][0]
    assert (told["type"], told["url"], told["domain"]) == ("link", url, "example.ru")
    assert told["signature"]
    assert ok.call("shortlink.create", url=url).startswith("https://ok.me/")
    assert ok.refusal("share.fetchLinkV2", url="example.ru") == 607
