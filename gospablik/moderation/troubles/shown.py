"""Troubles as the queue shows them: the letter, the answer, where they stand (clause 4.1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gospablik.moderation.links import comment_link, one_line, page_of
from gospablik.moderation.reply_subjects import TROUBLE
from gospablik.moderation.troubles.standing import Word, kind_words, not_asked_because, word_to_duty
from gospablik.moderation.troubles.words import FORM
from gospablik.organisation import Organisation
from gospablik.store.comments import Comment
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.review import Question, Stage
from gospablik.store.troubles import ToldTrouble

SHOWN_FOR = timedelta(hours=24)
MOST = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """One trouble. `told_at` is local; `answer`: what became of the ready answer, in Russian."""

    what: str
    text: str
    author: str
    link: str
    told_at: datetime
    late: bool
    word: Word
    answer: str


def shown_troubles(
    session: Session, office: Organisation, now: datetime
) -> tuple[list[Shown], int]:
    """What was found in the last day or still waits for an answer, newest first; and how many
    more there are than are shown. Those of suspended pages are left out.
    """
    open_form = select(Question.id).filter_by(stage=Stage.OPEN)
    which = (
        select(ToldTrouble)
        .join(Comment, Comment.id == ToldTrouble.comment_id)
        .where(
            ToldTrouble.organisation == office.key,
            Comment.page.not_in(office.suspended_keys(now)),
            or_(ToldTrouble.found_at > now - SHOWN_FOR, ToldTrouble.question_id.in_(open_form)),
        )
    )
    many = session.scalar(select(func.count()).select_from(which.subquery())) or 0
    newest = which.order_by(ToldTrouble.late, ToldTrouble.told_at.desc(), ToldTrouble.id.desc())
    rows = session.scalars(newest.limit(MOST)).all()
    return [_shown(session, office, row, now) for row in rows], max(many - MOST, 0)


def _shown(session: Session, office: Organisation, row: ToldTrouble, now: datetime) -> Shown:
    return Shown(
        what=kind_words(row.kind),
        text=row.version.text,
        author=one_line(row.comment.author.name),
        link=comment_link(page_of(office, row.comment.page), row.comment),
        told_at=office.local(row.told_at),
        late=row.late,
        word=word_to_duty(session, office, row),
        answer=_answer(session, office, row, now),
    )


def _answer(session: Session, office: Organisation, row: ToldTrouble, now: datetime) -> str:
    if row.agreed is False:
        return f"решено не отвечать: {office.title_of(row.answered_by)}"
    if row.agreed:
        return f"{_sent(session, office, row)}; согласие: {office.title_of(row.answered_by)}"
    question = session.get(Question, row.question_id) if row.question_id else None
    if question and question.stage is Stage.WITHDRAWN:
        return f"не отправлен: {question.ended_because}"
    why = not_asked_because(session, office, row, now)
    if question and question.stage is Stage.ANSWERED:
        return f"«да» не записано: {why or 'в тот момент отвечать было нельзя'}"
    if why:
        return f"не предлагается: {why}"
    return f"ждёт слова: запуск «{FORM}»" + ("" if question else " открывается")


def _sent(session: Session, office: Organisation, row: ToldTrouble) -> str:
    action = session.scalars(
        select(Action).filter_by(
            organisation=office.key, kind=Kind.REPLY, subject=f"{TROUBLE}{row.id}"
        )
    ).first()
    if action is None:
        return "не отправлен"
    if action.state is State.CONFIRMED:
        return f"отправлен {office.local(action.state_since):%d.%m %H:%M}"
    return f"не подтверждён: {action.state.words}"
