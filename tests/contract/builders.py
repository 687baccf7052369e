"""Which functions of an adapter build requests, and what their examples leave out."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

Builder = Callable[..., Any]


def builders(network: str) -> set[Builder]:
    """Every public function of the network's package that returns its Request."""
    package = importlib.import_module(f"gospablik.networks.{network}")
    found: set[Builder] = set()
    for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        found |= {
            one
            for name, one in vars(module).items()
            if inspect.isfunction(one)
            and one.__module__ == module.__name__
            and not name.startswith("_")
            and inspect.get_annotations(one, eval_str=True).get("return") is _request(network)
        }
    return found


def _request(network: str) -> Any:
    return importlib.import_module(f"gospablik.networks.{network}.requests").Request


def strays(network: str) -> set[str]:
    """Functions that build a request and are no builders: nobody would see theirs."""
    known = {f"{one.__module__}.{one.__name__}" for one in builders(network)}
    package = importlib.import_module(f"gospablik.networks.{network}")
    found = set()
    for file in sorted(Path(package.__path__[0]).glob("*.py")):
        for name in where_requests_are_made(ast.parse(file.read_text("utf-8"))):
            found.add(f"{package.__name__}.{file.stem}.{name}")
    return found - known


def where_requests_are_made(tree: ast.Module) -> Iterator[str]:
    """The names of the functions and classes at the top that call something named Request."""
    for outer in tree.body:
        for node in ast.walk(outer):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name == "Request":
                yield getattr(outer, "name", "at the top")


def ungiven(examples: Iterable[partial[Any]]) -> set[str]:
    """Optional parameters of builders that no example gives a value of its own."""
    given: defaultdict[Builder, set[str]] = defaultdict(set)
    for one in examples:
        bound = inspect.signature(one.func).bind(*one.args, **one.keywords)
        given[one.func] |= bound.arguments.keys()
    return {
        f"{builder.__name__}({parameter.name}=)"
        for builder, names in given.items()
        for parameter in inspect.signature(builder).parameters.values()
        if parameter.default is not parameter.empty and parameter.name not in names
    }
