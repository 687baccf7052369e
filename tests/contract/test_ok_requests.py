import json
import tomllib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from gospablik.networks.base import Draft, MediumKind
from gospablik.networks.ok import attachment, requests
from gospablik.networks.ok.methods import METHODS
from gospablik.networks.ok.requests import Request
from tests.gospablik.networks.fake_ok import GROUP, NEWS, uploaded

FACTS = tomllib.loads((Path(__file__).parent / "ok_facts.toml").read_text("utf-8"))
NEEDED = {method["name"]: set(method["needed"]) for method in FACTS["method"]}
MAY = {method["name"]: set(method.get("may", [])) for method in FACTS["method"]}
BEYOND = {gap["method"]: set(gap["parameters"]) for gap in FACTS["beyond"]}
SINCE = datetime(2026, 10, 1, tzinfo=UTC)

EVERY = [
    requests.topics(GROUP),
    requests.topics(GROUP, anchor="a1"),
    requests.stat_topics(GROUP, since=SINCE),
    requests.stat_topics(GROUP, since=SINCE, anchor="a1"),
    requests.topics_by_id(["17"]),
    requests.topics_by_id(["17", "18"]),
    requests.publish(GROUP, "{}"),
    requests.edit(GROUP, "17", "{}"),
    requests.delete(GROUP, "17"),
    requests.pin("p1"),
    requests.photo_url(GROUP),
    requests.video_url(GROUP, name="ролик.mp4", size=20_000),
    requests.finish_video("9", title="Ролик"),
    requests.comments("17"),
    requests.comments("17", anchor="a1"),
    requests.comments_by_offset("17", offset=0),
    requests.comment("17", "MTI3"),
    requests.group_info(GROUP),
    requests.staff(GROUP),
    requests.staff(GROUP, anchor="a1"),
    requests.counters(GROUP),
    requests.membership(GROUP, "500"),
    requests.owner_id(),
    requests.owner(),
    requests.permission("9", "GROUP_CONTENT"),
    requests.calls_left("9", ["mediatopic.post"]),
]


@pytest.mark.parametrize("request_", EVERY, ids=lambda r: f"{r.method}-{len(r.params)}")
def test_every_parameter_is_in_the_facts(request_: Request) -> None:
    needed = NEEDED.get(request_.method, set())
    known = needed | MAY.get(request_.method, set()) | BEYOND.get(request_.method, set())
    assert known or not request_.params
    assert needed <= set(request_.params) <= known
    assert all(isinstance(v, str) and v for v in request_.params.values())
    assert request_.form() == {**request_.params, "method": request_.method}


def test_nothing_beyond_the_facts_is_in_them() -> None:
    for gap in FACTS["beyond"]:
        assert gap["source"]
        known = NEEDED.get(gap["method"], set()) | MAY.get(gap["method"], set())
        assert not known & set(gap["parameters"])


def test_every_method_is_known_and_called() -> None:
    assert {request.method for request in EVERY} == set(METHODS)
    assert set(METHODS) == set(NEEDED) | set(BEYOND)
    assert all(request.writes == METHODS[request.method].writes for request in EVERY)


@pytest.mark.parametrize("request_", EVERY, ids=lambda r: f"{r.method}-{len(r.params)}")
def test_only_fields_that_clients_have_seen_are_asked_for(request_: Request) -> None:
    if request_.method == "group.getStatTopics":
        assert request_.params["fields"] == "ID,CREATED_MS"
        return
    for field in (
        request_.params.get("fields", "").split(",") if "fields" in request_.params else []
    ):
        kind, _, name = field.rpartition(".")
        assert name in FACTS["fields"][kind or "group"]


def test_bools_and_constants_are_ok_s_words() -> None:
    asked = requests.comments("17").params
    assert (asked["anchor"], asked["direction"], asked["mark_as_read"]) == (
        "FIRST",
        "FORWARD",
        "false",
    )
    assert asked["discussionType"] == "GROUP_TOPIC"
    assert requests.comments("17", anchor="a1").params["anchor"] == "a1"
    assert requests.publish(GROUP, "{}").params["type"] == "GROUP_THEME"
    assert requests.video_url(GROUP, name="a", size=1).params["post_form"] == "true"
    assert requests.staff(GROUP).params["statuses"] == "ADMIN,MODERATOR"


def test_only_several_topics_need_a_limit_of_blocks() -> None:
    assert "media_limit" not in requests.topics_by_id(["17"]).params
    assert requests.topics_by_id(["17", "18"]).params["media_limit"] == "3"


def test_the_start_of_statistics_does_not_depend_on_the_zone() -> None:
    yakutsk = SINCE.astimezone(timezone(timedelta(hours=9)))
    one, two = (requests.stat_topics(GROUP, since=s) for s in (SINCE, yakutsk))
    assert one == two
    assert one.params["start_time"] == str(int(SINCE.timestamp()) * 1000)
    with pytest.raises(ValueError, match="пояс"):
        requests.stat_topics(GROUP, since=SINCE.replace(tzinfo=None))


# The attachment.

TEXT = {"type": "text", "text": "Новость"}
CARD = {"type": "link", "url": NEWS}
PHOTO = {"type": "photo", "list": [{"existing_photo_id": "1", "group": True}]}
OLD_CARD = {"type": "link", "url": NEWS + "0"}


def test_a_text_gets_a_card_and_pictures_do_not() -> None:
    assert attachment.blocks(Draft("Новость")) == [TEXT]
    assert attachment.blocks(Draft("Новость", link=NEWS)) == [TEXT, CARD]
    media = (uploaded("t1"), uploaded("t2"), uploaded("v1", MediumKind.VIDEO))
    assert attachment.blocks(Draft("Новость", link=NEWS, media=media)) == [
        TEXT,
        {"type": "photo", "list": [{"id": "t1"}, {"id": "t2"}]},
        {"type": "movie", "list": [{"id": "v1"}]},
    ]
    assert attachment.blocks(Draft(" \n")) == []


def test_an_edit_keeps_what_it_does_not_name() -> None:
    kept = (PHOTO, OLD_CARD)
    assert attachment.blocks(Draft("Новость"), kept) == [TEXT, PHOTO, OLD_CARD]
    assert attachment.blocks(Draft("Новость", link=NEWS), kept) == [TEXT, PHOTO, CARD]
    assert attachment.blocks(Draft("Новость", link=NEWS), (PHOTO,)) == [TEXT, PHOTO]
    anew = Draft("Новость", media=(uploaded("t1"),))
    photo = {"type": "photo", "list": [{"id": "t1"}]}
    assert attachment.blocks(anew, kept) == [TEXT, photo, OLD_CARD]
    with_file = Draft("Новость", media=(uploaded("", MediumKind.FILE),))
    assert attachment.blocks(with_file, (PHOTO,)) == [TEXT, PHOTO]


def test_the_group_speaks_and_options_are_strings() -> None:
    whole = attachment.as_json([{"type": "text", "text": "Вода 👍"}])
    assert whole == ('{"media":[{"type":"text","text":"Вода 👍"}],"onBehalfOfGroup":"true"}')
    assert json.loads(whole)["onBehalfOfGroup"] == "true"
