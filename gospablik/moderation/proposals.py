"""Proposals to block: opened by a repeated violation, tied to its proofs, lapsing undecided."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.moderation.case_letters import order_case_letters
from gospablik.moderation.codes import CASE_ENDED, void_codes
from gospablik.moderation.evidence import (
    blocks_at,
    deciders,
    evidence_now,
    evidence_of,
    impartial,
)
from gospablik.moderation.proof import may_act
from gospablik.moderation.questions import put, withdraw
from gospablik.moderation.violations import repeat, standing
from gospablik.organisation import Official, Organisation
from gospablik.store.comments import Comment
from gospablik.store.decisions import Decision, Proposal, ProposalStage
from gospablik.store.once import insert_once
from gospablik.store.review import Proof, Question, Ruling, Stage, Topic, Verdict
from gospablik.working_time import after_working_days

__all__ = [
    "deciders",
    "evidence_now",
    "lapse_old",
    "locked_proposal",
    "open_proposals",
    "order_case_letters",
]

TERM = 10
"""Working days until an undecided proposal lapses: not blocked."""


def open_proposals(session: Session, office: Organisation, now: datetime) -> list[int]:
    """Open a proposal for each repeated violator; answers the ids of the questions asked.

    Not while one is open or a block is in force, not twice on the same evidence, not on a page
    in «наблюдение». Raises OfficeError when there is nothing left to open but cases that nobody
    acting may decide; call it in a transaction of its own.
    """
    cases = [(author, case) for author in _suspects(session, office)
             if (case := _case(session, author, now))]  # fmt: skip
    questions = _asked_anew(session, office, now)
    for author_id, rulings in cases:
        officials = impartial(session, office, rulings, now)
        if not officials:
            continue
        question = _open(session, office, author_id, rulings=rulings, officials=officials, now=now)
        if question:
            questions.append(question)
    if cases and not questions and not all(impartial(session, office, c, now) for _, c in cases):
        raise _nobody()
    return questions


def lapse_old(session: Session, office: Organisation, now: datetime) -> list[Proposal]:
    """End proposals whose term is over or whose violations stand no more: not blocked."""
    lapsed = []
    for proposal_id in session.scalars(
        select(Proposal.id)
        .filter_by(organisation=office.key, stage=ProposalStage.OPEN)
        .order_by(Proposal.id)
    ).all():
        question = open_question(session, proposal_id)
        proposal = locked_proposal(session, proposal_id)
        if proposal.stage is not ProposalStage.OPEN:
            continue
        if proposal.until <= now:
            why = "за десять рабочих дней решения не было: автор не заблокирован"
        elif evidence_now(session, proposal) != proposal.evidence:
            why = "нарушения или доказательства изменились: предложение снято"
        else:
            continue
        proposal.stage = ProposalStage.LAPSED
        void_codes(session, proposal.id, CASE_ENDED, now)
        if question:
            withdraw(session, question.id, why, now)
        lapsed.append(proposal)
    session.flush()
    return lapsed


def locked_proposal(session: Session, proposal_id: int) -> Proposal:
    """The proposal as it is now, held against other writers until the transaction ends."""
    return session.get_one(Proposal, proposal_id, with_for_update=True, populate_existing=True)


def _suspects(session: Session, office: Organisation) -> list[int]:
    """Authors with two or more comments ruled to be removed, under seal, on pages run by us."""
    rows = session.scalars(
        select(Comment.author_id)
        .join(Ruling, Ruling.comment_id == Comment.id)
        .join(Proof, Proof.ruling_id == Ruling.id)
        .where(
            Ruling.organisation == office.key,
            Ruling.verdict == Verdict.REMOVE,
            Ruling.annulled_at.is_(None),
            Comment.page.in_([page.key for page in office.page if may_act(office, page.key)]),
        )
        .group_by(Comment.author_id)
        .having(func.count(func.distinct(Comment.id)) > 1)
        .order_by(Comment.author_id)
    )
    return list(rows)


def _case(session: Session, author_id: int, now: datetime) -> tuple[int, ...] | None:
    """The rulings of a case that is not open, decided, lapsed or followed by a block in force."""
    rulings = repeat(standing(session, author_id))
    if rulings is None:
        return None
    earlier = session.scalars(select(Proposal).filter_by(author_id=author_id)).all()
    evidence = evidence_of(session, rulings)
    for proposal in earlier:
        decided = proposal.stage is ProposalStage.DECIDED
        if (
            proposal.stage is ProposalStage.OPEN
            or proposal.evidence == evidence
            or (decided and set(rulings) <= set(proposal.rulings))
        ):
            return None
    in_force = session.scalars(
        select(Decision.id)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .where(
            Proposal.author_id == author_id,
            blocks_at(now),
        )
    ).first()
    return None if in_force or evidence is None else rulings


def _open(
    session: Session,
    office: Organisation,
    author_id: int,
    *,
    rulings: tuple[int, ...],
    officials: list[Official],
    now: datetime,
) -> int | None:
    until = after_working_days(office, now, TERM)
    page = session.get_one(Ruling, rulings[0]).comment.page
    evidence = evidence_of(session, rulings)
    opened = insert_once(
        session,
        Proposal,
        organisation=office.key,
        page=page,
        author_id=author_id,
        rulings=list(rulings),
        evidence=evidence,
        stage=ProposalStage.OPEN,
        opened_at=now,
        until=until,
        wrong_codes=0,
    )
    if not opened:  # another pass was faster
        return None
    proposal = session.scalars(
        select(Proposal).filter_by(author_id=author_id, evidence=evidence)
    ).one()
    return _ask(session, office, proposal, officials, now)


def _ask(
    session: Session,
    office: Organisation,
    proposal: Proposal,
    officials: list[Official],
    now: datetime,
) -> int:
    keys, until = [official.key for official in officials], proposal.until
    question = put(
        session, office, Topic.BLOCK, keys, now=now, until=until, proposal_id=proposal.id
    )
    return question.id


def _asked_anew(session: Session, office: Organisation, now: datetime) -> list[int]:
    """Ask again about open proposals whose question was withdrawn or misses who may decide now.

    Duties begin and end within ten working days; the form shows whom its row names, so there
    has to be another row.
    """
    questions = []
    for proposal_id in session.scalars(
        select(Proposal.id)
        .filter_by(organisation=office.key, stage=ProposalStage.OPEN)
        .where(Proposal.until > now)
        .order_by(Proposal.id)
    ).all():
        question = open_question(session, proposal_id)
        proposal = locked_proposal(session, proposal_id)
        officials = impartial(session, office, tuple(proposal.rulings), now)
        if proposal.stage is not ProposalStage.OPEN or not officials:
            continue
        if not may_act(office, proposal.page):
            continue
        if question and {official.key for official in officials} <= set(question.officials):
            continue
        if question:
            withdraw(session, question.id, "изменился круг тех, кто вправе решить", now)
        questions.append(_ask(session, office, proposal, officials, now))
    return questions


def open_question(session: Session, proposal_id: int) -> Question | None:
    """The open question of a proposal, held against other writers.

    Question first, proposal second: everywhere in this order, or two writers wait for ever.
    """
    return session.scalars(
        select(Question)
        .filter_by(proposal_id=proposal_id, stage=Stage.OPEN, topic=Topic.BLOCK)
        .order_by(Question.id)
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def _nobody() -> OfficeError:
    return OfficeError(
        "Есть случай для блокировки, а Главы или заместителя, чьи полномочия действуют, нет.",
        not_done="предложение не открыто, никто не заблокирован.",
        next_step="проверьте [[official]] в organisation.toml: должности «глава» и"
        " «заместитель главы», сроки since и until.",
    )
