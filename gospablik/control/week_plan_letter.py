"""The warning «План недели»: to the specialist, on Friday to the head of IT, too (clause 3.2)."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.control.week_plan import behind
from gospablik.drafts import Draft, NothingToSay
from gospablik.errors import OfficeError
from gospablik.ledger.letters import order_mail
from gospablik.letters import LetterKey
from gospablik.moderation.letters import reader_of
from gospablik.organisation import Official, Organisation
from gospablik.regulation import Office
from gospablik.span import midnight
from gospablik.store.session import Store
from gospablik.templates import day as day_words
from gospablik.templates import minute, plural, render

TOPIC = "plan"
"""Of the mail action; the row is the local day as a number, 20261125."""
_FRIDAY = 4
_MOST = 20


def order_plan(session: Session, office: Organisation, now: datetime) -> int:
    """Order today's warning to its readers, once each; how many letters are new.

    Nothing is sent after that day. Raises OfficeError if nobody is acting who could do something.
    """
    today = office.local(now).date()
    readers = _readers(office, now, today)
    if not readers:
        raise OfficeError(
            "Неделя отстаёт от плана, а действующих сотрудников отдела ИТ в organisation.toml нет.",
            not_done="предупреждение никому не отправлено.",
            next_step='впишите [[official]] с office = "специалист отдела ИТ" и датами полномочий.',
        )
    row = int(f"{today:%Y%m%d}")
    tonight = midnight(office, today + timedelta(days=1)).astimezone(UTC)
    return sum(
        order_mail(session, office.key, LetterKey(TOPIC, row, reader.key), now, not_after=tonight)
        for reader in readers
    )


def plan_letter(
    store: Store, office: Organisation, key: LetterKey, revision: int, now: datetime
) -> Draft:
    """What falls short now. Raises NothingToSay if nothing does any more, or the day is over."""
    reader, today = reader_of(office, key.reader), office.local(now).date()
    if key.row != int(f"{today:%Y%m%d}"):
        raise NothingToSay("предупреждение было на другой день")
    with store.read() as session:
        found = behind(session, office, now)
    if not found:
        raise NothingToSay("неделя больше не отстаёт от плана")
    news = [
        {
            "title": one.title,
            "link": one.address,
            "why": one.why,
            "todo": one.todo,
            "page": page.name,
            "at": minute(office.local(one.published_at)),
        }
        for page in found
        for one in page.news
    ]
    pages = plural(len(found), "странице", "страницах", "страницах")
    values = {
        "organisation": office.organisation.name,
        "behind": [f"{one.name}: {one.why}" for one in found],
        "news": news[:_MOST],
        "more": max(len(news) - _MOST, 0),
        "at": minute(office.local(now)),
        "zone": office.organisation.time_zone,
    }
    return Draft(
        subject=f"План недели: постов мало на {pages}, {day_words(office.local(now))}",
        text=render("letters/plan.txt", **values),
        html=render("letters/plan.html", **values),
        to=(reader.mail,),
    )


def _readers(office: Organisation, now: datetime, today: date) -> list[Official]:
    """The head of the department from Friday on, or if there is no specialist."""
    specialists = office.acting(now, Office.SPECIALIST)
    heads = office.acting(now, Office.IT_HEAD)
    return [*specialists, *heads] if today.weekday() >= _FRIDAY or not specialists else specialists
