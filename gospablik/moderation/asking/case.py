"""What the form «Ответы жителям» shows: rebuilt from the question's row, each time the same."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.moderation.asking.questions import Place, asked_in
from gospablik.moderation.asking.queue import waited
from gospablik.moderation.asking.ready import choices, ready, sample_text
from gospablik.moderation.asking.standing import answered_before
from gospablik.moderation.asking.topics import theme_of
from gospablik.moderation.links import comment_link, one_line, page_name, page_of
from gospablik.moderation.posts_under import under_words
from gospablik.moderation.review_case import titles
from gospablik.organisation import Organisation
from gospablik.store.review import Question


@dataclass(frozen=True, slots=True)
class AskedOnForm:
    """One question. `asked_at` is local; `text` and `author` are a resident's, never markup.

    `waits`: in working hours, None if they are not known; `before`: the day of the answer that
    the author got about the same topic, if any.
    """

    position: int
    author: str
    asked_at: datetime
    waits: timedelta | None
    text: str
    topic: str
    page: str
    post: str
    link: str
    before: datetime | None


@dataclass(frozen=True, slots=True)
class AnswerCase:
    """The whole form. `officials`: (key, title) of those who may answer; `until` is local.

    `samples`: (title, text) of each ready answer.
    """

    question_id: int
    round: int
    officials: tuple[tuple[str, str], ...]
    until: datetime
    choices: tuple[str, ...]
    samples: tuple[tuple[str, str], ...]
    items: tuple[AskedOnForm, ...]


def answer_case(session: Session, office: Organisation, question_id: int) -> AnswerCase:
    """The form of that question. Raises NoResultFound if there is no such question."""
    question = session.get_one(Question, question_id)
    places = asked_in(session, question)
    return AnswerCase(
        question_id=question.id,
        round=question.round,
        officials=titles(office, question.officials),
        until=office.local(question.until),
        choices=tuple(choices(office)),
        samples=tuple(
            (one.title, sample_text(office, one, places[0].asked)) for one in ready(office)
        ),
        items=tuple(
            _item(session, office, number, place, question.asked_at)
            for number, place in enumerate(places, 1)
        ),
    )


def _item(
    session: Session, office: Organisation, position: int, place: Place, now: datetime
) -> AskedOnForm:
    row, comment = place.asked, place.asked.comment
    before = answered_before(session, row, now)
    return AskedOnForm(
        position=position,
        author=one_line(comment.author.name),
        asked_at=office.local(row.asked_at),
        waits=waited(office, row.asked_at, now),
        text=place.version.text,
        topic=theme_of(row.topic).name,
        page=page_name(office, comment.page),
        post=under_words(session, comment),
        link=comment_link(page_of(office, comment.page), comment),
        before=office.local(before.made_at) if before else None,
    )
