"""Proposals to block: opened by a repeated violation and tied to its proofs."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.moderation.case_letters import order_case_letters
from gospablik.moderation.evidence import deciders, evidence_now, evidence_of
from gospablik.moderation.impartiality import barred, impartial
from gospablik.moderation.in_force import in_force
from gospablik.moderation.proof import may_act
from gospablik.moderation.questions import put, withdraw
from gospablik.moderation.violations import Violation, repeat, standing
from gospablik.organisation import Official, Organisation
from gospablik.store.comments import Comment
from gospablik.store.decisions import Decision, Proposal, ProposalStage
from gospablik.store.once import insert_once
from gospablik.store.review import Proof, Question, Ruling, Stage, Topic, Verdict
from gospablik.working_time import after_working_days

__all__ = [
    "deciders",
    "evidence_now",
    "locked_proposal",
    "open_proposals",
    "order_case_letters",
    "require_deciders",
]

TERM = 10
"""Working days until an undecided proposal lapses: not blocked."""


def open_proposals(session: Session, office: Organisation, now: datetime) -> list[int]:
    """Open a proposal for each repeated violator; answers the ids of the questions asked.

    Not while one is open or a block is in force, not twice on the same evidence, not on a page
    in «наблюдение», not where nobody may decide (`require_deciders` tells of that).
    """
    questions = _asked_anew(session, office, now)
    for author_id, rulings in _cases(session, office, now):
        officials = impartial(session, office, rulings, now)
        if not officials:
            continue
        question = _open(session, office, author_id, rulings=rulings, officials=officials, now=now)
        if question:
            questions.append(question)
    return questions


def require_deciders(session: Session, office: Organisation, now: datetime) -> None:
    """Raise OfficeError if a case waits, opened or not, that nobody acting may decide."""
    opened = session.scalars(
        select(Proposal).filter_by(organisation=office.key, stage=ProposalStage.OPEN)
    )
    cases = [tuple(proposal.rulings) for proposal in opened if may_act(office, proposal.page)]
    cases += [rulings for _, rulings in _cases(session, office, now)]
    left = [rulings for rulings in cases if not impartial(session, office, rulings, now)]
    if left:
        kept_out = {one.words: None for case in left for one in barred(session, office, case, now)}
        raise _nobody(len(left), list(kept_out))


def locked_proposal(session: Session, proposal_id: int) -> Proposal:
    """The proposal as it is now, held against other writers until the transaction ends."""
    return session.get_one(Proposal, proposal_id, with_for_update=True, populate_existing=True)


def _cases(
    session: Session, office: Organisation, now: datetime
) -> list[tuple[int, tuple[int, ...]]]:
    """(author, rulings) of each case that may be opened."""
    return [(author, case) for author in _suspects(session, office)
            if (case := _case(session, author, now))]  # fmt: skip


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
    violations = standing(session, author_id)
    rulings = repeat(violations)
    if rulings is None:
        return None
    earlier = session.scalars(select(Proposal).filter_by(author_id=author_id)).all()
    evidence = evidence_of(session, rulings)
    for proposal in earlier:
        if (
            proposal.stage is ProposalStage.OPEN
            or proposal.evidence == evidence
            or _is_settled(proposal, violations)
        ):
            return None
    blocked = session.scalars(
        select(Decision.id)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .where(Proposal.author_id == author_id, in_force(now))
    ).first()
    return None if blocked or evidence is None else rulings


def _is_settled(proposal: Proposal, violations: Sequence[Violation]) -> bool:
    """Whether each of these was before the officials already; one more copy is nothing new.

    A case that lapsed since one of its rulings was annulled is not settled.
    """
    seen, stand = set(proposal.rulings), {one for v in violations for one in v.rulings}
    if proposal.stage is ProposalStage.LAPSED and not seen <= stand:
        return False
    return all(not seen.isdisjoint(violation.rulings) for violation in violations)


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
    """Ask again about open proposals whose question was withdrawn or names other than may decide.

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
        if proposal.stage is not ProposalStage.OPEN or not may_act(office, proposal.page):
            continue
        rulings = tuple(proposal.rulings)
        officials = impartial(session, office, rulings, now)
        kept_out = {one.official.key for one in barred(session, office, rulings, now)}
        if question and asks_the_right(question, officials, kept_out):
            continue
        if question:
            withdraw(session, question.id, "изменился круг тех, кто вправе решить", now)
        if officials:
            questions.append(_ask(session, office, proposal, officials, now))
    return questions


def asks_the_right(question: Question, officials: list[Official], kept_out: set[str]) -> bool:
    """All who may decide are asked, and none who may not for the sake of the case."""
    asked = set(question.officials)
    return {official.key for official in officials} <= asked and asked.isdisjoint(kept_out)


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


def _nobody(cases: int, kept_out: list[str]) -> OfficeError:
    which = "случай" if cases == 1 else f"случаи ({cases})"
    if kept_out:
        who = f"решить некому. {' '.join(kept_out)}"
    else:
        who = "Главы или заместителя, чьи полномочия действуют, нет."
    return OfficeError(
        f"Есть {which} для блокировки, а {who}",
        not_done="вопрос никому не задан, никто не заблокирован.",
        next_step="назначьте исполняющего обязанности заместителя главы, которого дело не касается,"
        " и впишите его в [[official]] organisation.toml (since и until по распоряжению). Если"
        " решит вышестоящее лицо, исполните решение вручную: программа такого не примет.",
    )
