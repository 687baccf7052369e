"""A town where residents ask, and what is done with their questions."""

from gospablik.moderation.asking.answers import AnswersWritten, Chosen, answer_questions
from gospablik.moderation.asking.case import AnswerCase, answer_case
from gospablik.moderation.asking.questions import (
    open_answers,
    withdraw_answered,
)
from gospablik.moderation.asking.shown import Queue, question_queue
from gospablik.moderation.questions import withdraw_old
from gospablik.store.answers import Closed, ResidentQuestion
from gospablik.store.review import Question, Topic
from tests.gospablik.moderation.town import Town, written

WATER = "Когда дадут воду на Лесной?"
PASSED, APPEAL = "ответить: передали в службу", "ответить: как подать обращение (59-ФЗ)"
PUBLISHED, OWN = "ответить: ответ есть в публикации", "ответить: своими словами"
RUDE = "Идиоты, когда вывезут мусор?"


def ask(town: Town) -> list[Question]:
    with town.store.write() as session:
        withdraw_old(session, town.office, town.now)
        withdraw_answered(session, town.office, town.now)
        open_answers(session, town.office, town.now)
    return town.questions(Topic.ANSWER)


def say(town: Town, question: Question, *said: Chosen, by: str = "spec") -> AnswersWritten:
    answers = dict(enumerate(said, 1))
    with town.store.write() as session:
        return answer_questions(
            session, town.office, question.id, question.round, answers, by, town.now
        )


def queue(town: Town) -> Queue:
    with town.store.read() as session:
        return question_queue(session, town.office, town.now)


def case_of(town: Town, question: Question) -> AnswerCase:
    with town.store.read() as session:
        return answer_case(session, town.office, question.id)


def closed(town: Town) -> list[Closed | None]:
    with town.store.read() as session:
        return [row.closed_how for row in session.query(ResidentQuestion).order_by("id")]


def page_writes(town: Town, number: int, text: str, **more: object) -> None:
    town.later(minutes=1)
    town.wall.standing[str(number)] = written(number, text, -7, town.now, **more)
    town.harvest()
