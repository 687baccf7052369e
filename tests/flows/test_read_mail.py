"""«Почта решений»: a head decides by answering the letter; a mailbox that is amiss is red."""

import re
import socket
from collections.abc import Callable, Iterator

import pytest
from prefect import get_client

from flows.collect_comments import collect_comments
from flows.decide_block import decide_block
from flows.publish import publish
from flows.read_mail import read_mail
from flows.review import review
from office.demo.story import FIRST_COMMENTS, SECOND_COMMENT
from tasks.credentials import IMAP_BLOCK, ImapCredentials
from tests.flows.test_modes import SPECIALIST
from tests.flows.town import Town
from tests.imap import LOGIN, PASSWORD, ImapServer, imap_server, reply


@pytest.fixture(scope="module")
def imap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImapServer]:
    with imap_server(tmp_path_factory.mktemp("imap")) as running:
        yield running


def mailbox(town: Town, port: int, password: str = PASSWORD) -> None:
    town.settings(
        f'[mail.inbox]\nhost = "127.0.0.1"\nport = {port}\nlogin = "{LOGIN}"\nencryption = "нет"\n'
    )
    ImapCredentials(password=password).save(IMAP_BLOCK, overwrite=True)


def second_violation(town: Town) -> None:
    """From the news to the letters with codes: the author of an insult insults again."""
    town.news(0)
    town.run(publish)
    for user, text in (FIRST_COMMENTS[3], SECOND_COMMENT):
        town.outside.comment(int(town.outside.posts()[0]["id"]), user, text)
        town.run(collect_comments)
        form = town.question(review)
        ruling = {"comment_1": "удалить: оскорбление", "reason": "Оскорбление диспетчера."}
        town.answer(review, form, specialist=SPECIALIST, **ruling)
        town.later(minutes=1)
    town.run(collect_comments)


def test_the_head_answers_the_letter_and_the_author_is_blocked(
    town: Town, imap: ImapServer
) -> None:
    mailbox(town, imap.port)
    second_violation(town)
    form = town.question(decide_block)
    (letter,) = [x for x in town.letters() if x["to"] == ["head@example.test"]]
    typed = re.search(r"^    (\w{4}-\w{4})\s*$", letter["text"], re.M)
    assert typed
    assert f"ОГРАНИЧИТЬ 30 {typed[1]}" in letter["text"]
    assert "Или форма" in letter["text"]

    imap.put(reply("head@example.test", "Да, согласен", to=letter["message_id"]))
    unclear = town.run(read_mail)
    assert unclear.name.startswith("Почта решений: решений нет, не принято 1, ")
    told = town.letters()[-1]
    assert told["to"] == ["head@example.test"]
    assert "непонятное слово «да»" in told["text"]
    assert told["headers"]["Auto-Submitted"] == "auto-generated"

    text = f"Ограничить {typed[1]}\nповторное оскорбление\n\n{letter['text']}"
    imap.put(reply("head@example.test", text, to=letter["message_id"]))
    run = town.run(read_mail)
    assert run.name.startswith("Почта решений: решений 1, ")
    assert not run.red, run.words
    assert len(town.outside.banned()) == 1
    decided = town.letters()[-1]["text"]
    assert "(ответ на письмо)" in decided
    assert "повторное оскорбление" in decided
    assert "здравствуйте" not in decided.partition("Причина:")[2]
    with get_client(sync_client=True) as client:
        state = client.read_flow_run(form).state
    assert state
    assert state.is_cancelled()
    assert imap.unread() == 0


def no_block(town: Town, imap: ImapServer) -> str:
    mailbox(town, imap.port)
    ImapCredentials.delete(IMAP_BLOCK)
    return "В Prefect нет блока «imap»."


def no_server(town: Town, imap: ImapServer) -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        mailbox(town, free.getsockname()[1])
    return "недоступен (ConnectionRefusedError)"


def wrong_password(town: Town, imap: ImapServer) -> str:
    mailbox(town, imap.port, "not-the-password")
    return "не принял имя и пароль"


def not_imap(town: Town, imap: ImapServer) -> str:
    mailbox(town, int(town.sandbox.smtp.rsplit(":", 1)[1]))
    return "Почтовый ящик 127.0.0.1"


@pytest.mark.parametrize("broken", [no_block, no_server, wrong_password, not_imap])
def test_a_mailbox_that_cannot_be_read_turns_the_run_red(
    town: Town, imap: ImapServer, broken: Callable[[Town, ImapServer], str]
) -> None:
    said = broken(town, imap)
    run = town.run(read_mail)
    assert run.red
    assert said in run.words
    assert "Что делать" in run.words
    assert "not-the-password" not in run.words
    assert run.name.startswith("Почта решений: ответы не прочитаны; не всё сделано, ")
    mailbox(town, imap.port)
    assert not town.run(read_mail).red


def test_without_a_mailbox_nothing_is_amiss(town: Town) -> None:
    run = town.run(read_mail)
    assert not run.red
    assert run.name.startswith("Почта решений: ящик не указан, решают формой, ")
