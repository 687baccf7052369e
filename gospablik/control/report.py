"""The control report: composed once and frozen in a row, with its files; see `report_letter`."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gospablik.control.history_model import PREFECTS_OWN, RunsWeek
from gospablik.control.report_faces import Content, faces, subject
from gospablik.control.report_files import Drawn, drawn, files
from gospablik.control.report_sent import number_of_next, went_out
from gospablik.control.verdict import Verdict
from gospablik.control.verdicts import judge
from gospablik.control.week import Week, WeekFigures, figures
from gospablik.drafts import Attachment
from gospablik.organisation import Organisation
from gospablik.store.once import insert_once
from gospablik.store.tables import Report, ReportFile


def compose(
    session: Session,
    office: Organisation,
    week: Week,
    now: datetime,
    version: str,
    *,
    runs: Sequence[RunsWeek | None] = (),
) -> Report:
    """The frozen report of that week as of `now` (aware); `version` is the code's. `runs`: what
    Prefect says of the runs of the last eight weeks, see `history`.

    If neither the figures nor the verdicts nor the code changed since one of the week went out, or
    was composed in the same words, that row is given back, byte for byte. Otherwise a new row.
    Its `number` only tells rows apart: people read how many letters there were, see `report_sent`.
    """
    counted = figures(session, office, week, now, runs=runs)
    verdicts = judge(office, counted)
    mark = digest(counted, verdicts, version)
    charts: tuple[Drawn, ...] = ()
    while True:
        sequel = number_of_next(session, office, week) if counted.complete else 1
        content = Content(office, counted, verdicts, mark, version, sequel)
        known = _known(session, office, week, mark, subject(content))
        if known is not None:
            return known
        charts = charts or drawn(office, counted, mark)
        letter, sheet = faces(replace(content, pictures=tuple(one.picture for one in charts)))
        number = _last_number(session, office, week) + 1
        key = {"organisation": office.key, "week": week.monday, "number": number}
        new = insert_once(
            session,
            Report,
            **key,
            cut_off=counted.cut_off,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            markdown=letter.markdown,
            digest=mark,
        )
        if new:
            report = session.scalars(select(Report).filter_by(**key)).one()
            _keep(session, report, files(session, office, counted, sheet, charts))
            return report


def _keep(session: Session, report: Report, made: Sequence[Attachment]) -> None:
    report.files += [
        ReportFile(
            name=file.name,
            media_type=file.media_type,
            content_id=file.content_id,
            content=file.content,
        )
        for file in made
    ]
    session.flush()


def digest(counted: WeekFigures, verdicts: tuple[Verdict, ...], version: str) -> str:
    """SHA-256 of what the report says, but for the minute at which it was composed, how long
    questions have waited by then, and what Prefect said of runs: whether it answered just then
    makes no second letter.
    """
    values = asdict(counted)
    del values["as_of"]
    asked = values["comments"]["asked"]
    del asked["waiting_longest"], asked["waiting_median"]
    ours = [one for one in values["history"]["series"] if one["key"] not in PREFECTS_OWN]
    values["history"]["series"] = ours
    values["explanations"] = list(counted.explanations.items())
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


def _known(
    session: Session, office: Organisation, week: Week, mark: str, words: str
) -> Report | None:
    """The row of the same figures that went out; else one that says the same of itself."""
    return session.scalars(
        select(Report)
        .where(
            Report.organisation == office.key,
            Report.week == week.monday,
            Report.digest == mark,
            or_(went_out(), Report.subject == words),
        )
        .order_by(Report.number)
        .limit(1)
    ).first()


def _last_number(session: Session, office: Organisation, week: Week) -> int:
    query = select(func.max(Report.number)).where(
        Report.organisation == office.key, Report.week == week.monday
    )
    return session.scalar(query) or 0
