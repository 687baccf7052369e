"""Between a function and its mutants, in the copy that `bench/mutating.py` makes; fast."""

from collections.abc import Callable
from functools import wraps
from typing import Any

MutantDict = dict[str, Callable[..., Any]]
ACTIVE: dict[str, str] = {}
"""Module → the mutant that stands in for its function now."""
CALLED: set[tuple[str, str]] = set()
"""Modules and functions that were called since this was emptied."""


def wrap_in_trampoline(
    mutants: MutantDict, is_classmethod: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """What mutmut puts before each mutated function; `is_classmethod` occurs nowhere in ours."""
    assert not is_classmethod

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        module, where = function.__module__, (function.__module__, "")

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal where
            original = mutants["_mutmut_orig"]
            if not where[1]:
                where = (module, original.__name__.removesuffix("__mutmut_orig"))
            CALLED.add(where)
            return mutants.get(ACTIVE.get(module, ""), original)(*args, **kwargs)

        return call

    return wrap
