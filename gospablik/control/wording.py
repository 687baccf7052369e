"""The form «Описание страницы»: the official wording put before what stands there (clause 3.5)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.ledger import book
from gospablik.moderation.answering import not_acting
from gospablik.moderation.links import page_of
from gospablik.moderation.proof import may_act
from gospablik.moderation.questions import end_question, locked, open_by_hand
from gospablik.networks.limits import TEXT
from gospablik.organisation import Organisation, Page
from gospablik.page import NETWORK_NAMES
from gospablik.store.tables import Kind, Question, Stage, Topic, Wording
from gospablik.templates import in_quotes, plural


@dataclass(frozen=True, slots=True)
class WordingCase:
    """One form. `officials`: (key, title) of those who may agree; `text`: what would stand."""

    question_id: int
    page: str
    page_name: str
    before: str
    text: str
    officials: tuple[tuple[str, str], ...]


def form_of(session: Session, office: Organisation, run: str) -> int | None:
    """The question that this run asks already, whatever became of it."""
    return session.scalar(
        select(Question.id).filter_by(organisation=office.key, topic=Topic.DESCRIBE, run=run)
    )


def open_wording(
    session: Session,
    office: Organisation,
    page: Page,
    description: str,
    *,
    run: str,
    now: datetime,
) -> int:
    """Write the question of that run: `description` as it stands, and with the wording before it.

    Raises OfficeError when the page may not be touched, the text does not fit or nobody is acting
    who may agree.
    """
    text = f"{page.official_wording}\n\n{description}".strip()
    _require_sense(office, page, text, now)
    question = open_by_hand(
        session,
        office,
        Topic.DESCRIBE,
        run,
        now,
        lacking="",
        not_done="вопрос об описании не задан, описание не изменено.",
    )
    session.add(
        Wording(
            organisation=office.key,
            page=page.key,
            question_id=question.id,
            wording=page.official_wording,
            before=description,
            text=text,
        )
    )
    session.flush()
    return question.id


def wording_case(session: Session, office: Organisation, question_id: int) -> WordingCase:
    """The form, rebuilt from its rows."""
    question = session.get_one(Question, question_id)
    row = _row(session, question_id)
    page = page_of(office, row.page)
    return WordingCase(
        question_id,
        row.page,
        page.name if page else row.page,
        row.before,
        row.text,
        tuple((key, office.official_by_key(key).title) for key in question.officials),
    )


def answer_wording(
    session: Session,
    office: Organisation,
    question_id: int,
    *,
    official_key: str,
    agreed: bool,
    now: datetime,
) -> str | None:
    """Write what the official says; an assent orders the change. None, or why nothing changed."""
    question = locked(session, question_id)
    if question is None or question.stage is not Stage.OPEN:
        return "на эту форму уже ответили или она снята. Не сделано: ничего не изменено."
    row = _row(session, question_id)
    lapsed = not_acting(office, official_key, now)
    if lapsed:
        return f"{lapsed}. Не сделано: описание не изменено."
    if agreed and not may_act(office, row.page, now):
        return "на этой странице программа не действует. Не сделано: описание не изменено."
    if agreed:
        book.record(
            session,
            organisation=office.key,
            kind=Kind.DESCRIBE,
            page=row.page,
            subject=str(row.id),
            now=now,
        )
    why = "текст записать" if agreed else "оставить как есть"
    end_question(session, question, Stage.ANSWERED, why, now, by=official_key)
    return None


def _row(session: Session, question_id: int) -> Wording:
    return session.scalars(select(Wording).filter_by(question_id=question_id)).one()


def _require_sense(office: Organisation, page: Page, text: str, now: datetime) -> None:
    name = in_quotes(page.name)
    if not may_act(office, page.key, now):
        raise OfficeError(
            f"Страница {name} в режиме «наблюдение» или приостановлена.",
            not_done="описание не изменено, вопрос не задан.",
            next_step="допишите формулировку в описание вручную или смените режим страницы.",
        )
    limits = TEXT[page.network]
    over = limits.length(text) - limits.description if limits.description else 0
    if over > 0:
        raise OfficeError(
            f"Формулировка и нынешнее описание страницы {name} вместе длиннее, чем принимает "
            f"{NETWORK_NAMES[page.network]}: {limits.length(text)} из {limits.description}.",
            not_done="описание не изменено, вопрос не задан: нынешний текст программа не режет.",
            next_step="сократите описание на странице вручную на "
            f"{plural(over, 'знак', 'знака', 'знаков')} и запустите снова.",
        )
