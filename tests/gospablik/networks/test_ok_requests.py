import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from gospablik.networks.base import Draft, MediumKind
from gospablik.networks.ok import attachment, requests
from tests.gospablik.networks.fake_ok import GROUP, NEWS, uploaded

SINCE = datetime(2026, 10, 1, tzinfo=UTC)


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
