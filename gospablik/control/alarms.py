"""What cannot wait for Monday: one letter to each whom it concerns, and an all-clear.

Not for troubles of mail itself: a letter about a dead mail server would wait behind it. Those
turn the run red and stand in the control report.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.drafts import Draft, NothingToSay
from gospablik.ledger.letters import order_mail, readers_of
from gospablik.letters import DUTY, LetterKey
from gospablik.moderation.links import one_line
from gospablik.organisation import Organisation
from gospablik.regulation import Office
from gospablik.store.once import find_or_insert
from gospablik.store.session import Store
from gospablik.store.tables import Alarm
from gospablik.templates import minute, render

TOPIC = "alarm"
_CLEAR = "clear:"
_OVER, _UNWATCHED = "Отбой: ", "Больше не проверяется: "
"""How the headlines of what ends an alarm begin."""


def raise_alarm(  # noqa: PLR0917
    session: Session,
    office: Organisation,
    subject: str,
    headline: str,
    text: str,
    now: datetime,
    *,
    also: Sequence[Office] = (),
) -> bool:
    """Write to those on duty, once for a subject until its all-clear. False if it was raised.

    `subject` names the trouble for ever («run:<flow run id>», «site-unread»), up to 150
    characters; `headline` and `text` are Russian, for people. `also`: offices beside those on duty.
    """
    episode = _clears(session, office, subject) + 1
    readers = _readers(office, now, also)
    return _write(session, office, _nth(subject, episode), (headline, text), now, readers)


def all_clear(
    session: Session,
    office: Organisation,
    subject: str,
    text: str,
    now: datetime,
    *,
    seen: bool = True,
) -> bool:
    """Write that the trouble is over to all who were written of it, whoever is on duty by now.

    `seen`: False if nobody saw it end, and only nobody looks any more. False if there was no alarm
    or it was cleared already.
    """
    episode = _clears(session, office, subject) + 1
    raised = _find(session, office, _nth(subject, episode))
    if raised is None:
        return False
    headline = f"{_OVER if seen else _UNWATCHED}{raised.headline}"
    told = readers_of(session, raised.organisation, TOPIC, raised.id)
    clear = _CLEAR + _nth(subject, episode)
    return _write(session, office, clear, (headline, text), now, told)


def standing(session: Session, office: Organisation, prefix: str = "") -> list[Alarm]:
    """Alarms that no all-clear has followed, of the subjects that begin so; oldest first.

    A row's subject bears the number of its episode: `subject_of` takes it off.
    """
    alarms = session.scalars(
        select(Alarm).where(Alarm.organisation == office.key).order_by(Alarm.id)
    ).all()
    cleared = {alarm.subject for alarm in alarms if alarm.subject.startswith(_CLEAR)}
    return [
        alarm
        for alarm in alarms
        if alarm.subject.startswith(prefix)
        and not alarm.subject.startswith(_CLEAR)
        and _CLEAR + alarm.subject not in cleared
    ]


def subject_of(alarm: Alarm) -> str:
    """What `raise_alarm` was given: «site-unread» of «site-unread#3»."""
    name, mark, number = alarm.subject.rpartition("#")
    return name if mark and number.isdecimal() else alarm.subject


def alarm_letter(
    store: Store, office: Organisation, key: LetterKey, revision: int, now: datetime
) -> Draft:
    """The alarm as a letter to one reader. Raises NothingToSay if the row or the reader is gone."""
    with store.read() as session:
        alarm = session.get(Alarm, key.row)
    if alarm is None or alarm.organisation != office.key:
        raise NothingToSay(f"тревоги № {key.row} нет")
    values = {
        "organisation": office.organisation.name,
        "headline": alarm.headline,
        "text": alarm.text,
        "raised_at": minute(office.local(alarm.raised_at)),
        "time_zone": office.organisation.time_zone,
        "kind": _kind(alarm),
    }
    return Draft(
        subject=one_line(f"Госпаблик: {alarm.headline}", 150),
        text=render("letters/alarm.txt", **values),
        html=render("letters/alarm.html", **values),
        to=(_mail(office, key.reader),),
    )


def _kind(alarm: Alarm) -> str:
    """Which of the three letters it is."""
    if not alarm.subject.startswith(_CLEAR):
        return "raised"
    return "unwatched" if alarm.headline.startswith(_UNWATCHED) else "over"


def _mail(office: Organisation, reader: str) -> str:
    if reader == DUTY:
        return office.mail.duty
    try:
        return office.official_by_key(reader).mail
    except KeyError:
        raise NothingToSay(f"получателя {reader} нет в organisation.toml") from None


def _write(  # noqa: PLR0917
    session: Session,
    office: Organisation,
    subject: str,
    words: tuple[str, str],
    now: datetime,
    readers: Sequence[str],
) -> bool:
    headline, text = words
    alarm, new = find_or_insert(
        session,
        Alarm,
        {"organisation": office.key, "subject": subject},
        headline=headline,
        text=text,
        raised_at=now,
    )
    if new:
        for reader in readers:
            order_mail(session, office.key, LetterKey(TOPIC, alarm.id, reader), now)
    return new


def _readers(office: Organisation, now: datetime, also: Sequence[Office]) -> list[str]:
    """The duty mailbox and each acting specialist: letters of their own, one bad address stops
    only itself; nobody gets two.
    """
    people = office.acting(now, Office.SPECIALIST, *also)
    others = [one.key for one in people if one.mail != office.mail.duty and one.key != DUTY]
    return [DUTY, *others]


def _nth(subject: str, episode: int) -> str:
    return subject if episode == 1 else f"{subject}#{episode}"


def _clears(session: Session, office: Organisation, subject: str) -> int:
    """How often the trouble was over already: episodes are cleared one after another."""
    first = _CLEAR + subject
    query = select(func.count()).where(
        Alarm.organisation == office.key,
        (Alarm.subject == first) | Alarm.subject.startswith(f"{first}#", autoescape=True),
    )
    return session.scalar(query) or 0


def _find(session: Session, office: Organisation, subject: str) -> Alarm | None:
    return session.scalars(
        select(Alarm).where(Alarm.organisation == office.key, Alarm.subject == subject)
    ).first()
