from typing import Any

import httpx
import pytest

from gospablik.networks.capabilities import READING, Answer, Operation, Probed
from gospablik.networks.vk import VkTokens
from gospablik.networks.vk.routes import ROUTES
from tests.gospablik.networks.fake_vk import (
    ALL,
    COMMUNITY,
    GROUP,
    NO_USER,
    ONLY_COMMUNITY,
    SECRETS,
    SERVICE,
    USER,
    FakeVk,
    post_item,
    sheet,
)

OWN = {"groups": [{"id": GROUP, "name": "Администрация"}]}
RIGHTS = [{"name": name, "setting": 1} for name in ("wall", "docs", "manage", "photos")]
OWNER = [{"id": 1, "first_name": "Мария", "last_name": "Слепцова"}]
ALL_BITS = 4 | 16 | 8192 | 131_072 | 262_144
NO, YES, NOT_ASKED = Answer.NO, Answer.YES, Answer.NOT_ASKED
WRITES = set(Operation) - READING


class Vk(FakeVk):
    """Answers by method and key, since a probe may ask in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, Any] = {
            "groups.getTokenPermissions": {"mask": 1, "permissions": RIGHTS},
            "account.getAppPermissions": ALL_BITS,
            "users.get": OWNER,
            f"groups.getById {COMMUNITY}": OWN,
            f"groups.getById {USER}": {"groups": [{"id": GROUP, "name": "А", "is_admin": 1}]},
            f"groups.getById {SERVICE}": OWN,
            "wall.get": {"count": 1, "items": [post_item(17, 5)]},
            "wall.getComments": sheet([]),
            "groups.getBanned": {"count": 0, "items": []},
            "photos.getWallUploadServer": {"upload_url": "https://pu.vk.test/"},
            "docs.getWallUploadServer": {"upload_url": "https://pu.vk.test/"},
        }

    def refuse(self, said: str, code: int, words: str = "words") -> None:
        self.said[said] = {"error": {"error_code": code, "error_msg": words}}

    def refuse_key(self, key: str, code: int) -> None:
        self.said[key] = {"error": {"error_code": code, "error_msg": "words"}}

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        method, key = self.methods()[-1], self.keys()[-1]
        said = self.said.get(key) or self.said.get(f"{method} {key}") or self.said[method]
        refused = isinstance(said, dict) and "error" in said
        return httpx.Response(200, json=said if refused else {"response": said})


def asked(vk: Vk, tokens: VkTokens = ALL) -> dict[Operation, Probed]:
    found = vk.page(tokens).probe()
    assert [probed.operation for probed in found] == list(Operation)
    assert not any(secret in str(found) for secret in SECRETS)
    return {probed.operation: probed for probed in found}


@pytest.fixture
def live(vk: FakeVk) -> Vk:
    """Without pace and pauses, which the fixture `vk` sees to."""
    return Vk()


def test_nothing_is_changed_by_asking(live: Vk) -> None:
    asked(live)
    assert not any(ROUTES[method].writes for method in live.methods())
    assert "video.save" not in live.methods()
    assert len(live.asked) <= 12


def test_reading_is_tried_and_writing_waits_for_the_deed(live: Vk) -> None:
    found = asked(live)
    assert {each for each, probed in found.items() if probed.answer is YES} == READING
    assert {each for each, probed in found.items() if probed.answer is NOT_ASKED} == WRITES
    assert all("покажет только само действие" in found[each].why for each in WRITES)
    assert "место для файла" in found[Operation.PUBLISH_PHOTO].why
    assert found[Operation.PAGE_INFO].why == "Ключ пользователя принадлежит: Мария Слепцова."


def test_without_a_user_key(live: Vk) -> None:
    found = asked(live, NO_USER)
    assert {each for each, probed in found.items() if probed.answer is NO} == {
        Operation.PUBLISH_PHOTO,
        Operation.PUBLISH_ALBUM,
        Operation.PUBLISH_VIDEO,
        Operation.PIN_POST,
        Operation.REPOST,
        Operation.REMOVE_COMMENT,
        Operation.RESTORE_COMMENT,
        Operation.BLOCK,
        Operation.UNBLOCK,
    }
    assert "нужен ключ пользователя" in found[Operation.BLOCK].why
    assert found[Operation.PAGE_INFO].why == ""


def test_with_the_community_key_alone_nothing_is_listed(live: Vk) -> None:
    found = asked(live, ONLY_COMMUNITY)
    assert found[Operation.LIST_POSTS].answer is NO
    assert found[Operation.READ_COMMENTS].answer is NO
    assert found[Operation.LIST_BLOCKED].answer is YES


def test_a_right_that_was_not_ticked(live: Vk) -> None:
    live.said["groups.getTokenPermissions"] = {"mask": 1, "permissions": RIGHTS[1:]}
    found = asked(live, NO_USER)
    assert found[Operation.PUBLISH_TEXT].answer is NO
    assert found[Operation.PUBLISH_TEXT].why == "Ключ сообщества получен без права wall."
    assert found[Operation.DESCRIBE_PAGE].answer is NOT_ASKED
    assert asked(live)[Operation.PUBLISH_TEXT].answer is NOT_ASKED


def test_a_user_key_without_rights(live: Vk) -> None:
    live.said["account.getAppPermissions"] = 8192
    found = asked(live)
    assert found[Operation.BLOCK].answer is NO
    assert "без права groups" in found[Operation.BLOCK].why
    assert found[Operation.REMOVE_COMMENT].answer is NOT_ASKED


def test_a_new_kind_of_user_key_is_sent_away(live: Vk) -> None:
    live.refuse("account.getAppPermissions", 1051)
    found = asked(live)
    assert found[Operation.PIN_POST].answer is NO
    assert "1051" in found[Operation.PIN_POST].why
    assert found[Operation.DELETE_POST].answer is NOT_ASKED
    assert "Мария Слепцова" in found[Operation.PAGE_INFO].why


def test_a_user_who_does_not_run_the_page(live: Vk) -> None:
    live.said[f"groups.getById {USER}"] = OWN
    found = asked(live)
    assert found[Operation.REMOVE_COMMENT].answer is NO
    assert "Мария Слепцова" in found[Operation.REMOVE_COMMENT].why
    assert found[Operation.PUBLISH_TEXT].answer is NOT_ASKED


def test_a_key_of_another_community(live: Vk) -> None:
    live.said[f"groups.getById {COMMUNITY}"] = {"groups": [{"id": 3, "name": "чужое"}]}
    found = asked(live, NO_USER)
    assert found[Operation.PUBLISH_TEXT].answer is NO
    assert "другому сообществу: 3" in found[Operation.PUBLISH_TEXT].why


def test_dead_keys_can_do_nothing(live: Vk) -> None:
    for key in SECRETS:
        live.refuse_key(key, 5)
    found = asked(live)
    assert {probed.answer for probed in found.values()} == {NO}
    assert all("ключ не действует" in probed.why for probed in found.values())


def test_a_dead_key_is_not_hidden_by_one_that_lives(live: Vk) -> None:
    live.refuse_key(COMMUNITY, 1117)
    found = asked(live)
    assert found[Operation.PUBLISH_TEXT].answer is NO
    assert "срок ключа истёк" in found[Operation.PUBLISH_TEXT].why
    assert found[Operation.LIST_POSTS].answer is YES
    assert found[Operation.REMOVE_COMMENT].answer is NOT_ASKED


@pytest.mark.parametrize("code", [1, 10, 29])
def test_a_network_that_is_down_says_neither_yes_nor_no(live: Vk, code: int) -> None:
    for key in SECRETS:
        live.refuse_key(key, code)
    assert {probed.answer for probed in asked(live).values()} == {Answer.SILENT}


def test_the_upload_of_pictures_is_refused(live: Vk) -> None:
    live.refuse("photos.getWallUploadServer", 27)
    found = asked(live)
    assert found[Operation.PUBLISH_PHOTO].answer is NO
    assert "27" in found[Operation.PUBLISH_PHOTO].why
    assert found[Operation.PUBLISH_FILE].answer is NOT_ASKED


def test_an_empty_wall_has_no_comments_to_ask_for(live: Vk) -> None:
    live.said["wall.get"] = {"count": 0, "items": []}
    assert asked(live)[Operation.READ_COMMENTS].answer is NOT_ASKED
    assert "wall.getComments" not in live.methods()


def test_forbidden_comments(live: Vk) -> None:
    live.refuse("wall.getComments", 212)
    assert asked(live)[Operation.READ_COMMENTS].answer is NO


@pytest.mark.parametrize(
    "said",
    [
        "users.get",
        "account.getAppPermissions",
        "groups.getTokenPermissions",
        f"groups.getById {COMMUNITY}",
        f"groups.getById {USER}",
        "wall.get",
    ],
)
@pytest.mark.parametrize("nonsense", [{"x": 1}, "слова", {"items": [{}], "groups": [{}]}])
def test_nonsense_raises_nothing(live: Vk, said: str, nonsense: Any) -> None:
    live.said[said] = nonsense
    found = asked(live)
    assert found[Operation.LIST_BLOCKED].answer is YES
