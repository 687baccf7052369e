"""What VK's third key is for: with it no act needs a person, without it each of these does."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from gospablik.networks import pace
from gospablik.networks.base import Medium, MediumKind, Uploaded
from gospablik.networks.vk import VkPage, VkTokens
from gospablik.outcomes import Done, DoOutcome, NeedsPerson
from sandbox.server import Running, running
from tests.gospablik.networks.fake_vk import COMMUNITY, GROUP, SERVICE, USER, the_page

RESIDENT, MINISTRY, THEIR_POST, POST, COMMENT = 500, 70, 1, 1, 2
STATE = {
    "groups": [
        {"group_id": GROUP, "name": "Администрация"},
        {"group_id": MINISTRY, "name": "Министерство"},
    ],
    "users": [
        {"user_id": 1, "first_name": "Глава", "last_name": ""},
        {"user_id": RESIDENT, "first_name": "Айта", "last_name": "Иванова"},
    ],
    "tokens": [
        {"token": COMMUNITY, "kind": "community", "group_id": GROUP},
        {"token": SERVICE, "kind": "service"},
        {"token": USER, "kind": "user", "user_id": 1, "group_id": GROUP},
    ],
    "posts": [
        {"group_id": GROUP, "text": "Новость"},
        {"group_id": MINISTRY, "text": "Важное"},
    ],
    "comments": [
        {"group_id": GROUP, "post_id": POST, "user_id": RESIDENT, "text": "Плохое слово"},
    ],
    "limits": {"enabled": False},
}


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setattr(pace, "WINDOW", 0.0)
    with running(STATE) as started:
        yield started


def picture() -> Medium:
    made = io.BytesIO()
    Image.new("RGB", (320, 240), "navy").save(made, "JPEG")
    return Medium(MediumKind.PHOTO, "снимок.jpg", made.getvalue(), "image/jpeg")


def acts(sandbox: Running, user: str | None) -> dict[str, DoOutcome | Uploaded]:
    """What each act comes to, one after another on the same page."""
    month = datetime.now(UTC) + timedelta(days=30)
    theirs = f"https://vk.com/wall-{MINISTRY}_{THEIR_POST}"
    entry = the_page(f"{sandbox.http}/vk/method/")
    with VkPage(entry, VkTokens(COMMUNITY, SERVICE, user)) as page:
        return {
            "removal": page.remove_comment(str(COMMENT), post_id=str(POST)),
            "restoring": page.restore_comment(str(COMMENT), post_id=str(POST)),
            "block": page.block(str(RESIDENT), until=month, reason="п. 4.3"),
            "unblock": page.unblock(str(RESIDENT)),
            "pin": page.pin_post(str(POST)),
            "repost": page.repost(theirs, "Полезное", key="k"),
            "picture": page.upload(picture()),
        }


def test_with_a_users_key_no_act_needs_a_person(sandbox: Running) -> None:
    for act, came_to in acts(sandbox, USER).items():
        assert isinstance(came_to, Done | Uploaded), f"{act}: {came_to}"


def test_with_a_communitys_key_alone_each_of_these_does(sandbox: Running) -> None:
    for act, came_to in acts(sandbox, None).items():
        assert isinstance(came_to, NeedsPerson), f"{act}: {came_to}"
        assert came_to.link.startswith("https://vk.com/"), act
        assert came_to.press, act
