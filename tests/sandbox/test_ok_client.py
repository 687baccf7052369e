"""The independent client aiookru, told only another base URL."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiookru import API  # type: ignore[import-untyped]

from tests.contract.ok_facts import FACTS
from tests.sandbox.ok_kit import GID, KEY, OLGA, SECRET, TOKEN, OkClient, text_of


def test_the_vector_with_cyrillic_is_taken_over_the_wire(ok: OkClient) -> None:
    (_, given) = FACTS["vector"]
    assert (given["access_token"], given["params"]["gid"]) == (TOKEN, GID)
    sent = given["params"] | {"sig": given["sig"], "access_token": TOKEN}
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
