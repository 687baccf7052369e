"""Who may import whom: the table of rooms, read out of the sources by `ast`, nothing is run."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from gospablik.root import ROOT

ROOMS = {
    "flows",
    "tasks",
    "data_checks",
    "gospablik",
    "office",
    "sandbox",
    "tests",
    "bench",
    "migrations",
}
MAY = {
    "flows": {"tasks", "gospablik"},  # of gospablik only FLOWS_NEED
    "tasks": {"gospablik", "data_checks"},
    "data_checks": {"gospablik"},
    "gospablik": set[str](),
    "office": ROOMS - {"tests"},
    "sandbox": set[str](),
    "tests": ROOMS,
    "bench": ROOMS,
    "migrations": {"gospablik"},
}
FLOWS_NEED = {
    "gospablik.store.ledger.Kind",  # names what a pass carries out
    "gospablik.store.ledger.State",  # tells what was confirmed, for the run's name
    "gospablik.store.tables.Topic",  # names which question a run asks
    "gospablik.templates.plural",  # the run's name is Russian: «3 новости»
}
"""What a flow takes from the domain itself: words, never work."""

FLOORS: list[set[str]] = [
    {"root", "clock", "errors", "regulation", "outcomes", "drafts", "settings", "css", "shares"},
    {"organisation_errors", "letter", "templates", "page", "source"},
    {"site_settings"},
    {"organisation"},
    {"working_time", "span", "text"},
    {"store"},
    {"letters"},
    {"networks", "site", "mail", "inbox"},
    {"media"},  # what of the site's files goes into which network
    # The ledger has two halves. Ordering an action is writing a row in the transaction of whatever
    # decided it, so `book` lies below those who decide; carrying it out asks once more whether
    # the decision stands, so `carry` and `effects` lie above them.
    {"ledger.task", "ledger.reach"},
    {"ledger.outcome", "ledger.typed_post"},
    {"ledger.book"},
    {"ledger.letters"},
    {"publishing", "moderation"},
    {"reconciliation"},  # the site and the pages side by side
    {"control"},  # looks at what these did
    {"ledger.carry", "ledger.effects", "ledger.errands"},
]
"""The storeys of gospablik: a module imports from below, or from its own package."""

HIDES_NOTHING = {
    "tasks/markdown.py",  # apprise, in Prefect's server, has a `markdown`; tasks/ is on no path
}

USERS_NAMES = [
    *("flows", "tasks", "templates", "gospablik", "office", "sandbox", "tests", "migrations"),
    *("data_checks", "docs", "prefect.yaml", "pyproject.toml", "run", "README.md"),
    "organisation.example.toml",
]


@dataclass(frozen=True)
class Import:
    """One import statement's one name."""

    file: Path
    line: int
    target: str  # with the imported name behind the module: gospablik.store.tables.Topic
    at_top: bool  # runs when the file is imported

    @property
    def room(self) -> str:
        return self.file.relative_to(ROOT).parts[0]

    @property
    def head(self) -> str:
        return self.target.split(".")[0]

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line} imports {self.target}"


def sources(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


@cache
def imports(room: str) -> list[Import]:
    return [found for file in sources(room) for found in _imports(file)]


def _imports(file: Path) -> Iterator[Import]:
    later = {
        id(inner)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: an import without its room"
            targets = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for target in targets:
            yield Import(file, node.lineno, target, id(node) not in later)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    foreign = [i for i in imports(room) if i.head in ROOMS - {room} and i.head not in MAY[room]]
    assert not foreign, "\n".join(map(str, foreign))


def test_flows_take_words_from_the_domain_and_nothing_else() -> None:
    taken = {i.target for i in imports("flows") if i.head == "gospablik"}
    assert taken <= FLOWS_NEED
    assert taken >= FLOWS_NEED, "an exception that nobody needs any more: strike it"


@pytest.mark.parametrize("room", ["gospablik", "data_checks", "sandbox", "migrations"])
def test_prefect_is_not_known_here(room: str) -> None:
    known = [i for i in imports(room) if i.head in ("prefect", "prefect_client")]
    assert not known, "\n".join(map(str, known))


def test_heavy_libraries_are_imported_in_one_room_and_late() -> None:
    """Great Expectations takes seconds and its pandas 100 MB: no flow pays for it at its start."""
    heavy = {"great_expectations", "pandas", "numpy"}
    used = [i for room in sorted(ROOMS - {"tests", "bench"}) for i in imports(room)
            if i.head in heavy]  # fmt: skip
    assert used, "nothing found: the test looks at the wrong place"
    assert [str(i) for i in used if i.room != "data_checks" or i.at_top] == []


def test_pictures_are_opened_in_one_place_and_late() -> None:
    """Pillow takes a tenth of a second, and most passes have no picture to open."""
    used = [i for room in ("flows", "tasks", "data_checks", "gospablik") for i in imports(room)
            if i.head in {"PIL", "pillow_heif"}]  # fmt: skip
    assert used, "nothing found: the test looks at the wrong place"
    opened = ROOT / "gospablik" / "media" / "picture.py"
    assert {i.file for i in used} == {opened}
    early = {i.line for i in used if i.at_top}
    assert early <= set(lines_for_types(opened)), "imported at the top, not for types alone"


def lines_for_types(file: Path) -> Iterator[int]:
    """The lines under `if TYPE_CHECKING:`."""
    for node in tree(file).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def test_gospablik_looks_downwards_only() -> None:
    up = [
        str(i)
        for i in imports("gospablik")
        if i.head == "gospablik"
        and unit(module_of(i)) != unit(".".join(relative(i.file)))
        and floor(unit(module_of(i))) >= floor(unit(".".join(relative(i.file))))
    ]
    assert up == []


def test_every_part_of_gospablik_has_its_floor() -> None:
    units = {unit(".".join(relative(file))) for file in sources("gospablik")}
    known = set().union(*FLOORS)
    assert units - {"", "ledger"} <= known
    assert known <= units, "a floor of something that is gone: strike it"


def test_gospablik_has_no_ring_of_imports() -> None:
    graph: dict[str, set[str]] = {}
    for i in imports("gospablik"):
        if i.head == "gospablik" and i.at_top:
            graph.setdefault(".".join(relative(i.file)), set()).add(module_of(i))
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as ring:
        pytest.fail(f"a ring of imports: {ring.args[1]}")
    assert len(order) > 50


def relative(file: Path) -> tuple[str, ...]:
    parts = file.relative_to(ROOT / "gospablik").with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def module_of(found: Import) -> str:
    """The module behind the import, without the name taken out of it."""
    parts = found.target.split(".")[1:]
    while parts and not is_module(parts):
        parts.pop()
    return ".".join(parts)


def is_module(parts: list[str]) -> bool:
    path = ROOT.joinpath("gospablik", *parts)
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def unit(module: str) -> str:
    """What has a floor: a module or a package; of the ledger, each of its parts."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "ledger" and len(parts) > 1 else parts[0]


def floor(name: str) -> int:
    if name in ("", "ledger"):  # a package's own docstring
        return -1
    return next(number for number, names in enumerate(FLOORS) if name in names)


def test_no_flow_or_task_bears_the_name_of_a_library() -> None:
    """Prefect puts a flow's folder first on the path: a feedparser.py there hides feedparser."""
    libraries = set(packages_distributions()) | set(sys.stdlib_module_names)
    files = [file for room in ("flows", "tasks") for file in sources(room)]
    hiding = {str(file.relative_to(ROOT)) for file in files if file.stem in libraries}
    assert hiding <= HIDES_NOTHING


def test_names_that_the_user_fixed_are_there() -> None:
    assert [name for name in USERS_NAMES if not (ROOT / name).exists()] == []


def test_no_naive_moment() -> None:
    """`utcnow` and `now()` without a zone: nobody knows which hour they mean."""
    naive = [
        f"{file.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)}"
        for room in sorted(ROOMS)
        for file in sources(room)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and _naive(node)
    ]
    assert naive == []


def _naive(node: ast.Call) -> bool:
    match node.func:
        case ast.Attribute(value=ast.Name(id="datetime"), attr=name):
            pass
        case ast.Attribute(value=ast.Attribute(attr="datetime"), attr=name):
            pass
        case _:
            return False
    # Each with how many arguments name the zone, too; the first three take no zone.
    needed = {"utcnow": 99, "utcfromtimestamp": 99, "today": 99, "now": 1, "fromtimestamp": 2}
    return len(node.args + node.keywords) < needed.get(name, 0)
