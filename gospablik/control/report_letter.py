"""The letter of a control report: to the head of the IT department, again, or to one person."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.pointless import CAME_TO_NOTHING
from gospablik.control.report_sent import TOPIC, repeats
from gospablik.drafts import Attachment, Draft, NothingToSay
from gospablik.errors import OfficeError
from gospablik.ledger import book
from gospablik.ledger.letters import order_mail
from gospablik.letters import LetterKey
from gospablik.organisation import Official, Organisation
from gospablik.regulation import Office
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Report, State

OWN = "own-report"
"""A report that somebody sends to himself: no copies, and no letter in the sense of clause 5.2."""
_ON_ITS_WAY = (State.DUE, State.CLAIMED, State.UNKNOWN)


def order_report(
    session: Session,
    office: Organisation,
    report: Report,
    now: datetime,
    *,
    again: bool = False,
) -> bool:
    """Order the letter to the acting head of the IT department. False if it was ordered before.

    One that came to nothing (refused, taken back) is ordered anew. `again`: once more, marked as a
    repeat, unless the last one is still on its way. Raises OfficeError if nobody holds that office
    at `now`.
    """
    heads = office.acting(now, Office.IT_HEAD)
    if not heads:
        raise OfficeError(
            "В organisation.toml нет действующего начальника отдела ИТ.",
            not_done="контрольный отчёт никому не отправлен, но сохранён.",
            next_step='впишите [[official]] с office = "начальник отдела ИТ" и датами полномочий.',
        )
    return _order(session, office, LetterKey(TOPIC, report.id, heads[0].key), now, again=again)


def order_own(
    session: Session, office: Organisation, report: Report, official_key: str, now: datetime
) -> str | None:
    """Order the report to that official alone, each time anew but for one that still waits to be
    sent. None, or why nothing was ordered.
    """
    readers = [one for one in office.official if one.key == official_key]
    if not readers or not readers[0].acting(office.local(now).date()):
        return "не выбрано, кому, или полномочия не действуют. Не сделано: письмо не отправлено."
    ordered = _order(session, office, LetterKey(OWN, report.id, official_key), now, again=True)
    if ordered or letter_state(session, report, own=official_key) is State.DUE:
        return None
    return (
        "прошлое такое письмо ещё отправляется, или неизвестно, ушло ли оно. Не сделано: второе не"
        " заказано. Что делать: посмотрите почту; письма нет — запустите ещё раз через полчаса."
    )


def letter_state(session: Session, report: Report, *, own: str | None = None) -> State | None:
    """Where the newest letter of that report stands in the ledger; None if none was ordered.

    `own`: the key of an official who has it sent to himself: that letter, and nobody else's.
    """
    letters = Action.subject.startswith(f"{TOPIC}:{report.id}:", autoescape=True)
    if own is not None:
        letters = Action.subject == str(LetterKey(OWN, report.id, own))
    return session.scalars(
        select(Action.state)
        .where(
            Action.organisation == report.organisation,
            Action.kind == Kind.MAIL,
            letters,
        )
        .order_by(Action.id.desc())
        .limit(1)
    ).first()


def report_letter(
    store: Store, office: Organisation, key: LetterKey, revision: int, now: datetime
) -> Draft:
    """The stored report as a letter: to its reader, copies to the acting deputies.

    Marked as a repeat if somebody has or may have it already. Raises NothingToSay if the report or
    the reader is gone.
    """
    with store.read() as session:
        report = session.get(Report, key.row)
        repeat = repeats(session, office, key, revision)
        attachments = tuple(
            Attachment(file.name, file.media_type, file.content, file.content_id)
            for file in (report.files if report else ())
        )
    if report is None or report.organisation != office.key:
        raise NothingToSay(f"контрольного отчёта № {key.row} нет")
    try:
        reader = office.official_by_key(key.reader)
    except KeyError:
        raise NothingToSay(f"получателя {key.reader} нет в organisation.toml") from None
    return Draft(
        report.subject,
        report.text,
        report.html,
        (reader.mail,),
        () if key.topic == OWN else _copies(office, reader, now),
        attachments,
        repeat=repeat,
    )


def _order(
    session: Session, office: Organisation, key: LetterKey, now: datetime, *, again: bool
) -> bool:
    last = book.newest(
        session,
        organisation=office.key,
        kind=Kind.MAIL,
        page="",
        subject=str(key),
        lock=True,
    )
    if last is not None:
        in_vain = last.state in CAME_TO_NOTHING
        if last.state in _ON_ITS_WAY or not (again or in_vain):
            return False
    revision = last.revision + 1 if last else 1
    return order_mail(session, office.key, key, now, revision=revision)


def _copies(office: Organisation, reader: Official, now: datetime) -> tuple[str, ...]:
    others = office.acting(now, Office.IT_HEAD, Office.DEPUTY)
    mails = dict.fromkeys(other.mail for other in others)
    return tuple(mail for mail in mails if mail != reader.mail)
