"""The independent client aiookru, told only another base URL; and the vectors of the signature."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiookru import API  # type: ignore[import-untyped]

from sandbox.ok.signature import session_secret, signature
from tests.sandbox.ok_kit import GID, KEY, OLGA, SECRET, TOKEN, OkClient, text_of

TOKEN_A = "-s-84W-s3egarWUsbkq-IWTucuedzTKT8VUXIA.s4Xx8IW7"
ATTACHMENT = '{"media":[{"type":"text","text":"Отключение воды"}]}'
SIG_B = "b1790a4a3d78b0bb4394143ce4680e12"
CALL_B = {
    "application_key": KEY,
    "attachment": ATTACHMENT,
    "format": "json",
    "gid": GID,
    "method": "mediatopic.post",
    "type": "GROUP_THEME",
}


def test_the_vector_of_aiookrus_documentation() -> None:
    secret = session_secret(TOKEN_A, "ABC123DEF456GHI789JKL123")
    assert secret == "b1a2b89707a94624c43afae67d59274c"
    params = {"application_key": "ABCDEFGHIGKLMNOPK", "method": "events.get", "format": "json"}
    unsigned = {"access_token": TOKEN_A, "session_key": TOKEN_A, "sig": "…"}
    assert signature(params | unsigned, secret) == "232c8eb921951c4dba9b72606f9ddb4c"


def test_the_vector_with_cyrillic_is_taken_over_the_wire(ok: OkClient) -> None:
    assert session_secret(TOKEN, SECRET) == "c51852e02d8ab14d5b2d11e15188deb6"
    assert signature(CALL_B, session_secret(TOKEN, SECRET)) == SIG_B
    sent = CALL_B | {"sig": SIG_B, "access_token": TOKEN}
    topic = ok.web.post("/ok/fb.do", data=sent).json()
    assert [one["id"] for one in ok.topics()] == [topic]


def test_aiookru_informs_itself_posts_and_reads_comments(ok: OkClient) -> None:
    async def day() -> tuple[Any, Any, Any, Any]:
        async with API(TOKEN, KEY, application_secret_key=SECRET) as api:
            api.session.client.base_url = f"{ok.http}/ok/"
            groups = await api.group.getInfo(uids=GID, fields="uid,name,gos_org")
            attachment = text_of("Отключение воды & света", onBehalfOfGroup="true")
            topic = await api.mediatopic.post(type="GROUP_THEME", gid=GID, attachment=attachment)
            ok.comment(topic, "Когда дадут?", OLGA)
            at = {"discussionId": topic, "discussionType": "GROUP_TOPIC", "count": 100}
            read = await api.discussions.getComments(**at, offset=0)
            wrong = await api.mediatopic.deleteTopic(topic_id="1", gid=GID)
            return groups, topic, read, wrong

    groups, topic, read, wrong = asyncio.run(day())
    name = "Окружная Администрация ГО «Жатай»"
    assert groups == [{"uid": GID, "name": name, "gos_org": True}]
    assert [one["id"] for one in ok.topics()] == [topic]
    assert [one["text"] for one in read["comments"]] == ["Когда дадут?"]
    assert wrong["error_code"] == 300


def test_aiookru_with_the_session_secret_of_a_permanent_token(ok: OkClient) -> None:
    body = {"access_token": "вечный", "application_key": KEY, "user_id": OLGA}
    ok.control("POST", "/ok/tokens", body | {"session_secret": "секрет сеанса"})

    async def who() -> Any:
        async with API("вечный", KEY, session_secret_key="секрет сеанса") as api:
            api.session.client.base_url = f"{ok.http}/ok/"
            return await api.users.getLoggedInUser()

    assert asyncio.run(who()) == OLGA
    assert "секрет" not in json.dumps(ok.state(), ensure_ascii=False)
