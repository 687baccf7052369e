"""Posts that wait for hours though nothing holds them back are written of (clause 3.2)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.control.alarm_causes import Cause
from gospablik.control.last_checks import newest
from gospablik.control.rules import SITE_READ
from gospablik.control.standing import Look, named
from gospablik.moderation.links import one_line, page_of
from gospablik.moderation.proof import may_act
from gospablik.organisation import Organisation
from gospablik.store.tables import Action, Kind, State
from gospablik.templates import minute, plural

_look = partial(Look, cause=Cause.PUBLISHING, subject="publishing")

STUCK = timedelta(hours=3)
FIRST_PASS = 8
"""The local hour of the day's first «Публикация», see prefect.yaml."""
_WAITING = (State.DUE, State.CLAIMED, State.UNKNOWN)
_WAITS_SINCE = func.coalesce(Action.first_claimed_at, Action.not_before)
"""Since the first try: what a network puts off gets a later `not_before` each time."""
_KINDS = (Kind.PUBLISH, Kind.REPOST, Kind.ATTACH)
_MOST = 5


def publishing(session: Session, office: Organisation, now: datetime) -> Look:
    """What has waited for three hours of passes; also that no pass has come for so long."""
    since = now - STUCK
    rows = session.scalars(
        select(Action)
        .where(
            Action.organisation == office.key,
            Action.kind.in_(_KINDS),
            Action.state.in_(_WAITING),
            _WAITS_SINCE <= since,  # noqa: SIM300 (a column)
        )
        .order_by(_WAITS_SINCE, Action.id)
    ).all()
    stuck = [row for row in rows if may_act(office, row.page, now)]
    last = newest(session, office, SITE_READ, now)
    tried = last.checked_at if last else None
    return judge(office, stuck, tried, now)


def judge(
    office: Organisation, stuck: Sequence[Action], tried: datetime | None, now: datetime
) -> Look:
    """Over the actions that wait and the newest pass that read the site, if there was one. Pure.

    Of the night's passes, which there are none, nothing is expected.
    """
    if office.organisation.stop_all:
        return _look(wrong=None, words="всё остановлено (stop_all): ничего и не публикуется")
    if tried is None:
        return _look(wrong=None, words="ни одной «Публикации» ещё не было")
    no_pass = now - tried > STUCK
    if (no_pass or stuck) and office.local(now).hour < FIRST_PASS + STUCK // timedelta(hours=1):
        return _look(wrong=None, words="ночью и утром не спрашивается: «Публикация» идёт с 8 часов")
    if no_pass:
        return _no_pass(office, tried)
    if stuck:
        return _waiting(office, stuck)
    return _look(
        wrong=False,
        words="ничего не ждёт дольше трёх часов",
        over="Проходы «Публикации» идут, ничего больше не ждёт дольше трёх часов.",
    )


def _no_pass(office: Organisation, tried: datetime) -> Look:
    when = minute(office.local(tried))
    text = "\n\n".join(
        [
            f"Последняя «Публикация» читала сайт {when}, с тех пор проходов не было, хотя они идут"
            " каждые 15 минут.",
            "Не сделано: новости сайта, вышедшие с тех пор, на страницах не опубликованы (п. 3.2).",
            "Что делать: в Prefect, раздел Deployments, включите расписание «Публикация», если его"
            " выключили, и запустите её (Run). Не помогло — журналы server.log и worker.log."
            " Когда проход закончится, придёт отбой.",
        ]
    )
    return _look(
        wrong=True,
        words=f"проходов не было с {when}",
        headline="«Публикация» не запускается",
        text=text,
    )


def _waiting(office: Organisation, stuck: Sequence[Action]) -> Look:
    many = plural(len(stuck), "действие ждёт", "действия ждут", "действий ждут")
    lines = [
        f"— {_page(office, row)}: {row.kind.words}, {row.state.words} с"
        f" {minute(office.local(row.first_claimed_at or row.not_before))}{_because(row)}"
        for row in stuck[:_MOST]
    ]
    if len(stuck) > _MOST:
        lines.append(f"— и ещё: {len(stuck) - _MOST}")
    text = "\n\n".join(
        [
            f"{many} публикации дольше трёх часов, хотя ничто не держит:\n" + "\n".join(lines),
            "Не сделано: этого на страницах нет или об этом ничего не известно (п. 3.2)."
            " Программа пробует снова при каждом проходе.",
            "Что делать: устраните названную причину (ключ, сеть). Вручную эти посты не размещайте:"
            " когда причина исчезнет, программа опубликует их сама, и вышло бы дважды. Где исход"
            " неизвестен, посмотрите на странице, вышел ли пост. Когда ничего не будет ждать,"
            " придёт отбой.",
        ]
    )
    words = f"{many} дольше трёх часов"
    return _look(wrong=True, words=words, headline="Публикация стоит", text=text)


def _because(row: Action) -> str:
    return f" ({one_line(row.why, 200)})" if row.why else ""


def _page(office: Organisation, row: Action) -> str:
    page = page_of(office, row.page)
    return named(page) if page else row.page
