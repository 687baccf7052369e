import re

import pytest

from gospablik.networks.capabilities import Operation, Way
from gospablik.networks.vk import MATRIX
from gospablik.networks.vk.capabilities import NEEDS
from gospablik.networks.vk.routes import ROUTES
from gospablik.networks.vk.tokens import TokenKind

COMMUNITY, SERVICE, USER = (MATRIX[kind.words] for kind in TokenKind)
O = Operation  # noqa: E741 - one column of a table


def test_every_kind_of_key_has_every_operation() -> None:
    assert list(MATRIX) == ["ключ сообщества", "сервисный ключ", "ключ пользователя"]
    for column in MATRIX.values():
        assert list(column) == list(Operation)


def test_every_cell_names_its_source_and_speaks_russian() -> None:
    for column in MATRIX.values():
        for operation, cell in column.items():
            assert cell.source.count("схема: ") == len(NEEDS[operation])
            assert not cell.note or re.match("[а-я]", cell.note)


@pytest.mark.parametrize("operation", Operation)
def test_a_way_follows_from_the_routes(operation: Operation) -> None:
    for kind in TokenKind:
        able = all(kind in ROUTES[route].kinds for route in NEEDS[operation])
        assert (MATRIX[kind.words][operation].way is Way.API) == able


def test_what_the_facts_say_of_each_kind() -> None:
    by_community = {each for each, cell in COMMUNITY.items() if cell.way is Way.API}
    assert by_community == {
        O.PAGE_INFO,
        O.COUNTERS,
        O.PUBLISH_TEXT,
        O.PUBLISH_FILE,
        O.LINK_CARD,
        O.EDIT_POST,
        O.DELETE_POST,
        O.DESCRIBE_PAGE,
        O.REPLY,
        O.LIST_BLOCKED,
    }
    by_service = {each for each, cell in SERVICE.items() if cell.way is Way.API}
    assert by_service == {O.PAGE_INFO, O.COUNTERS, O.LIST_POSTS, O.READ_COMMENTS}
    assert {cell.way for cell in USER.values()} == {Way.API}


def test_what_is_not_done_by_the_api_is_an_errand_unless_it_is_reading() -> None:
    assert COMMUNITY[O.PUBLISH_PHOTO].way is Way.ERRAND
    assert COMMUNITY[O.REMOVE_COMMENT].way is Way.ERRAND
    assert COMMUNITY[O.READ_COMMENTS].way is Way.IMPOSSIBLE
    assert SERVICE[O.LIST_BLOCKED].way is Way.IMPOSSIBLE


def test_live_deviations_are_noted() -> None:
    assert "27" in COMMUNITY[O.PUBLISH_PHOTO].note
    assert "1051" in USER[O.PUBLISH_TEXT].note
    assert "2026" in COMMUNITY[O.PUBLISH_TEXT].note
