"""What keeps a decision from being written (clause 4.3): each answers in Russian, None if fine."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from gospablik.moderation.block_case import MOST_DAYS
from gospablik.moderation.decided import LATE, is_head, last_decision, waits, why_final
from gospablik.moderation.evidence import evidence_now
from gospablik.moderation.impartiality import why_barred
from gospablik.moderation.said import Said
from gospablik.organisation import Official, Organisation
from gospablik.store.decisions import DecisionVerdict, Proposal, ProposalStage
from gospablik.store.review import Question, Stage


def closed(question: Question, proposal: Proposal, now: datetime) -> str | None:
    """Why a case that waits for its first decision takes none."""
    if question.stage is Stage.ANSWERED:
        return LATE
    if question.stage is Stage.WITHDRAWN:
        return f"вопрос отозван ({question.ended_because or 'предложение закрыто'})"
    return not_open(proposal, now)


def not_open(proposal: Proposal, now: datetime) -> str | None:
    """The same of the case alone."""
    if proposal.stage is not ProposalStage.OPEN:
        return "вопрос отозван (предложение закрыто)"
    return "срок решения вышел, автор не заблокирован" if proposal.until <= now else None


def settled(
    session: Session, office: Organisation, proposal: Proposal, official_key: str, now: datetime
) -> str | None:
    """Why a decided case is not decided otherwise by that official."""
    last = last_decision(session, proposal.id, lock=True)
    if last is None:
        return "вопрос отозван (предложение закрыто)"
    official = find(office, official_key)
    if official is None or not is_head(official):
        stop = "; чтобы остановить блокировку, нужно слово СТОП" if waits(session, last) else ""
        return f"{LATE}: решить иначе может только Глава{stop}"
    return why_final(session, office, last, now)


def unentitled(
    session: Session, office: Organisation, proposal: Proposal, official_key: str, day: date
) -> str | None:
    """Why that official may not decide the case on that day of the organisation's calendar."""
    official = find(office, official_key)
    if official is None:
        return f"должностного лица с ключом «{official_key}» в organisation.toml нет"
    if not official.office.decides_blocks:
        return f"о блокировке решают Глава и заместители (п. 4.3), а это {official.title}"
    if not official.acting(day):
        return f"полномочия не действуют {day:%d.%m.%Y}: {official.title}"
    why = why_barred(session, office, proposal.rulings, official, day)
    return f"{official.title}: {why}; решить должен другой" if why else None


def incomplete(said: Said, *, for_ever: bool = False) -> str | None:
    """What an answer lacks; `for_ever`: it may name no days, for a block without an end."""
    if said.verdict is None:
        return "не выбрано, блокировать или нет"
    if not said.reason:
        return "не указана причина решения"
    if said.verdict is DecisionVerdict.REFUSE or (for_ever and said.days is None):
        return None
    if not 1 <= (said.days or 0) <= MOST_DAYS:
        return f"срок блокировки — от 1 до {MOST_DAYS} дней, а указано: {said.days}"
    return None


def evidence_changed(session: Session, proposal: Proposal) -> str | None:
    """Whether the case is not any more what was put before the officials."""
    if evidence_now(session, proposal) == proposal.evidence:
        return None
    return "нарушения или доказательства изменились после открытия дела, оно будет снято"


def find(office: Organisation, official_key: str) -> Official | None:
    """The official of that key, if the file names one."""
    return next((one for one in office.official if one.key == official_key), None)
