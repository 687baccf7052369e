"""Nothing that our adapters can ask goes unseen: each builder of requests has its examples."""

from __future__ import annotations

import ast
from functools import partial
from types import ModuleType
from typing import Any

import pytest

from tests.contract import max_examples, ok_examples, telegram_examples, vk_examples
from tests.contract.builders import builders, strays, ungiven, where_requests_are_made

NETWORKS = [
    ("vk", vk_examples),
    ("max", max_examples),
    ("telegram", telegram_examples),
    ("ok", ok_examples),
]


@pytest.mark.parametrize(("network", "module"), NETWORKS)
def test_every_builder_and_every_parameter_has_an_example(network: str, module: ModuleType) -> None:
    examples: list[partial[Any]] = module.EXAMPLES
    missing = builders(network) - {one.func for one in examples}
    assert not missing, f"never held against a schema: {missing}"
    assert ungiven(examples) == set()
    assert strays(network) == set()


def test_what_has_no_example_is_noticed() -> None:
    def build(number: int, *, wide: bool = False) -> None:
        """Nothing."""

    assert ungiven([partial(build, 1)]) == {"build(wide=)"}
    assert ungiven([partial(build, 1), partial(build, 1, wide=True)]) == set()
    assert len(builders("vk")) > 30
    hidden = "class Page:\n    def ask(self):\n        return requests.Request('wall.get', {})\n"
    assert [*where_requests_are_made(ast.parse(hidden))] == ["Page"]
