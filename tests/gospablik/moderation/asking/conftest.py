"""A town where a question waits."""

import pytest

from gospablik.store.session import Store
from tests.gospablik.moderation.asking.kit import WATER
from tests.gospablik.moderation.town import Town


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    """One question, seen."""
    town = Town(sqlite_store)
    town.write(1, WATER)
    town.harvest()
    return town
