import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from gospablik.networks.telegram import requests
from tests.gospablik.networks.fake_telegram import GROUP

UNTIL = datetime(2027, 1, 2, 12, tzinfo=UTC)


def test_a_form_holds_text_as_it_is_and_the_rest_as_json() -> None:
    form = requests.reply(GROUP, 5, "ответ").form()
    assert form["text"] == "ответ"
    assert form["chat_id"] == str(GROUP)
    assert json.loads(form["reply_parameters"]) == {
        "message_id": 5,
        "allow_sending_without_reply": False,
    }
    assert requests.me().form() == {}


def test_the_end_of_a_mute_does_not_depend_on_the_zone() -> None:
    yakutsk = UNTIL.astimezone(timezone(timedelta(hours=9)))
    one, two = (requests.mute(GROUP, 5, until=moment) for moment in (UNTIL, yakutsk))
    assert one == two
    assert one.params["until_date"] == int(UNTIL.timestamp())
    with pytest.raises(ValueError, match="пояс"):
        requests.mute(GROUP, 5, until=UNTIL.replace(tzinfo=None))


def test_a_mute_takes_writing_alone_and_its_end_gives_all_back() -> None:
    muted = requests.mute(GROUP, 5, until=UNTIL).params
    freed = requests.unmute(GROUP, 5).params
    may, all_of_it = muted["permissions"], freed["permissions"]
    assert isinstance(may, dict)
    assert isinstance(all_of_it, dict)
    assert {name for name, given in may.items() if not given} == set(requests.WRITING)
    assert set(may) == set(all_of_it)
    assert set(all_of_it.values()) == {True}
    assert "until_date" not in freed


def test_a_member_is_never_thrown_out_by_an_unban() -> None:
    assert requests.unban(GROUP, 5).params["only_if_banned"] is True
