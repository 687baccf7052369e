"""A person points at a comment that the detector passed by: no removal past the proof (4.2)."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.moderation.answering import is_told, not_acting
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.named import Unknown, by_address
from gospablik.moderation.proof import may_act
from gospablik.organisation import Organisation
from gospablik.regulation import Ground
from gospablik.store.comments import Comment, Finding
from gospablik.store.once import insert_once
from gospablik.store.review import Ruling

POINTED = "pointed"
"""The rule of such a finding; its ground is a guess, the one who rules names the true one."""


def is_pointed() -> ColumnElement[bool]:
    """For a query over findings: whether a person said so and no list of words."""
    return Finding.rule == POINTED


def point_out(
    session: Session,
    office: Organisation,
    named: str,
    *,
    reason: str,
    official_key: str,
    now: datetime,
) -> Comment:
    """Put the comment of that address or number before the specialist, whatever the lists say.

    Pointed at twice, it waits once. Raises OfficeError, in words for whoever typed it.
    """
    lapsed = not_acting(office, official_key, now)
    if lapsed:
        raise _refusal(lapsed, "выберите действующее лицо.")
    words = " ".join(reason.split())
    if not is_told(words):
        raise _refusal("не сказано, что не так", "напишите одной фразой, что Вы увидели.")
    comment = by_address(session, office, named)
    if isinstance(comment, Unknown):
        raise _refusal(comment.why, comment.todo)
    problem = _problem(session, office, comment)
    if problem:
        raise _refusal(*problem)
    insert_once(
        session,
        Finding,
        version_id=comment.latest.id,
        rule=POINTED,
        ground=Ground.RULES,
        reason=f"указано человеком ({office.title_of(official_key)}): {words}",
        found_at=now,
        urgent=False,
    )
    return comment


def _problem(session: Session, office: Organisation, comment: Comment) -> tuple[str, str] | None:
    """Why there is nothing to rule on, and what to do then."""
    if comment.gone_at is not None:
        return "на странице его уже нет", "ничего; что с ним, скажет «Куда делся комментарий»."
    if comment.latest.text == ERASED:
        return "его слова стёрты по сроку хранения", "удалите его на странице, если это нужно."
    if not may_act(office, comment.page):
        return "на этой странице программа сейчас не действует", "решите о нём на самой странице."
    ruled = exists().where(Ruling.version_id == comment.latest.id, Ruling.annulled_at.is_(None))
    if session.scalar(select(ruled)):
        return "об этом тексте уже решено", "посмотрите решение в «Куда делся комментарий»."
    return None


def _refusal(why: str, todo: str) -> OfficeError:
    return OfficeError(
        f"На разбор не передано: {why}.", not_done="вопрос о комментарии не задан.", next_step=todo
    )
