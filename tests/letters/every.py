"""Every letter the program writes, each in the forms that differ, composed from real rows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copy
from typing import Any

from sqlalchemy import select

from gospablik.control.alarms import alarm_letter, all_clear, raise_alarm
from gospablik.control.report import compose
from gospablik.control.report_letter import report_letter
from gospablik.control.week import Week
from gospablik.control.week_plan_letter import plan_letter
from gospablik.drafts import Draft
from gospablik.letters import LetterKey
from gospablik.moderation.case_letters import order_reminders
from gospablik.moderation.lapsed_letter import lapsed_letter
from gospablik.moderation.lapsing import lapse_old
from gospablik.moderation.letters import case_letter
from gospablik.moderation.replies.letter import answer_letter
from gospablik.moderation.replies.take import SENDER
from gospablik.moderation.troubles.letter import trouble_letter
from gospablik.moderation.unblock_letter import unblock_letter
from gospablik.moderation.unblock_requests import ANSWERED, CAME
from gospablik.moderation.undone_letter import undone_letter
from gospablik.moderation.urgent import urgent_letter
from gospablik.organisation import Organisation
from gospablik.store.inbox import Came, ReceivedLetter
from gospablik.store.ledger import Kind
from gospablik.store.session import Store
from gospablik.store.unblocking import UnblockAnswer
from gospablik.store.undoing import Undoing
from tests.gospablik.control import factories as make
from tests.gospablik.control import sample
from tests.gospablik.ledger.answers import watched
from tests.gospablik.moderation import test_unblock_requests as asked
from tests.gospablik.moderation.test_papers import PAPER, enter, on_friday
from tests.gospablik.moderation.test_stopping import cooling, decided
from tests.gospablik.moderation.test_troubles import COLD, FIRE
from tests.gospablik.moderation.test_undoing import form, say
from tests.gospablik.moderation.test_urgent import THREAT, ordered
from tests.gospablik.moderation.town import Town, written

MARKUP = 'ты дурак <img src="http://evil.test/x.png"> <script>alert(1)</script> & «кавычки»'
INBOX = {
    "sender": "smm@town.test",
    "duty": "it@town.test",
    "inbox": {"host": "imap.town.test", "login": "smm"},
}
MAILS: tuple[dict[str, Any], ...] = ({}, {"mail": INBOX})
"""Without a mailbox to reply to, and with one."""
Fresh = Callable[[], Store]
"""A new empty store."""
Letters = Iterator[tuple[str, Draft]]
"""(name, letter); a name begins with the name of its template."""


def report(fresh: Fresh) -> Letters:
    for name, house, fill in (
        ("report of a busy week", sample.busy_office(), sample.busy_week),
        ("report of an empty week", sample.busy_office(), None),
    ):
        store = fresh()
        if fill:
            fill(store, house)
        yield name, weekly(store, house)


def weekly(store: Store, house: Organisation) -> Draft:
    """The weekly letter of these rows."""
    with store.write() as session:
        week = Week.of(house, sample.NOW)
        number = compose(session, house, week, sample.NOW, "0.1.0").id
    return report_letter(store, house, LetterKey("report", number, "it-head"), 1, sample.NOW)


def plan(fresh: Fresh) -> Letters:
    store, house, friday = fresh(), make.office(norm=5), make.at(27, 10)
    key = LetterKey("plan", 20261127, "it-head")
    yield "plan without news", plan_letter(store, house, key, 1, friday)
    with store.write() as session:
        for day in range(2, 26):
            make.item(session, when=make.at(day), title=f"{MARKUP} {day}")
    yield "plan with news", plan_letter(store, house, key, 1, friday)


def alarm(fresh: Fresh) -> Letters:
    store, house, now = fresh(), make.office(), make.at(25)
    with store.write() as session:
        text = f"Сайт https://site.test/rss молчит: 503.\n\n{MARKUP}"
        raise_alarm(session, house, "flow:Публикация", "Сбой: Публикация", text, now)
        all_clear(session, house, "flow:Публикация", "Снова работает.", now)
        raise_alarm(session, house, "flow:Публикация", "Сбой: Публикация", text, now)
        all_clear(session, house, "flow:Публикация", "Неизвестно.", now, seen=False)
    for row, name in ((1, "alarm"), (2, "alarm over"), (4, "alarm unwatched")):
        yield name, alarm_letter(store, house, LetterKey("alarm", row, "duty"), 1, now)


def case(fresh: Fresh) -> Letters:
    for mail in MAILS:
        store = fresh()
        town = cooling(store, **mail)
        town.write(7, "Скажите, пожалуйста, когда починят дорогу на Северной?")
        town.misbehave(1, MARKUP)
        town.misbehave(2, "сам ты идиот")
        town.misbehave(3, "сам ты идиот")
        town.propose()
        town.mail()
        key = LetterKey("case", 1, "head")
        yield f"case, {bool(mail)}", case_letter(store, town.office, key, 1, town.now)
        town.later(days=1.1)
        with store.write() as session:
            order_reminders(session, town.office, town.now)
        yield f"case again, {bool(mail)}", case_letter(store, town.office, key, 2, town.now)


def decided_(fresh: Fresh) -> Letters:
    for mail in MAILS:
        for said in ({"reason": MARKUP}, {"verdict": "refuse", "days": None}):
            town = decided_on_wednesday(fresh(), said, mail)
            for number, draft in enumerate(told(town)):
                yield f"decided {' '.join(said)} {bool(mail)} {number}", draft
    town = decided(fresh(), by="deputy")
    town.otherwise("head", "block", days=7)
    for number, draft in enumerate(told(town)):
        yield f"decided otherwise {number}", draft
    for scan in (PAPER.scan, None):
        town = on_friday(fresh())
        enter(town, replace(PAPER, scan=scan))
        for number, draft in enumerate(told(town)):
            yield f"decided by a paper {bool(scan)} {number}", draft


def ended(fresh: Fresh) -> Letters:
    for mail in MAILS:
        town = decided_on_wednesday(fresh(), {"by": "deputy"}, mail)
        town.mail()
        town.stop("deputy", reason=MARKUP)
        for number, draft in enumerate(told(town)):
            yield f"ended by a stop {bool(mail)} {number}", draft
    town = decided(fresh())
    town.annul(1)
    town.clock.at = town.decisions()[0].acts_at
    town.carry(Kind.BLOCK)
    for number, draft in enumerate(told(town)):
        yield f"ended of itself {number}", draft


def lapsed(fresh: Fresh) -> Letters:
    for annulled in (False, True):
        town = Town(fresh())
        town.case()
        if annulled:
            town.annul(1)
        town.later(days=0 if annulled else 15)
        with town.store.write() as session:
            lapse_old(session, town.office, town.now)
        for reader in ("head", "it-head"):
            key = LetterKey("lapsed", 1, reader)
            draft = lapsed_letter(town.store, town.office, key, 1, town.now)
            yield f"lapsed {annulled} {reader}", draft


def decided_on_wednesday(store: Store, said: dict[str, Any], mail: dict[str, Any]) -> Town:
    """The letters about it are not delivered yet."""
    town = cooling(store, **mail)
    assert town.decide(town.case(), **said).refused is None
    return town


def told(town: Town) -> list[Draft]:
    """The letters that wait."""
    before = len(town.drafts)
    town.mail()
    return town.drafts[before:]


def answer(fresh: Fresh) -> Letters:
    town = Town(fresh())
    town.case()
    with town.store.write() as session:
        for uid, (came, why, case) in enumerate(
            (
                (Came.REFUSED, "первая строка не понята: «давайте <b>подождём</b>»", 1),
                (Came.STRANGER, "код прислали не с адреса из organisation.toml", 1),
                (Came.REFUSED, "дело не названо", None),
            )
        ):
            session.add(
                ReceivedLetter(
                    organisation="town", known_as=str(uid), epoch=1, uid=uid, read_at=town.now,
                    sender="head@town.test", came=came, why=why, proposal_id=case,
                )
            )  # fmt: skip
    for row, reader in ((1, SENDER), (2, SENDER), (2, "head"), (3, SENDER)):
        key = LetterKey("answer", row, reader)
        yield f"answer {row} {reader}", answer_letter(town.store, town.office, key, 1, town.now)


def trouble(fresh: Fresh) -> Letters:
    for name, house, texts, age in (
        ("of one", None, (f"{COLD} {MARKUP}",), 0),
        ("of two", None, (COLD, FIRE), 0),
        ("of a watched page", watched(), (FIRE,), 0),
        ("late", None, (COLD, FIRE), 3),
    ):
        town = Town(fresh(), house) if house else Town(fresh())
        for n, text in enumerate(texts, 1):
            when = town.now - timedelta(days=age)
            town.wall.standing[str(n)] = written(n, text, n, when)
        town.harvest()
        key = LetterKey("trouble", 1, "duty")
        yield f"trouble {name}", trouble_letter(town.store, town.office, key, 1, town.now)


def urgent(fresh: Fresh) -> Letters:
    town = Town(fresh())
    for n in range(3):
        town.write(n, f"{THREAT} {n} {MARKUP}", 100 + n)
    town.harvest()
    key = LetterKey.parse(ordered(town)[0].subject)
    yield "urgent", urgent_letter(town.store, town.office, key, 1, town.now)


def unblock(fresh: Fresh) -> Letters:
    for answered in UnblockAnswer:
        town = Town(fresh())
        asked.blocked(town)
        asked.write(town, replace(asked.SAID, words=f"Простите.\n{MARKUP}"))
        keys = [LetterKey("unblock", 1, who) for who in ("head", "spec")]
        came = unblock_letter(town.store, town.office, keys[0], CAME, town.now)
        yield f"unblock before {answered.name}", came
        asked.say(town, asked.put(town), answered)
        for key in keys:
            draft = unblock_letter(town.store, town.office, key, ANSWERED, town.now)
            yield f"unblock {answered.name} {key.reader}", draft


def undone(fresh: Fresh) -> Letters:
    town = Town(fresh())
    town.misbehave(1, MARKUP)
    assert say(town, form(town)) is None
    with town.store.read() as session:
        row = session.scalars(select(Undoing.id)).one()
    key = LetterKey("undone", row, "spec")
    yield "undone", undone_letter(town.store, town.office, key, 1, town.now)


WRITERS: tuple[Callable[[Fresh], Letters], ...] = (
    report, plan, alarm, case, decided_, ended, lapsed, answer, trouble, urgent, unblock,
    undone,
)  # fmt: skip


def composed(write: Callable[[Fresh], Letters], template: Path, folder: Path) -> dict[str, Draft]:
    """Its letters, by name. `template`: a migrated SQLite file; its copies go into `folder`."""
    stores: list[Store] = []

    def fresh() -> Store:
        file = folder / f"{len(stores)}.sqlite"
        copy(template, file)
        stores.append(Store(f"sqlite:///{file}"))
        return stores[-1]

    letters = dict(write(fresh))
    for store in stores:
        store.close()
    return letters
