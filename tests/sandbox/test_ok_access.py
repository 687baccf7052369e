from __future__ import annotations

import pytest

from sandbox.ok.api import METHODS
from tests.sandbox.ok_kit import ADMIN, GID, KEY, OLGA, SECRET, TOKEN, OkClient, digest, text_of

INFO = {"uids": GID, "fields": "name"}


@pytest.mark.parametrize("way", ["query", "form", "multipart", "path", "session_key"])
def test_all_ways_to_call_are_equal(ok: OkClient, way: str) -> None:
    params = ok.params("group.getInfo", **INFO)
    if way == "query":
        answer = ok.web.get("/ok/fb.do", params=params)
    elif way == "form":
        answer = ok.web.post("/ok/fb.do?method=group.getInfo", data=params)
    elif way == "multipart":
        parts = {name: (None, value) for name, value in params.items()}
        answer = ok.web.post("/ok/fb.do", files=parts)
    elif way == "path":
        answer = ok.web.get("/ok/api/group/getInfo", params=params)
    else:
        answer = ok.web.get("/ok/fb.do", params=params | {"session_key": params["access_token"]})
    assert answer.json() == [{"name": "Окружная Администрация ГО «Жатай»"}]


def test_a_wrong_signature_is_told_104(ok: OkClient) -> None:
    params = ok.params("group.getInfo", **INFO)
    wrong = [
        params | {"sig": "0" * 32},
        params | {"fields": "uid"},
        params | {"more": ""},
        {key: value for key, value in params.items() if key != "sig"},
    ]
    text = text_of("Вода")
    ascii_only = ok.params("mediatopic.post", attachment=text)
    ascii_only["sig"] = digest(text.encode("ascii", "replace").decode())
    for one in [*wrong, ascii_only]:
        body = ok.web.post("/ok/fb.do", data=one).json()
        assert body == {
            "error_code": 104,
            "error_msg": "PARAM_SIGNATURE : Invalid signature",
            "error_data": None,
        }


def test_an_empty_parameter_is_signed_if_it_is_sent(ok: OkClient) -> None:
    assert ok.call("group.getInfo", **INFO, more="")


def test_unknown_keys_and_dead_tokens(ok: OkClient) -> None:
    assert ok.refusal("group.getInfo", application_key="", **INFO) == 101
    assert ok.refusal("group.getInfo", application_key="CNOSUCH", **INFO) == 101
    assert ok.refusal("group.getInfo", "no-such-token", **INFO) == 103
    ok.control("PATCH", f"/ok/tokens/{TOKEN}", {"expires_at": "2020-01-01T00:00:00+00:00"})
    body = ok.raw("group.getInfo", **INFO).json()
    assert body["error_msg"] == "PARAM_SESSION_EXPIRED : Session expired"
    ok.control("PATCH", f"/ok/tokens/{TOKEN}", {"expires_at": None})
    assert ok.call("group.getInfo", **INFO)
    ok.control("PATCH", f"/ok/tokens/{TOKEN}", {"revoked": True})
    assert ok.refusal("group.getInfo", **INFO) == 103
    ok.control("PATCH", f"/ok/applications/{KEY}", {"disabled": True})
    assert ok.refusal("group.getInfo", "olga-1", **INFO) == 210


def test_a_token_of_another_application_is_none(ok: OkClient) -> None:
    ok.control("POST", "/ok/applications", {"application_key": "COTHER", "secret": SECRET})
    assert ok.refusal("group.getInfo", application_key="COTHER", **INFO) == 103


def test_every_method_but_one_wants_a_session(ok: OkClient) -> None:
    for method in METHODS:
        if method != "url.getInfo":
            assert ok.refusal(method, None) == 453, method
    found = ok.call("url.getInfo", None, url="https://ok.ru/admzhatay")
    assert found == {"objectId": int(GID), "objectIdStr": GID, "type": "GROUP"}


@pytest.mark.parametrize(
    "method",
    [
        "discussions.deleteDiscussionComment",
        "discussions.deleteDiscussionComments",
        "discussions.addDiscussionComment",
        "discussions.editDiscussionComment",
        "discussions.markCommentAsSpam",
        "group.ban",
        "group.blockUser",
        "group.setInfo",
        "GROUP.getInfo",
        "",
    ],
)
def test_what_is_not_documented_does_not_exist(ok: OkClient, method: str) -> None:
    assert ok.refusal(method) == 3


@pytest.mark.parametrize(
    ("method", "permission"),
    [
        ("discussions.getList", "VALUABLE_ACCESS"),
        ("mediatopic.post", "GROUP_CONTENT"),
        ("group.getInfo", "GROUP_CONTENT"),
        ("photosV2.getUploadUrl", "PHOTO_CONTENT"),
        ("video.getUploadUrl", "VIDEO_CONTENT"),
    ],
)
def test_a_permission_that_was_not_granted(ok: OkClient, method: str, permission: str) -> None:
    all_ = {"VALUABLE_ACCESS", "GROUP_CONTENT", "PHOTO_CONTENT", "VIDEO_CONTENT"}
    left = {"permissions": sorted(all_ - {permission})}
    ok.control("PATCH", f"/ok/tokens/{TOKEN}", left)
    body = ok.raw(method).json()
    words = f"PERMISSION_DENIED : User must grant an access to permission '{permission}'"
    assert body == {"error_code": 10, "error_msg": words, "error_data": permission.lower()}
    assert ok.call("users.hasAppPermission", ext_perm=permission) is False


def test_what_a_token_is_can_be_asked(ok: OkClient) -> None:
    assert ok.call("users.getLoggedInUser") == ADMIN
    person = ok.call("users.getCurrentUser", fields="uid,name")
    assert person == {"uid": ADMIN, "name": "Мария Слепцова"}
    assert ok.call("users.hasAppPermission", ext_perm="VALUABLE ACCESS") is True
    assert ok.refusal("users.hasAppPermission", ext_perm="FLY") == 100


def test_too_fast_is_told_8_and_too_often_11(ok: OkClient) -> None:
    ok.control("POST", "/ok/limits", {"methods": {"group.getInfo": 2}})
    told = [ok.raw("group.getInfo", **INFO).json() for _ in range(3)]
    assert told[2]["error_msg"] == "LIMIT_REACHED : Method invocation limit reached"
    assert ok.call("group.getInfo", "olga-1", **INFO), "each token has its own"
    left = ok.call("users.getCallsLeft", methods="group.getInfo,mediatopic.post")
    assert left[0] == {"name": "group.getInfo", "callsLeft": 0, "available": False}
    assert left[1]["available"] is True
    ok.control("POST", "/ok/limits", {"per_second": 1})
    assert ok.refusal("users.getLoggedInUser") == 8
    ok.control("POST", "/ok/limits", {"enabled": False})
    assert ok.call("group.getInfo", **INFO)
    ok.control("POST", "/ok/limits", {"per_hour": 1}, status=400)


def test_the_journal_keeps_tokens_secrets_and_signatures_to_itself(ok: OkClient) -> None:
    topic = ok.post("Пост")
    ok.refusal("mediatopic.post", "no-such-token", gid=GID)
    url = ok.call("photosV2.getUploadUrl", gid=GID)["upload_url"]
    ok.web.post(url, files={"pic1": ("1.png", b"")})
    entries = ok.control("GET", "/journal")
    places = [one["where"] for one in entries]
    assert places == ["ok:mediatopic.post"] * 2 + ["ok:photosV2.getUploadUrl", "ok:upload"]
    assert [one["outcome"] for one in entries] == ["ok", "error 103", "ok", "error 505"]
    assert [one["token_kind"] for one in entries] == ["user", None, "user", None]
    assert entries[0]["params"]["gid"] == GID
    signed = ok.params("users.getLoggedInUser")["sig"]
    told = str(entries) + str(ok.state())
    for hidden in (TOKEN, "no-such-token", SECRET, digest(TOKEN + SECRET), signed, "apiToken"):
        assert hidden not in told
    assert not any({"sig", "access_token"} & set(one["params"]) for one in entries)
    assert ok.state()["topics"][0]["id"] == topic


def test_a_member_without_a_role_does_not_run_the_page(ok: OkClient) -> None:
    topic = ok.post()
    own = {"gid": GID, "topic_id": topic, "attachment": text_of("x")}
    for token in ("olga-1", "analyst-1"):
        assert ok.refusal("mediatopic.post", token, type="GROUP_THEME", **own) == 50
        assert ok.refusal("mediatopic.edit", token, **own) == 50
        assert ok.refusal("mediatopic.deleteTopic", token, **own) == 50
        assert ok.refusal("photosV2.getUploadUrl", token, gid=GID) == 50
        assert ok.refusal("video.getUploadUrl", token, gid=GID, file_name="a.mp4") == 50
    assert ok.refusal("group.getStatTopics", "olga-1", gid=GID) == 50
    assert ok.call("group.getStatTopics", "analyst-1", gid=GID)["topics"] == []
    assert ok.call("mediatopic.edit", "editor-1", **own) == {"success": True}
    assert OLGA not in {one["created_by"] for one in ok.state()["topics"]}
