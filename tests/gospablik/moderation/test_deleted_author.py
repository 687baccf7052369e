"""An author who deletes his page: VK shows «DELETED» instead, the office goes on knowing him."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from gospablik.moderation.block_case import block_case
from gospablik.moderation.fate import fates
from gospablik.moderation.harvest import store_comments
from gospablik.networks import pace
from gospablik.networks.vk import VkPage, VkTokens, authors
from gospablik.outcomes import ConfirmedBy
from gospablik.page import VkEntry
from gospablik.store.comments import Author
from gospablik.store.ledger import Kind, State
from gospablik.store.review import Question, Topic
from gospablik.store.session import Store
from sandbox.server import Running, running
from tests.gospablik.moderation.town import MORNING, PAGE, Town, office, written

GROUP, AUTHOR, NAME = 7, 500, "Айта Иванова"
STATE: dict[str, Any] = {
    "groups": [{"group_id": GROUP, "name": "Посёлок Пример"}],
    "users": [
        {"user_id": 1, "first_name": "Глава", "last_name": ""},
        {"user_id": AUTHOR, "first_name": "Айта", "last_name": "Иванова"},
    ],
    "tokens": [
        {"token": "community", "kind": "community", "group_id": GROUP},
        {"token": "service", "kind": "service"},
        {"token": "user", "kind": "user", "user_id": 1, "group_id": GROUP},
    ],
    "posts": [{"group_id": GROUP, "text": "Новость"}],
    "limits": {"enabled": False},
}


def names(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Author.name).order_by(Author.id)))


def keep(store: Store, *authors: tuple[str, bool]) -> list[str]:
    """One reading of comments by author 100, each with that name, true or a stand-in."""
    live = [
        written(number, "слово", author_name=name, unnamed=unnamed)
        for number, (name, unnamed) in enumerate(authors)
    ]
    with store.write() as session:
        store_comments(session, office(), PAGE, "1", live, MORNING)
    return names(store)


def test_what_stands_in_for_a_name_replaces_none_that_we_know(store: Store) -> None:
    assert keep(store, ("id100", True)) == ["id100"], "другого мы не знаем"
    assert keep(store, ("Житель", False)) == ["Житель"]
    assert keep(store, ("id100", True)) == ["Житель"]
    assert keep(store, ("", False)) == ["Житель"]
    assert keep(store, ("Жилец", False)) == ["Жилец"], "новое имя остаётся новым именем"


@pytest.mark.parametrize("name", ["id100", ""])
def test_in_one_reading_the_true_name_counts(store: Store, name: str) -> None:
    assert keep(store, (name, True), ("Житель", False), (name, True)) == ["Житель"]


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """VK, asked without pauses."""
    monkeypatch.setattr(pace, "WINDOW", 0.0)
    with running(STATE) as one:
        yield one


@pytest.fixture
def town(store: Store, sandbox: Running, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """The town whose page stands in the sandbox, on the town's day."""
    address = {"address": f"{sandbox.http}/vk", "api": f"{sandbox.http}/vk/method/"}
    town = Town(store, office(page=[{**office().page[0].model_dump(), **address}]))
    monkeypatch.setattr(authors, "now", town.clock)
    entry = town.office.page[0]
    assert isinstance(entry, VkEntry)
    with VkPage(entry, VkTokens("community", "service", "user")) as page:
        town.wall = page  # type: ignore[assignment]
        yield town


def control(sandbox: Running, method: str, path: str, **body: Any) -> None:
    answer = httpx.request(method, f"{sandbox.http}/control/{path}", json=body)
    assert answer.status_code < 300, answer.text


def misbehave(sandbox: Running, town: Town, text: str) -> None:
    """What he writes, until he was told that it is gone."""
    town.later(minutes=5)
    offset = int((town.now - datetime.now(UTC)).total_seconds())
    control(sandbox, "POST", "clock", offset_seconds=offset)
    control(sandbox, "POST", "vk/comments", group_id=GROUP, post_id=1, user_id=AUTHOR, text=text)
    town.harvest()
    for question in town.ask():
        town.answer(question)
    town.seal()
    town.carry(Kind.REMOVE)
    town.tell()
    town.carry(Kind.REPLY)


def asked_about(sandbox: Running, town: Town) -> Question:
    """His case, opened while VK still showed his name; he goes and is read once more."""
    misbehave(sandbox, town, "ты дурак")
    misbehave(sandbox, town, "сам ты идиот")
    said = {"group_id": GROUP, "post_id": 1, "user_id": AUTHOR, "text": "Когда дадут воду?"}
    control(sandbox, "POST", "vk/comments", **said)
    town.propose()
    [question] = town.questions(Topic.BLOCK)
    control(sandbox, "PATCH", f"vk/users/{AUTHOR}", deactivated="deleted")
    town.harvest()
    return question


def test_case_letter_and_search_show_the_name_he_had(town: Town, sandbox: Running) -> None:
    question = asked_about(sandbox, town)
    town.mail()
    with town.store.read() as session:
        assert block_case(session, town.office, question.id).author == NAME
        found = fates(session, town.office, NAME).found
    assert [one.texts[0] for one in found] == ["Когда дадут воду?", "сам ты идиот", "ты дурак"]
    assert all(NAME in draft.text and "DELETED" not in draft.text for draft in town.drafts)
    assert town.drafts


def test_blocking_him_ends_in_a_clear_outcome(town: Town, sandbox: Running) -> None:
    question = asked_about(sandbox, town)
    town.mail()
    assert town.decide(question).decision_id == 1
    town.carry(Kind.BLOCK)
    [block] = town.actions(Kind.BLOCK)
    assert (block.state, block.confirmed_by) == (State.CONFIRMED, ConfirmedBy.READBACK)


def test_a_network_that_blocks_nobody_who_is_gone_says_so(town: Town, sandbox: Running) -> None:
    question = asked_about(sandbox, town)
    town.mail()
    assert town.decide(question).decision_id == 1
    control(
        sandbox, "POST", "faults", where="vk:groups.ban", what="error", error={"error_code": 18}
    )
    town.carry(Kind.BLOCK)
    [block] = town.actions(Kind.BLOCK)
    assert block.state is State.REJECTED
    assert "страница пользователя удалена или заблокирована" in (block.why or "")
