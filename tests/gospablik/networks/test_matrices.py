"""The matrices together: whole, with sources that a reader can look up, and added up by keys."""

import re

import pytest

from gospablik.networks.capabilities import Operation, Way
from gospablik.networks.matrices import best, matrix_of
from gospablik.networks.vk.tokens import TokenKind
from office.networks_page import networks

COMMUNITY, SERVICE, USER = (kind.words for kind in TokenKind)
O = Operation  # noqa: E741 - one column of a table


@pytest.mark.parametrize("network", networks())
def test_every_kind_of_key_has_every_operation_and_its_source_in_russian(network: str) -> None:
    for column in matrix_of(network).values():
        assert set(column) == set(Operation)
        for cell in column.values():
            assert re.search("[а-яё]|Bot API", cell.source)
            assert not re.search(r"facts|\.md\b", cell.source), "наших заметок читателю не открыть"


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
