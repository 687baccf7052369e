"""The form «Остановить решение»: which decision waits, who may stop it, what they say (4.3)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.moderation.answering import closed
from gospablik.moderation.block_case import BlockCase, case_of
from gospablik.moderation.decided import last_decision, may_change, may_stop
from gospablik.moderation.decision_words import verdict_words
from gospablik.moderation.decisions import decide_otherwise
from gospablik.moderation.evidence import deciders
from gospablik.moderation.questions import end_question, locked, put
from gospablik.moderation.review_case import titles
from gospablik.moderation.said import Said
from gospablik.moderation.stopping import SaidStop, stop_within
from gospablik.organisation import Organisation
from gospablik.store.decisions import Decision, Proposal, ProposalStage
from gospablik.store.review import Question, Stage, Topic
from gospablik.working_time import a_working_day_or_24_hours

NOT_DONE = "Не сделано: решение осталось, каким было."


@dataclass(frozen=True, slots=True)
class StopCase:
    """The form: the case and what was decided of it; times are local."""

    question_id: int
    round: int
    case: BlockCase
    decided: str
    who: str
    reason: str
    decided_at: datetime
    acts_at: datetime
    ended: str
    officials: tuple[tuple[str, str], ...]


def open_stop(
    session: Session, office: Organisation, case_number: int, *, run: str, now: datetime
) -> int:
    """Write the question of that run about the case of that number; 0: the only one that waits.

    Answers the question's id. Raises OfficeError if there is none to stop or to decide otherwise,
    or several.
    """
    waiting = _waiting(session, office, now)
    asked = [one for one in waiting if case_number in (0, one.proposal_id)]
    if len(asked) != 1:
        listed = ", ".join(str(one.proposal_id) for one in waiting)
        what = (
            f"дела, решение по которым ещё можно остановить: {listed}"
            if waiting
            else ("решений, которые ещё можно остановить, нет: они уже действуют или остановлены")
        )
        raise OfficeError(
            f"Дело не выбрано: {what}.",
            not_done="ничего не остановлено.",
            next_step="впишите номер дела из письма «Решение по делу»; начатую блокировку снимают"
            " по «Просьбе о разблокировке».",
        )
    question = put(
        session,
        office,
        Topic.STOP,
        [one.key for one in deciders(office, now)],
        now=now,
        until=a_working_day_or_24_hours(office, now),
        run=run,
        proposal_id=asked[0].proposal_id,
    )
    return question.id


def stop_case(session: Session, office: Organisation, question_id: int) -> StopCase:
    """The form, rebuilt from its rows."""
    question = session.get_one(Question, question_id)
    proposal = session.get_one(Proposal, question.proposal_id)
    decision = last_decision(session, proposal.id)
    assert decision is not None  # noqa: S101 (the question is put about a decided case only)
    return StopCase(
        question_id=question.id,
        round=question.round,
        case=case_of(session, office, proposal),
        decided=verdict_words(decision),
        who=office.title_of(decision.official),
        reason=decision.reason,
        decided_at=office.local(decision.decided_at),
        acts_at=office.local(decision.acts_at),
        ended=decision.ended.value if decision.ended else "",
        officials=titles(office, question.officials),
    )


def answer_stop(
    session: Session,
    office: Organisation,
    case: StopCase,
    said: Said | SaidStop,
    now: datetime,
) -> str | None:
    """Take what the form says: a stop, or what the head decides otherwise. None, or why not.

    The same answer once more (the run was killed after it) is no refusal.
    """
    question = locked(session, case.question_id)
    if question is None:
        return f"такого вопроса нет. {NOT_DONE}"
    answered = question.stage is Stage.ANSWERED and question.answered_by == said.official
    late = None if answered else closed(office, question, case.round, now)
    if late:
        return f"{late}. {NOT_DONE}"
    number = case.case.proposal_id
    if isinstance(said, SaidStop):
        refused, word = stop_within(session, office, number, said, now).refused, "остановлено"
        refused = refused and f"Решение не остановлено: {refused}. {NOT_DONE}"
    else:
        refused, word = decide_otherwise(session, office, number, said, now).refused, "решено иначе"
    if refused is None and not answered:
        end_question(session, question, Stage.ANSWERED, word, now, by=said.official)
    return refused


def _waiting(session: Session, office: Organisation, now: datetime) -> list[Decision]:
    """Decisions that somebody in office may stop or decide otherwise now."""
    cases = session.scalars(
        select(Proposal)
        .filter_by(organisation=office.key, stage=ProposalStage.DECIDED)
        .order_by(Proposal.id)
    ).all()
    last = [one for case in cases if (one := last_decision(session, case.id))]
    return [
        one
        for one in last
        if any(
            may_stop(session, office, one, who, now) or may_change(session, office, one, who, now)
            for who in deciders(office, now)
        )
    ]
