"""What a probe comes to for the person who reads it: the page of rights, and why a run is red."""

from collections.abc import Sequence
from typing import Any, get_args

import pytest
from markdown_it import MarkdownIt
from pydantic import SecretStr

from gospablik.control.rights_alarms import OF_THE_HOUSE, PRIVATE
from gospablik.errors import OfficeError
from gospablik.networks.capabilities import Answer, Operation, Probed
from tasks import rights
from tasks.credentials import Holder, MaxCredentials, OkCredentials, VkCredentials
from tasks.desk import Desk
from tasks.rights import Asked, ask_rights, refusals
from tasks.rights_page import page_part

PAGE = "zhatay-vk"
HOSTILE = "Иванова | <b>А. А.</b> [x](https://evil.test)"
PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
YES, NO, NOT_ASKED, SILENT = Answer
TEXT, LIST, BLOCK = Operation.PUBLISH_TEXT, Operation.LIST_POSTS, Operation.BLOCK


class Network:
    """Answers what it is told to about three operations, and nothing about the rest."""

    def __init__(self) -> None:
        self.answers = {TEXT: NOT_ASKED, LIST: YES, BLOCK: NO}
        self.why = "так ответила сеть."

    def probe(self) -> Sequence[Probed]:
        return [
            Probed(operation, self.answers.get(operation, NOT_ASKED), self.why)
            for operation in Operation
        ]


@pytest.fixture
def network(at: Desk, monkeypatch: pytest.MonkeyPatch) -> Network:
    """The page's network, and its block with two keys of three."""
    network = Network()
    at.__dict__["networks"] = {PAGE: network}
    keys(monkeypatch)
    return network


def keys(monkeypatch: pytest.MonkeyPatch, **values: Any) -> None:
    block = VkCredentials(community_token=SecretStr("c"), service_key=SecretStr("s"), **values)
    monkeypatch.setattr(rights, "page_keys", lambda page, kind: block)


def ask() -> Asked:
    return ask_rights.fn(PAGE)


def page(at: Desk, asked: Asked) -> str:
    return "\n\n".join(page_part(at.office, asked))


def row(at: Desk, asked: Asked, operation: Operation) -> list[str]:
    html = PARSER.render(page(at, asked))
    (found,) = [part for part in html.split("<tr>") if f"<td>{operation.words}</td>" in part]
    cells = [cell.partition("</td>")[0] for cell in found.split("<td>")[1:]]
    return [cell.replace("<strong>", "").replace("</strong>", "") for cell in cells]


def test_how_it_is_done_and_what_was_checked_stand_side_by_side(at: Desk, network: Network) -> None:
    asked = ask()
    assert not asked.unread
    assert not asked.refused
    assert [row(at, asked, each)[1] for each in (TEXT, LIST, BLOCK)] == [
        "по API", "по API", "поручением",
    ]  # fmt: skip
    marks = [row(at, asked, each)[2].partition(",")[0] for each in (TEXT, LIST, BLOCK)]
    assert marks == ["? не проверялось", "✓ можно", "– нельзя"]
    assert row(at, asked, Operation.LIST_BLOCKED)[1] == "по API"
    assert row(at, asked, Operation.PIN_POST)[1].startswith("не делает (по API ")
    assert "так ответила сеть" in row(at, asked, LIST)[3]
    assert page(at, asked).count("\n| ") == len(Operation) + 1


def test_a_lost_right_stands_above_the_table_and_makes_the_run_red(
    at: Desk, network: Network
) -> None:
    ask()
    network.answers |= {LIST: NO, Operation.PIN_POST: NO}
    asked = ask()
    assert "**✗ СЕТЬ ОТКАЗЫВАЕТ:** «список своих постов»." in page(at, asked)
    assert row(at, asked, LIST)[2].startswith("✗ нельзя, ")
    assert "прежде: можно, до " in row(at, asked, LIST)[3]
    (why,) = refusals(asked)
    assert "«список своих постов». так ответила сеть." in why
    assert "Не сделано: " in why
    assert "Что делать: " in why


def test_what_only_a_person_would_miss_does_not_make_it_red(at: Desk, network: Network) -> None:
    network.answers |= {Operation.DESCRIBE_PAGE: NO}
    asked = ask()
    assert [right.operation for right in asked.refused] == [Operation.DESCRIBE_PAGE]
    assert refusals(asked) == []


def test_a_silent_network_is_not_checked_and_its_last_answer_is_told(
    at: Desk, network: Network
) -> None:
    ask()
    network.answers, network.why = dict.fromkeys(Operation, SILENT), "Сеть молчит."
    asked = ask()
    (why,) = asked.unread
    assert "о правах не узнать (обо всех). Сеть молчит. Не сделано: " in why
    assert row(at, asked, LIST)[2].startswith("? сеть не ответила; до того ✓ можно, ")
    assert "**НЕ ПРОВЕРЕНО:**" in page(at, asked)


def test_one_question_that_got_no_answer_is_named(at: Desk, network: Network) -> None:
    network.answers[LIST] = SILENT
    asked = ask()
    assert "о правах не узнать («список своих постов»)." in asked.unread[0]
    assert row(at, asked, LIST)[2] == "? не проверено: сеть не ответила"


def test_without_a_block_nothing_is_checked_and_the_block_is_named(
    at: Desk, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(page: object, kind: object) -> VkCredentials:
        raise OfficeError("Нет блока «vk-zhatay-vk».", not_done="—", next_step="создайте.")

    monkeypatch.setattr(rights, "page_keys", missing)
    asked = ask()
    assert (asked.keys, asked.at_risk) == (None, False)
    assert "**НЕ ПРОВЕРЕНО:** Нет блока" in page(at, asked)
    assert "РИСК" not in page(at, asked)


@pytest.mark.parametrize(
    ("holder", "said", "risk"),
    [
        (OF_THE_HOUSE, "Учётная запись учреждения.", False),
        (PRIVATE, "**РИСК (п. 2.2):** ключ выдан на учётную запись частного лица", True),
        ("не указано", "**РИСК (п. 2.2):** не указано, кому принадлежит", True),
    ],
)
def test_a_key_that_hangs_on_a_person_is_a_risk(  # noqa: PLR0917
    at: Desk,
    network: Network,
    monkeypatch: pytest.MonkeyPatch,
    holder: str,
    said: str,
    risk: bool,
) -> None:
    keys(monkeypatch, owner=HOSTILE, holder=holder)
    asked = ask()
    assert asked.at_risk is risk
    text = page(at, asked)
    assert said in text
    assert "ключ сообщества, сервисный ключ" in text
    assert "<b>" not in text
    assert "Иванова | <b>А. А.</b> [x](" in PARSER.render(text).replace("&lt;", "<").replace(
        "&gt;", ">"
    )


def test_the_words_for_a_holder_are_those_of_the_block() -> None:
    assert {OF_THE_HOUSE, PRIVATE} < set(get_args(Holder))


def test_which_keys_are_at_hand() -> None:
    vk = VkCredentials(community_token=SecretStr("c"), user_token=SecretStr("u"))
    ok = OkCredentials(application_key="k", access_token=SecretStr("t"))
    assert vk.kinds({}) == ["ключ сообщества", "ключ пользователя"]
    assert ok.kinds({"ключ": {}}) == MaxCredentials(bot_token=SecretStr("b")).kinds({"ключ": {}})
