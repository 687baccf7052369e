"""The matrices together: whole, with sources that a reader can look up, and added up by keys."""

import re

import pytest

from gospablik.networks.base import Network
from gospablik.networks.capabilities import READING, UNUSED, Operation, Way
from gospablik.networks.matrices import best, matrix_of
from gospablik.networks.vk.tokens import TokenKind
from gospablik.root import ROOT
from office.networks_page import networks

COMMUNITY, SERVICE, USER = (kind.words for kind in TokenKind)
O = Operation  # noqa: E741 - one column of a table
VERBS = {
    O.PAGE_INFO: "page_info",
    O.COUNTERS: "page_info",
    O.LIST_POSTS: "posts",
    O.READ_COMMENTS: "comments",
    O.PUBLISH_TEXT: "publish",
    O.PUBLISH_PHOTO: "upload",
    O.PUBLISH_ALBUM: "upload",
    O.PUBLISH_VIDEO: "upload",
    O.PUBLISH_FILE: "upload",
    O.LINK_CARD: "publish",
    O.EDIT_POST: "edit_post",
    O.DELETE_POST: "delete_post",
    O.PIN_POST: "pin_post",
    O.REPOST: "repost",
    O.DESCRIBE_PAGE: "describe_page",
    O.REPLY: "reply",
    O.REMOVE_COMMENT: "remove_comment",
    O.RESTORE_COMMENT: "restore_comment",
    O.BLOCK: "block",
    O.UNBLOCK: "unblock",
    O.LIST_BLOCKED: "blocked",
}
"""The method of an adapter (`base.Network`) by which an operation is done."""


@pytest.mark.parametrize("network", networks())
def test_every_kind_of_key_has_every_operation_and_its_source_in_russian(network: str) -> None:
    for column in matrix_of(network).values():
        assert set(column) == set(Operation)
        for cell in column.values():
            assert re.search("[а-яё]|Bot API", cell.source)
            assert not re.search(r"facts|\.md\b", cell.source), "наших заметок читателю не открыть"


@pytest.mark.parametrize("network", networks())
def test_nobody_copies_lists_by_hand(network: str) -> None:
    for column in matrix_of(network).values():
        assert Way.ERRAND not in {column[operation].way for operation in READING}


def test_what_nothing_in_the_program_calls_is_said_to_be_unused() -> None:
    called: set[str] = set()
    for folder in ("flows", "tasks", "gospablik"):
        for file in (ROOT / folder).rglob("*.py"):
            if "networks" not in file.relative_to(ROOT).parts:
                called.update(re.findall(r"\.(\w+)\(", file.read_text("utf-8")))
    assert all(hasattr(Network, verb) for verb in VERBS.values())
    assert {operation for operation in Operation if VERBS[operation] not in called} == UNUSED


def test_an_operator_reads_what_is_done_and_not_what_could_be() -> None:
    assert Way.API.of(O.PUBLISH_TEXT) == "по API"
    assert Way.ERRAND.of(O.REPLY) == "поручением"
    assert Way.API.of(O.PIN_POST) == "не делает (по API можно)"
    assert Way.ERRAND.of(O.PIN_POST) == "не делает (по API нельзя)"
    assert Way.IMPOSSIBLE.of(O.RESTORE_COMMENT) == "невозможно"


def test_a_post_of_max_is_known_by_its_address_so_a_person_forwards_it() -> None:
    assert best(matrix_of("max"), [])[O.REPOST].way is Way.ERRAND


def test_keys_add_up() -> None:
    vk = matrix_of("vk")
    office = best(vk, [COMMUNITY, SERVICE])
    assert office[O.PUBLISH_TEXT] is vk[COMMUNITY][O.PUBLISH_TEXT]
    assert office[O.LIST_POSTS] is vk[SERVICE][O.LIST_POSTS]
    assert office[O.BLOCK].way is Way.ERRAND
    assert best(vk, [COMMUNITY])[O.LIST_POSTS].way is Way.IMPOSSIBLE
    assert best(vk, [SERVICE, USER])[O.BLOCK].way is Way.API


def test_without_any_key_all_of_it_is_lacking() -> None:
    assert {cell.way for cell in best(matrix_of("vk"), []).values()} == {Way.API}
