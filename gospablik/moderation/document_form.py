"""The form «Решение документом» (4.3): a paper about an open case, or the scan of one entered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.moderation.answering import closed
from gospablik.moderation.block_case import BlockCase, case_of
from gospablik.moderation.decided import is_head, last_decision, why_final
from gospablik.moderation.papers import Paper, bring_scan, decide_by_document
from gospablik.moderation.questions import end_question, locked, open_by_hand
from gospablik.moderation.review_case import titles
from gospablik.moderation.scans import Scan
from gospablik.organisation import Organisation
from gospablik.store.decisions import Decision, Document, Proposal, ProposalStage
from gospablik.store.review import Question, Stage, Topic

NOT_DONE = "Не сделано: ничего не записано."


@dataclass(frozen=True, slots=True)
class DocumentCase:
    """The form. `signers`: heads and deputies of the file, whenever in office; `brings`: the

    document whose scan alone is asked for, empty if a decision is.
    """

    question_id: int
    round: int
    case: BlockCase
    signers: tuple[tuple[str, str], ...]
    officials: tuple[tuple[str, str], ...]
    brings: str


def open_document(
    session: Session, office: Organisation, case_number: int, *, run: str, now: datetime
) -> int:
    """Write the question of that run about the case of that number; 0: the only open one.

    Answers its id. Raises OfficeError if a document can say nothing of that case, or nobody may
    enter it.
    """
    fitting = _fitting(session, office, now)
    open_ones = [case.id for case in fitting if case.stage is ProposalStage.OPEN]
    of_none = open_ones[0] if len(open_ones) == 1 else 0
    number = case_number or of_none
    if number not in [case.id for case in fitting]:
        listed = ", ".join(f"№ {case.id}" for case in fitting) or "таких дел нет"
        raise OfficeError(
            f"Дело не выбрано. Решить документом или принести скан можно по делам: {listed}.",
            not_done="ничего не записано.",
            next_step="впишите номер дела из письма «Предложение о блокировке»; дело могло быть"
            " решено или закрыто.",
        )
    question = open_by_hand(
        session, office, Topic.DOCUMENT, run, now, lacking="", not_done="документ не записан."
    )
    question.proposal_id = number
    session.flush()
    return question.id


def document_case(session: Session, office: Organisation, question_id: int) -> DocumentCase:
    """The form, rebuilt from its rows: the same before and after it was answered."""
    question = session.get_one(Question, question_id)
    proposal = session.get_one(Proposal, question.proposal_id)
    signers = [one.key for one in office.official if one.office.decides_blocks]
    paper = _without_scan(session, proposal.id, question.asked_at)
    return DocumentCase(
        question_id=question.id,
        round=question.round,
        case=case_of(session, office, proposal),
        signers=titles(office, signers),
        officials=titles(office, question.officials),
        brings=f"№ {paper.number} от {paper.dated:%d.%m.%Y}" if paper else "",
    )


def answer_document(
    session: Session,
    office: Organisation,
    case: DocumentCase,
    said: Paper | Scan | None,
    *,
    by: str,
    now: datetime,
) -> str | None:
    """Take what was entered, by that official (a key): a paper, or a scan. None, or why not.

    The same answer once more (the run was killed after it) is no refusal.
    """
    question = locked(session, case.question_id)
    if question is None:
        return f"такого вопроса нет. {NOT_DONE}"
    answered = question.stage is Stage.ANSWERED and question.answered_by == by
    late = None if answered else closed(office, question, case.round, now)
    if late or by not in question.officials:
        return f"{late or 'вопрос задан не этому лицу'}. {NOT_DONE}"
    number = case.case.proposal_id
    if isinstance(said, Paper):
        refused = decide_by_document(session, office, number, said, now).refused
    else:
        refused = bring_scan(session, office, number, said, now)
        refused = refused and f"{refused}. {NOT_DONE}"
    if refused is None and not answered:
        end_question(session, question, Stage.ANSWERED, "документ записан", now, by=by)
    return refused


def _fitting(session: Session, office: Organisation, now: datetime) -> list[Proposal]:
    """Cases that are open, may be decided otherwise by the head, or lack their document's scan."""
    cases = session.scalars(
        select(Proposal)
        .filter_by(organisation=office.key)
        .where(Proposal.stage.in_((ProposalStage.OPEN, ProposalStage.DECIDED)))
        .order_by(Proposal.id)
    ).all()
    return [case for case in cases if _fits(session, office, case, now)]


def _fits(session: Session, office: Organisation, case: Proposal, now: datetime) -> bool:
    if case.stage is ProposalStage.OPEN:
        return case.until > now
    decision = last_decision(session, case.id)
    if decision is None:
        return False
    lacks = decision.document is not None and decision.document.scan_sha256 is None
    heads = any(is_head(one) for one in office.official)
    return lacks or (heads and why_final(session, office, decision, now) is None)


def _without_scan(session: Session, proposal_id: int, asked_at: datetime) -> Document | None:
    """The document that lacked its scan when that was asked, whatever was brought since."""
    decision = session.scalars(
        select(Decision)
        .filter_by(proposal_id=proposal_id)
        .where(Decision.decided_at <= asked_at)
        .order_by(Decision.number.desc())
    ).first()
    document: Document | None = decision.document if decision else None
    if document is None:
        return None
    brought = document.scan_brought_at
    return document if brought is None or brought >= asked_at else None
