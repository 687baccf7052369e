"""docs/networks.md is what the code says."""

import re

import pytest

from gospablik.networks.capabilities import Operation
from gospablik.networks.matrices import matrix_of
from gospablik.page import NETWORK_NAMES
from gospablik.root import ROOT
from office.networks_page import FILE, networks, text

PAGE = text()


def test_the_file_is_what_the_code_says() -> None:
    assert FILE.read_text("utf-8") == PAGE, "запустите: python -m office.networks_page"


@pytest.mark.parametrize("network", networks())
def test_each_operation_stands_once_with_a_way_for_each_kind_of_key(network: str) -> None:
    part = PAGE.split(f"## {NETWORK_NAMES[network]}\n")[1].split("\n## ")[0]
    matrix = matrix_of(network)
    rows = [re.split(r" *(?<!\\)\| *", line)[1:-1] for line in part.splitlines() if "|" in line][2:]
    assert [row[0] for row in rows] == [operation.words for operation in Operation]
    for row, operation in zip(rows, Operation, strict=True):
        ways = [column[operation].way.of(operation) for column in matrix.values()]
        assert row[1 : 1 + len(matrix)] == ways
        assert len(row) == len(matrix) + 3
        number = re.fullmatch(r"\((\d+)\)", row[-1])
        assert number
        assert f"\n{number[1]}. " in part, "источник назван под таблицей"


def test_its_links_lead_somewhere() -> None:
    handbook = (ROOT / "docs" / "handbook.ru.md").read_text("utf-8")
    heads = re.findall(r"^#+ (.+)$", handbook, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}
    assert set(re.findall(r"handbook\.ru\.md#([^)]+)\)", PAGE)) <= anchors
