"""Whether a form may still be answered, and by whom.

The forms about comments, held posts and vanished news share `closed`, the latter two `not_asked`.
"""

from datetime import datetime

from gospablik.moderation.questions import reviewers
from gospablik.organisation import Organisation
from gospablik.store.review import Question, Stage


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
    if by not in [official.key for official in reviewers(office, now)]:
        return "полномочия этого лица сегодня не действуют"
    if by not in question.officials:
        return "вопрос задан не этому лицу"
    return None
