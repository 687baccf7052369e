"""The matrix of each network, and what of it the keys at hand come to."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import cast

from gospablik.networks.capabilities import Capability, Matrix, Operation, Way

_BEST_FIRST = (Way.API, Way.ERRAND, Way.IMPOSSIBLE)


def matrix_of(network: str) -> Matrix:
    """The matrix that the adapter of that network declares; only its own module is imported."""
    module = import_module(f"gospablik.networks.{network}.capabilities")
    return cast(Matrix, module.MATRIX)


def not_shown(network: str) -> tuple[str, ...]:
    """What residents write in that network and nobody can read there, each in words."""
    module = import_module(f"gospablik.networks.{network}.capabilities")
    return cast(tuple[str, ...], module.NOT_SHOWN)


def best(matrix: Matrix, kinds: Sequence[str]) -> Mapping[Operation, Capability]:
    """How each operation is done by whoever holds keys of these kinds (columns of the matrix).

    Of equal ways the first kind's: adapters try their keys in that order. Without any key: how it
    would be done with one, for all of it is lacking.
    """
    columns = [matrix[kind] for kind in kinds or matrix]
    return MappingProxyType(
        {
            operation: min(
                (column[operation] for column in columns),
                key=lambda cell: _BEST_FIRST.index(cell.way),
            )
            for operation in Operation
        }
    )
