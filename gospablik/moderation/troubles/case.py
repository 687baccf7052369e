"""What the form «Беда» shows: rebuilt from the question's rows, each time the same."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.moderation.links import comment_link, one_line, page_name, page_of
from gospablik.moderation.review_case import titles
from gospablik.moderation.troubles.questions import asked
from gospablik.moderation.troubles.standing import Word, found_words, kind_words, word_to_duty
from gospablik.organisation import Organisation
from gospablik.store.review import Question
from gospablik.store.troubles import ToldTrouble

YES, NO = "да", "нет"


@dataclass(frozen=True, slots=True)
class TroubleOnForm:
    """One comment. `told_at` is local; `text` and `author` are a resident's, never markup."""

    position: int
    trouble_id: int
    what: str
    author: str
    told_at: datetime
    text: str
    why: str
    page: str
    link: str
    reply: str
    word: Word


@dataclass(frozen=True, slots=True)
class TroubleCase:
    """The whole form. `officials`: (key, title) of those who may answer; `until` is local."""

    question_id: int
    round: int
    officials: tuple[tuple[str, str], ...]
    until: datetime
    duty: str
    items: tuple[TroubleOnForm, ...]


def trouble_case(session: Session, office: Organisation, question_id: int) -> TroubleCase:
    """The form of that question. Raises NoResultFound if there is no such question."""
    question = session.get_one(Question, question_id)
    rows = asked(session, question.id)
    return TroubleCase(
        question_id=question.id,
        round=question.round,
        officials=titles(office, question.officials),
        until=office.local(question.until),
        duty=office.mail.duty,
        items=tuple(_item(session, office, place, row) for place, row in enumerate(rows, 1)),
    )


def _item(
    session: Session, office: Organisation, position: int, trouble: ToldTrouble
) -> TroubleOnForm:
    comment = trouble.comment
    return TroubleOnForm(
        position=position,
        trouble_id=trouble.id,
        what=kind_words(trouble.kind),
        author=one_line(comment.author.name),
        told_at=office.local(trouble.told_at),
        text=trouble.version.text,
        why=found_words(trouble),
        page=page_name(office, comment.page),
        link=comment_link(page_of(office, comment.page), comment),
        reply=trouble.reply,
        word=word_to_duty(session, office, trouble),
    )
