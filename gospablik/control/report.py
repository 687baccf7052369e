"""The control report: composed once, frozen in a row, sent through the ledger."""

import hashlib
import json
from dataclasses import asdict
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.control.report_faces import Content, faces
from gospablik.control.verdict import Verdict
from gospablik.control.verdicts import judge
from gospablik.control.week import Week, WeekFigures, figures
from gospablik.drafts import Draft, NothingToSay
from gospablik.errors import OfficeError
from gospablik.ledger import book
from gospablik.letters import LetterKey
from gospablik.organisation import Official, Organisation
from gospablik.regulation import Office
from gospablik.store.once import insert_once
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Report, State

TOPIC = "report"


def compose(
    session: Session, office: Organisation, week: Week, now: datetime, version: str
) -> Report:
    """The frozen report of that week as of `now` (aware); `version` is the code's.

    If neither the figures nor the verdicts nor the code changed since the last one of the week,
    that row is given back, byte for byte. Otherwise a new row with the next number.
    """
    counted = figures(session, office, week, now)
    verdicts = judge(office, counted)
    mark = digest(counted, verdicts, version)
    while True:
        known = _known(session, office, week, mark)
        if known is not None:
            return known
        number = _last_number(session, office, week) + 1
        letter = faces(Content(office, counted, verdicts, mark, version, number))
        insert_once(
            session,
            Report,
            organisation=office.key,
            week=week.monday,
            number=number,
            cut_off=counted.cut_off,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            markdown=letter.markdown,
            digest=mark,
        )


def last_report(session: Session, office: Organisation, week: Week) -> Report | None:
    """The newest report of that week, to know whether one was composed already."""
    return session.scalars(
        select(Report)
        .where(Report.organisation == office.key, Report.week == week.monday)
        .order_by(Report.number.desc())
        .limit(1)
    ).first()


def order_report(session: Session, office: Organisation, report: Report, now: datetime) -> bool:
    """Order the letter to the acting head of the IT department. False if it was ordered before.

    Raises OfficeError if nobody holds that office at `now`.
    """
    heads = office.acting(now, Office.IT_HEAD)
    if not heads:
        raise OfficeError(
            "В organisation.toml нет действующего начальника отдела ИТ.",
            not_done="контрольный отчёт никому не отправлен, но сохранён.",
            next_step='впишите [[official]] с office = "начальник отдела ИТ" и датами полномочий.',
        )
    return book.record(
        session,
        organisation=office.key,
        kind=Kind.MAIL,
        page="",
        subject=str(LetterKey(TOPIC, report.id, heads[0].key)),
        now=now,
    )


def letter_state(session: Session, report: Report) -> State | None:
    """Where the letter of that report stands in the ledger; None if none was ordered."""
    return session.scalars(
        select(Action.state)
        .where(
            Action.organisation == report.organisation,
            Action.kind == Kind.MAIL,
            Action.subject.startswith(f"{TOPIC}:{report.id}:", autoescape=True),
        )
        .order_by(Action.id.desc())
        .limit(1)
    ).first()


def report_letter(
    store: Store, office: Organisation, key: LetterKey, revision: int, now: datetime
) -> Draft:
    """The stored report as a letter: to its reader, copies to the acting deputies.

    Raises NothingToSay if the report or the reader is gone.
    """
    with store.read() as session:
        report = session.get(Report, key.row)
    if report is None or report.organisation != office.key:
        raise NothingToSay(f"контрольного отчёта № {key.row} нет")
    try:
        reader = office.official_by_key(key.reader)
    except KeyError:
        raise NothingToSay(f"получателя {key.reader} нет в organisation.toml") from None
    return Draft(
        report.subject, report.text, report.html, (reader.mail,), _copies(office, reader, now)
    )


def _copies(office: Organisation, reader: Official, now: datetime) -> tuple[str, ...]:
    others = office.acting(now, Office.IT_HEAD, Office.DEPUTY)
    mails = dict.fromkeys(other.mail for other in others)
    return tuple(mail for mail in mails if mail != reader.mail)


def digest(counted: WeekFigures, verdicts: tuple[Verdict, ...], version: str) -> str:
    """SHA-256 of all that the report says, but for the minute at which it was composed."""
    values = asdict(counted)
    del values["as_of"]
    whole = {"figures": values, "verdicts": [asdict(v) for v in verdicts], "version": version}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value.total_seconds())
    raise TypeError(f"no canonical form for {type(value).__name__}")


def _known(session: Session, office: Organisation, week: Week, mark: str) -> Report | None:
    return session.scalars(
        select(Report)
        .where(Report.organisation == office.key, Report.week == week.monday, Report.digest == mark)
        .order_by(Report.number)
        .limit(1)
    ).first()


def _last_number(session: Session, office: Organisation, week: Week) -> int:
    query = select(func.max(Report.number)).where(
        Report.organisation == office.key, Report.week == week.monday
    )
    return session.scalar(query) or 0
