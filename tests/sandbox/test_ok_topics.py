from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from tests.sandbox.ok_kit import ADMIN, GID, OTHER_GID, OkClient, text_of

THEME: dict[str, Any] = {"type": "GROUP_THEME", "gid": GID}
MOSCOW = timezone(timedelta(hours=3))


def attach(*media: Any, **options: Any) -> str:
    return json.dumps({"media": list(media), **options}, ensure_ascii=False)


def test_a_topic_stands_as_it_was_sent(ok: OkClient) -> None:
    text = "Отключение воды 17 сентября.\n\nул. Ленина, 1–15 <b>&amp;</b> 🚰"
    before = int(time.time() * 1000)
    topic = ok.post(text)
    assert ok.raw("mediatopic.getTopics", gid=GID).json()["media_topics"][0].keys() == {
        "id",
        "created_ms",
        "author_ref",
        "owner_ref",
        "media",
    }
    shown = ok.topics()[0]
    assert (shown["id"], shown["media"]) == (topic, [{"type": "text", "text": text}])
    assert shown["author_ref"] == shown["owner_ref"] == f"group:{GID}"
    assert shown["is_on_behalf_of_group"] is True
    assert before <= shown["created_ms"] <= time.time() * 1000
    assert shown["discussion_summary"]["comments_count"] == 0


def test_the_answer_is_a_bare_string(ok: OkClient) -> None:
    answer = ok.raw("mediatopic.post", **THEME, attachment=text_of("Вода"))
    assert answer.text == f'"{ok.state()["topics"][0]["id"]}"'


def test_without_the_groups_name_the_topic_is_the_persons(ok: OkClient) -> None:
    ok.call("mediatopic.post", **THEME, attachment=text_of("Вода"))
    assert ok.topics()[0]["author_ref"] == f"user:{ADMIN}"
    ok.call("mediatopic.post", **THEME, attachment=text_of("Вода", onBehalfOfGroup="false"))
    assert [one["is_on_behalf_of_group"] for one in ok.topics()] == [False, False]


def test_nothing_is_idempotent(ok: OkClient) -> None:
    assert ok.post("Дважды") != ok.post("Дважды")
    assert len(ok.topics()) == 2


@pytest.mark.parametrize(
    ("place", "inside", "outside"),
    [("both", True, True), ("attachment", True, False), ("top", False, True)],
)
def test_where_options_are_read_is_a_lever(
    ok: OkClient, place: str, inside: bool, outside: bool
) -> None:
    ok.control("POST", "/ok/behaviour", {"options_in": place})
    options = {"onBehalfOfGroup": "true", "disableComments": "true"}
    ok.call("mediatopic.post", **THEME, attachment=text_of("В", **options))
    ok.call("mediatopic.post", **THEME, attachment=text_of("С"), **options)
    heard = {one["text"]: one["comments_off"] for one in ok.state()["topics"]}
    assert heard == {"В": inside, "С": outside}
    by_group = {one["media"][0]["text"]: one["is_on_behalf_of_group"] for one in ok.topics()}
    assert by_group == {"В": inside, "С": outside}


@pytest.mark.parametrize(
    ("attachment", "code"),
    [
        ("", 100),
        ("{", 100),
        ("[]", 100),
        (attach(), 100),
        (attach({"type": "text"}), 100),
        (attach({"type": "text", "text": " "}), 100),
        (attach({"type": "file", "url": "https://a.ru/1.pdf"}), 100),
        (attach("текст"), 100),
        (attach({"type": "text", "text": "д" * 8001}), 601),
        (attach(*[{"type": "text", "text": "д"}] * 21), 600),
        (attach({"type": "link", "url": "a.ru/1"}), 607),
        (attach({"type": "link", "url": "https://a.ru/не то"}), 607),
        (attach({"type": "link"}), 607),
        (attach({"type": "photo", "list": []}), 100),
        (attach({"type": "photo", "list": [{"id": "never"}]}), 121),
        (attach({"type": "movie", "list": [{"id": "1"}]}), 300),
        (attach({"type": "poll", "question": "?", "answers": []}), 100),
        (attach({"type": "poll", "question": "", "answers": [{"text": "Да"}]}), 100),
        (attach({"type": "poll", "question": "д" * 1001, "answers": [{"text": "Да"}]}), 602),
        (attach({"type": "poll", "question": "?", "answers": [{"text": "Да"}] * 21}), 603),
        (attach({"type": "poll", "question": "?", "answers": [{"text": "д" * 201}]}), 604),
        (text_of("Вода", onBehalfOfGroup="True"), 100),
        (text_of("Вода", publishAt="завтра"), 100),
        (text_of("Вода", publishAt="2020-01-01 10:00:00"), 100),
    ],
)
def test_a_bad_topic_is_refused_and_leaves_nothing(
    ok: OkClient, attachment: str, code: int
) -> None:
    assert ok.refusal("mediatopic.post", **THEME, attachment=attachment) == code
    assert ok.state()["topics"] == []


def test_where_a_topic_goes_must_be_said(ok: OkClient) -> None:
    sent = {"attachment": text_of("Вода")}
    assert ok.refusal("mediatopic.post", gid=GID, **sent) == 100
    assert ok.refusal("mediatopic.post", gid=GID, type="USER", **sent) == 100
    assert ok.refusal("mediatopic.post", type="GROUP_THEME", gid="1", **sent) == 160
    assert ok.refusal("mediatopic.post", type="GROUP_THEME", gid=OTHER_GID, **sent) == 50


def test_lengths_and_the_censors_words_are_levers(ok: OkClient) -> None:
    assert ok.post("д" * 8000)
    ok.control("POST", "/ok/limits", {"topic_text": 3})
    assert ok.refusal("mediatopic.post", **THEME, attachment=text_of("Вода")) == 601
    ok.control("POST", "/ok/behaviour", {"censor": ["казино"]})
    ok.control("POST", "/ok/limits", {"topic_text": 100})
    assert ok.refusal("mediatopic.post", **THEME, attachment=text_of("Наше КАЗИНО")) == 454


def test_link_poll_and_several_blocks(ok: OkClient) -> None:
    poll = {"type": "poll", "question": "Парк?", "answers": [{"text": "Да"}, {"text": "Нет"}]}
    link = {"type": "link", "url": "https://example.ru/n/1"}
    options = {"options": "SingleChoice,AnonymousVoting"}
    text = {"type": "text", "text": "Вода"}
    topic = ok.call("mediatopic.post", **THEME, attachment=attach(text, link, poll | options))
    shown = ok.call("mediatopic.getByIds", topic_ids=topic, fields="media_topic.*")
    assert shown["media_topics"][0]["media"] == [text, link, poll | options]
    cut = ok.call("mediatopic.getByIds", topic_ids=topic, media_limit=1, fields="*")
    assert cut["media_topics"][0]["media"] == [text]
    assert cut["media_topics"][0]["has_more"] is True


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Вода: https://example.ru/n/1", ["text", "link"]),
        ("https://example.ru/n/1", ["link"]),
        ("https://example.ru/n/1 и дальше", ["text"]),
        ("https://a.ru/1 https://a.ru/2", ["text"]),
        ("Без ссылки", ["text"]),
    ],
)
def test_only_a_single_last_link_becomes_a_card(ok: OkClient, text: str, kinds: list[str]) -> None:
    ok.post(text, text_link_preview="true")
    assert [one["type"] for one in ok.topics()[0]["media"]] == kinds


def test_an_edit_takes_the_place_of_all_blocks(ok: OkClient) -> None:
    link = {"type": "link", "url": "https://example.ru/n/1"}
    topic = ok.post(attachment=attach({"type": "text", "text": "Было"}, link))
    changed = text_of("Стало", disableComments="true")
    answer = ok.call("mediatopic.edit", gid=GID, topic_id=topic, attachment=changed)
    assert answer == {"success": True}
    shown = ok.topics()[0]
    assert shown["media"] == [{"type": "text", "text": "Стало"}]
    assert shown["is_commenting_denied"] is True
    versions = ok.state()["topics"][0]["versions"]
    assert [one["text"] for one in versions] == ["Было", "Стало"]
    other = {"gid": OTHER_GID, "topic_id": topic, "attachment": changed}
    assert ok.refusal("mediatopic.edit", **other) == 300


@pytest.mark.parametrize("form", ["topic_id", "delete_id"])
def test_a_removed_topic_is_gone_and_comes_back(ok: OkClient, form: str) -> None:
    topic = ok.post()
    by = {"topic_id": topic, "gid": GID}
    if form == "delete_id":
        by = {"delete_id": ok.topics()[0]["delete_id"]}
    answer = ok.call("mediatopic.deleteTopic", **by)
    assert set(answer) == {"success", "restore_id"}
    assert answer["success"] is True
    assert ok.topics() == []
    assert ok.call("mediatopic.getByIds", topic_ids=topic) == {"media_topics": []}
    assert ok.refusal("mediatopic.deleteTopic", **by) == 300
    gone = {"discussionId": topic, "discussionType": "GROUP_TOPIC"}
    assert ok.refusal("discussions.getComments", **gone) == 300
    kept = ok.state()["topics"][0]
    assert (kept["text"], kept["deleted_by"]) == ("Отключение воды", ADMIN)
    back = ok.call("mediatopic.restoreTopic", restore_id=answer["restore_id"])
    assert back == {"success": True}
    assert [one["id"] for one in ok.topics()] == [topic]
    assert ok.refusal("mediatopic.restoreTopic", restore_id=answer["restore_id"]) == 300


def test_topic_id_alone_deletes_nothing(ok: OkClient) -> None:
    topic = ok.post()
    assert ok.refusal("mediatopic.deleteTopic", topic_id=topic) == 100
    assert ok.refusal("mediatopic.deleteTopic", topic_id=topic, gid=OTHER_GID) == 300
    assert ok.refusal("mediatopic.deleteTopic", delete_id=topic) == 300
    assert len(ok.topics()) == 1


def test_several_topics_by_id_need_a_limit(ok: OkClient) -> None:
    ids = ",".join([ok.post("Один"), ok.post("Два"), "999"])
    assert ok.refusal("mediatopic.getByIds", topic_ids=ids) == 100
    assert ok.refusal("mediatopic.getByIds", topic_ids=ids, media_limit=4) == 100
    found = ok.call("mediatopic.getByIds", topic_ids=ids, media_limit=3)["media_topics"]
    assert [one["media"][0]["text"] for one in found] == ["Один", "Два"]
    only = ok.call("mediatopic.getByIds", topic_ids=ids, media_limit=1, fields="media_topic.ID")
    assert [set(one) for one in only["media_topics"]] == [{"id"}, {"id"}]


def test_the_newest_come_first_and_no_more_than_asked(ok: OkClient) -> None:
    for n in range(4):
        ok.post(f"Пост {n}")
    page = ok.call("mediatopic.getTopics", gid=GID, count=2)["media_topics"]
    assert [one["media"][0]["text"] for one in page] == ["Пост 3", "Пост 2"]
    assert ok.refusal("mediatopic.getTopics", gid=GID, count=101) == 100
    ok.control("POST", "/ok/behaviour", {"missing_methods": ["mediatopic.getTopics"]})
    assert ok.refusal("mediatopic.getTopics", gid=GID) == 3


@pytest.mark.parametrize("how", ["publishAt", "publishAtMs"])
def test_a_topic_waits_and_comes_out_under_another_id(ok: OkClient, how: str) -> None:
    later = datetime.now(UTC) + timedelta(minutes=10)
    when = later.astimezone(MOSCOW).strftime("%Y-%m-%d %H:%M:%S")
    if how == "publishAtMs":
        when = str(int(later.timestamp() * 1000))
    waiting = ok.post(attachment=text_of("Потом", onBehalfOfGroup="true", **{how: when}))
    assert ok.topics() == []
    shown = ok.call("mediatopic.getByIds", topic_ids=waiting, fields="media_topic.*")
    told = shown["media_topics"][0]
    assert told["is_unpublished_post"] is True
    assert abs(told["publication_date_ms"] - later.timestamp() * 1000) < 1000
    assert ok.call("mediatopic.getByIds", "olga-1", topic_ids=waiting)["media_topics"] == []
    assert ok.refusal("mediatopic.getRepublishedTopic", topic_id=waiting) == 300
    ok.control("POST", "/clock", {"offset_seconds": 601})
    out = ok.topics()[0]
    assert out["id"] != waiting
    assert out["created_ms"] == told["publication_date_ms"]
    assert ok.call("mediatopic.getRepublishedTopic", topic_id=waiting) == out["id"]


def test_a_hidden_topic_is_in_no_listing(ok: OkClient) -> None:
    topic = ok.post(hidden_post="true")
    assert ok.topics() == []
    found = ok.call("mediatopic.getByIds", topic_ids=topic, fields="media_topic.*")
    assert found["media_topics"][0]["is_hidden_post"] is True
