"""The networks' published descriptions: where they lie, and where they are known to be wrong."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SCHEMAS = Path(__file__).parents[3] / "shared" / "schemas"
VK = SCHEMAS / "vk"
MAX, MAX_DELTA = SCHEMAS / "max-bot-api-2026-07-01.yaml", SCHEMAS / "max-bot-api-0.0.33-delta.yaml"
TELEGRAM = SCHEMAS / "telegram-bot-api.min.json"


def need(description: Path) -> None:
    """Skip where the description is absent, saying what is not checked then."""
    if not description.exists():
        pytest.skip(f"НЕ ПРОВЕРЕНО: нет официального описания {description}; см. README")


@cache
def all_deviations() -> list[dict[str, Any]]:
    """Every entry of deviations.toml."""
    text = (Path(__file__).parent / "deviations.toml").read_text("utf-8")
    return list(tomllib.loads(text)["deviation"])


def deviations(network: str, kind: str) -> list[dict[str, Any]]:
    """The entries of one network and one kind."""
    return [one for one in all_deviations() if (one["network"], one["kind"]) == (network, kind)]
