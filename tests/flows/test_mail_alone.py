"""Officials with nothing but a mailbox: one case blocks, one is stopped, one lapses (4.3)."""

import re
from datetime import timedelta
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

from flows.collect_comments import collect_comments
from flows.read_mail import read_mail
from gospablik import clock
from gospablik.outcomes import ConfirmedBy
from gospablik.store.decisions import Decision, Ended, Proposal, ProposalStage
from gospablik.store.tables import Kind, State
from tests.flows.test_read_mail import imap, mailbox, second_violation
from tests.flows.town import Town
from tests.gospablik.moderation.test_stopping import MONDAY_12
from tests.imap import ImapServer

__all__ = ["imap"]


def letter(town: Town, whom: str, begins: str) -> dict[str, Any]:
    """That official's last letter about it."""
    of = [x for x in town.letters() if x["to"] == [whom] and x["subject"].startswith(begins)]
    return of[-1]


def from_a_phone(whom: str, to: dict[str, Any], first: str, why: str) -> EmailMessage:
    """A reply as a phone writes it: windows-1251 in base64, its own words above the quotation."""
    (code,) = re.findall(r"^    (\w{4}-\w{4})\s*$", to["text"], re.M)
    quotation = "\n".join(f"> {line}" for line in to["text"].splitlines())
    text = (
        f"{first} {code}\n{why}\n\nОтправлено с iPhone\n\n"
        f"27 нояб. 2026 г., в 17:05, smm@example.test написал(а):\n\n{quotation}\n"
    )
    message = EmailMessage()
    message["From"], message["To"] = whom, "smm@example.test"
    message["Subject"] = f"Re: {to['subject']}"
    message["Message-ID"], message["In-Reply-To"] = (
        make_msgid(domain="phone.test"),
        to["message_id"],
    )
    message.set_content(text.encode("cp1251", "replace").decode("cp1251"), charset="windows-1251",
                        cte="base64")  # fmt: skip
    return message


def on_friday(town: Town, imap: ImapServer) -> None:
    mailbox(town, imap.port)
    text = town.organisation.read_text("utf-8")
    waits = text.replace("block_after_hours = 0", "block_after_hours = 4")
    town.organisation.write_text(waits, "utf-8")
    town.at(MONDAY_12.replace(day=27, hour=7, minute=30))
    second_violation(town)


def case_answered(town: Town, imap: ImapServer) -> None:
    case = letter(town, "head@example.test", "Предложение о блокировке")
    imap.put(from_a_phone("head@example.test", case, "Ограничить 7", "повторное оскорбление"))
    run = town.run(read_mail)
    assert not run.red, run.words
    assert run.name.startswith("Почта решений: решений 1, "), run.name


def test_a_block_begins_after_its_time_and_is_read_back(town: Town, imap: ImapServer) -> None:
    on_friday(town, imap)
    case_answered(town, imap)
    begins = clock.now() + timedelta(hours=67)  # Monday, four working hours later
    with town.store.read() as session:
        assert abs(session.get_one(Decision, 1).acts_at - begins) < timedelta(minutes=5)
    for moment in (begins - timedelta(hours=1), begins - timedelta(minutes=10)):
        town.at(moment)
        assert not town.run(read_mail).red
        town.run(collect_comments)
        assert town.outside.banned() == []
    for minutes in (6, 15):  # the mailbox is read once more, then the block begins
        town.at(begins + timedelta(minutes=minutes))
        assert not town.run(read_mail).red
    assert len(town.outside.banned()) == 1
    (action,) = town.actions(Kind.BLOCK)
    assert (action.state, action.confirmed_by) == (State.CONFIRMED, ConfirmedBy.READBACK)


def test_another_is_stopped_by_a_deputy(town: Town, imap: ImapServer) -> None:
    on_friday(town, imap)
    case_answered(town, imap)
    told = letter(town, "deputy@example.test", "Решение по делу № 1: заблокировать")
    imap.put(from_a_phone("deputy@example.test", told, "Стоп", "автор извинился"))
    run = town.run(read_mail)
    assert "остановлено 1" in run.name, run
    ended = letter(town, "head@example.test", "Решение по делу № 1 остановлено")
    assert "автор извинился" in ended["text"]
    town.later(days=4)
    town.run(read_mail)
    town.run(collect_comments)
    assert town.outside.banned() == []
    with town.store.read() as session:
        assert session.get_one(Decision, 1).ended is Ended.STOPPED


def test_a_third_lapses_undecided(town: Town, imap: ImapServer) -> None:
    on_friday(town, imap)
    town.later(days=15)
    town.run(read_mail)
    town.run(collect_comments)
    assert town.outside.banned() == []
    with town.store.read() as session:
        assert session.get_one(Proposal, 1).stage is ProposalStage.LAPSED
    for reader in ("head", "deputy", "it-head"):
        told = letter(town, f"{reader}@example.test", "Дело № 1 закрыто без решения")
        assert "АВТОР НЕ ЗАБЛОКИРОВАН" in told["text"]
    assert town.actions(Kind.BLOCK) == []
