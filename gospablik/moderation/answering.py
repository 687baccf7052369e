"""Whether a form may still be answered, and by whom.

The forms about comments, held posts and vanished news share `closed`, the latter two `not_asked`.
"""

from datetime import datetime

from gospablik.moderation.questions import reviewers
from gospablik.organisation import Organisation
from gospablik.store.review import Question, Stage

_SHORTEST_REASON = 3


def closed(office: Organisation, question: Question, round: int, now: datetime) -> str | None:
    """Why an answer to that round comes too late, in Russian; None if it does not."""
    if question.stage is Stage.ANSWERED:
        return "на этот вопрос уже ответили; второй ответ не принят"
    if question.stage is Stage.WITHDRAWN:
        return f"вопрос отозван ({question.ended_because})"
    if question.round != round:
        return "форма устарела: вопрос задан заново, откройте новую форму"
    if question.until <= now:
        return f"срок ответа вышел {office.local(question.until):%d.%m.%Y %H:%M}"
    return None


def not_asked(office: Organisation, question: Question, by: str, now: datetime) -> str | None:
    """Why that official (a key) may not answer the question, in Russian; None if they may."""
    why = not_acting(office, by, now)
    return why or (None if by in question.officials else "вопрос задан не этому лицу")


def not_acting(office: Organisation, by: str, now: datetime) -> str | None:
    """Why that official (a key) may decide nothing now, in Russian; None if they may."""
    acting = by in [official.key for official in reviewers(office, now)]
    return None if acting else "полномочия этого лица сегодня не действуют"


def is_told(reason: str) -> bool:
    """Whether these are words and no mere mark in a field that asks why: three letters at least."""
    return sum(map(str.isalnum, reason)) >= _SHORTEST_REASON
