"""What an adapter may answer to *do* when it is not Done, and what the ledger makes of it."""

from datetime import timedelta

from gospablik.organisation import Organisation
from gospablik.outcomes import DoOutcome, NeedsPerson, NothingHappened, Refused, Unknown
from gospablik.store.tables import State
from tests.gospablik.moderation.town import office

ANSWERS: list[tuple[DoOutcome, State]] = [
    (NothingHappened("слишком часто", timedelta(seconds=3)), State.DUE),
    (Refused("запрещено"), State.REJECTED),
    (NeedsPerson("нет метода", "https://vk.com/wall-7_1", "Нажмите «Удалить»."), State.ERRAND),
    (Unknown("нет ответа"), State.UNKNOWN),
]


def watched() -> Organisation:
    """The town whose page was put under «наблюдение» meanwhile."""
    return office(page=[{**office().page[0].model_dump(), "mode": "наблюдение"}])


def moved_away() -> Organisation:
    """The town whose organisation.toml names another page by now."""
    return office(page=[{**office().page[0].model_dump(), "key": "other-vk"}])
