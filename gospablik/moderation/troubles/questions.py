"""Whom to ask whether the ready answer goes out, and when the question has lost its point."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.detection.distress.trouble import Trouble
from gospablik.moderation.questions import must_act, open_count, open_questions, put, withdraw
from gospablik.moderation.troubles.standing import TERM, gone_because, not_asked_because
from gospablik.organisation import Organisation
from gospablik.store.review import Topic
from gospablik.store.troubles import ToldTrouble

BATCH = 10
"""Comments of one form: of one page and one kind of trouble."""
OPEN_AT_ONCE = 10
"""Forms open at the same time: a flood of comments must not become a flood of waiting runs."""


def open_troubles(session: Session, office: Organisation, now: datetime) -> list[int]:
    """Ask about troubles of the last hours that no form has asked about; the new questions' ids.

    Whether or not the letter went. Not about a page in «наблюдение», not about what was found
    late, is gone or was reworded. The gravest first. Call it in a transaction of its own: raises
    OfficeError, and asks nothing, when nobody is acting who may answer.
    """
    room = OPEN_AT_ONCE - open_count(session, office, Topic.TROUBLE)
    waiting = _waiting(session, office, now) if room > 0 else []
    if not waiting:
        return []
    officials = must_act(
        office,
        now,
        lacking=f"Ответа ждут комментарии о беде ({len(waiting)})",
        not_done="вопрос о готовом ответе не задан, жителям не отвечено; письмо дежурному"
        " отправляется само.",
    )
    opened = []
    for batch in list(_batches(waiting))[:room]:
        question = put(session, office, Topic.TROUBLE, officials, now=now, until=now + TERM)
        for trouble in batch:
            trouble.question_id = question.id
        session.flush()
        opened.append(question.id)
    return opened


def withdraw_pointless(session: Session, office: Organisation, now: datetime) -> None:
    """Withdraw each form of which no comment is left to be answered, with the reason."""
    for question in open_questions(session, office):
        if question.topic is Topic.TROUBLE:
            reasons = [gone_because(session, office, one) for one in asked(session, question.id)]
            if all(reasons):
                withdraw(session, question.id, reasons[0] or "", now)


def asked(session: Session, question_id: int) -> Sequence[ToldTrouble]:
    """What that form asks about, in its order."""
    return session.scalars(
        select(ToldTrouble).filter_by(question_id=question_id).order_by(ToldTrouble.id)
    ).all()


def _waiting(session: Session, office: Organisation, now: datetime) -> list[ToldTrouble]:
    # Held until the transaction ends: two passes at once must not ask about one comment twice.
    rows = session.scalars(
        select(ToldTrouble)
        .where(
            ToldTrouble.organisation == office.key,
            ToldTrouble.question_id.is_(None),
            ToldTrouble.late.is_(False),
            ToldTrouble.told_at > now - TERM,
        )
        .order_by(ToldTrouble.id)
        .with_for_update()
    ).all()
    return [row for row in rows if not_asked_because(session, office, row, now) is None]


def _batches(waiting: Sequence[ToldTrouble]) -> Iterator[list[ToldTrouble]]:
    order = list(Trouble.__members__)

    def of_form(one: ToldTrouble) -> tuple[int, str, str]:
        return order.index(one.kind), one.kind, one.comment.page

    for _, group in groupby(sorted(waiting, key=of_form), key=of_form):
        same = list(group)
        for start in range(0, len(same), BATCH):
            yield same[start : start + BATCH]
