"""The letters about a decision (4.3): what was decided, how to stop it; that it holds no more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gospablik.drafts import Draft, NothingToSay
from gospablik.errors import OfficeError
from gospablik.ledger.book import newest, record
from gospablik.letters import LetterKey
from gospablik.moderation.block_case import case_of
from gospablik.moderation.case_letters import MOST_LETTERS
from gospablik.moderation.codes import live_code, make_code
from gospablik.moderation.decided import (
    codes_until,
    last_decision,
    may_change,
    may_stop,
    rethink_until,
)
from gospablik.moderation.decision_rows import ENDED_LETTER, LETTER
from gospablik.moderation.decision_words import WORDS, term_words
from gospablik.moderation.evidence import deciders
from gospablik.moderation.letters import reader_of
from gospablik.moderation.links import quoted
from gospablik.moderation.proposals import locked_proposal
from gospablik.organisation import Official, Organisation
from gospablik.store.decisions import Decision, DecisionVerdict, Ended
from gospablik.store.ledger import Kind, State
from gospablik.store.session import Store
from gospablik.templates import render
from gospablik.text import clean
from gospablik.working_time import after_working_hours


@dataclass(frozen=True, slots=True)
class Powers:
    """What the reader of a letter may still do about a decision, and the code for it.

    `until`: local; until when the head may decide otherwise where no block waits.
    """

    stop: bool
    change: bool
    code: str
    until: datetime


def decided_letter(
    store: Store, office: Organisation, key: LetterKey, revision: int, now: datetime
) -> Draft:
    """What was decided, in whose name, when it acts and how to stop it.

    The reader's new code is committed before this returns. Raises NothingToSay when there is no
    such decision.
    """
    reader = reader_of(office, key.reader)
    with store.write() as session:
        decision = _decision(session, office, key)
        values = _values(session, office, decision, reader, revision, now=now)
    verdict = WORDS[decision.verdict]
    return _draft("decided", f"Решение по делу № {decision.proposal_id}: {verdict}", reader, values)


def ended_letter(
    store: Store, office: Organisation, key: LetterKey, revision: int, now: datetime
) -> Draft:
    """That a decision holds no more and nobody is blocked: by whom, why, what the head may do.

    Raises NothingToSay when the decision holds, or was replaced by another that is told itself.
    """
    reader = reader_of(office, key.reader)
    with store.write() as session:
        decision = _decision(session, office, key)
        if decision.ended not in (Ended.STOPPED, Ended.FELL):
            raise NothingToSay(f"решение № {decision.id} не остановлено")
        values = _values(session, office, decision, reader, revision, now=now)
        values["ended_at"] = office.local(decision.ended_at or now)
        values["stopped"] = decision.ended is Ended.STOPPED
        values["head_may"] = any(
            may_change(session, office, decision, one, now) for one in deciders(office, now)
        )
        values["stopper"] = office.title_of(decision.ended_by)
    what = "остановлено" if values["stopped"] else "не исполнено"
    subject = f"Решение по делу № {decision.proposal_id} {what}: автор не заблокирован"
    return _draft("ended", subject, reader, values)


def order_stop_letters(session: Session, office: Organisation, now: datetime) -> int:
    """Order the letter once more for who may still stop or decide otherwise and holds no live code.

    Codes are lost to strangers and to guesses; the way to stop must not be lost with them.
    """
    ordered = 0
    lately = now - timedelta(days=14)
    for decision in session.scalars(
        select(Decision)
        .filter_by(organisation=office.key)
        .where(
            or_(Decision.ended.is_(None), Decision.ended == Ended.STOPPED),
            or_(Decision.acts_at > lately, Decision.ended_at > lately),
        )
        .order_by(Decision.id)
    ).all():
        topic = ENDED_LETTER if decision.ended else LETTER
        for reader in deciders(office, now):
            if not _is_last(session, decision) or not (
                may_stop(session, office, decision, reader, now)
                or may_change(session, office, decision, reader, now)
            ):
                continue
            subject = str(LetterKey(topic, decision.id, reader.key))
            key = {"organisation": office.key, "kind": Kind.MAIL, "page": "", "subject": subject}
            last = newest(session, **key)  # type: ignore[arg-type]
            if last and (
                last.state is not State.CONFIRMED
                or last.revision >= MOST_LETTERS
                or live_code(session, decision.proposal_id, reader.key, now)
            ):
                continue
            revision = last.revision + 1 if last else 1
            ordered += record(session, **key, now=now, revision=revision)  # type: ignore[arg-type]
    return ordered


def _decision(session: Session, office: Organisation, key: LetterKey) -> Decision:
    decision = session.get(Decision, key.row)
    if decision is None or decision.organisation != office.key:
        raise NothingToSay(f"решения № {key.row} нет")
    locked_proposal(session, decision.proposal_id)
    session.refresh(decision)
    return decision


def _values(
    session: Session,
    office: Organisation,
    decision: Decision,
    reader: Official,
    revision: int,
    *,
    now: datetime,
) -> dict[str, object]:
    before = session.scalars(
        select(Decision).filter_by(proposal_id=decision.proposal_id, number=decision.number - 1)
    ).first()
    cools = decision.acts_at > decision.decided_at
    return {
        "case": case_of(session, office, decision.proposal),
        "decision": decision,
        "paper": decision.document,
        "entered_by": office.title_of(decision.document.entered_by) if decision.document else "",
        "who": office.title_of(decision.official),
        "before": before,
        "before_who": office.title_of(before.official) if before else "",
        "blocks": decision.verdict is DecisionVerdict.BLOCK,
        "term": term_words(decision.days),
        "until": office.local(decision.until) if decision.until else None,
        "decided_at": office.local(decision.decided_at),
        "acts_at": office.local(decision.acts_at) if cools else None,
        "no_list": cools and _no_list(office, decision),
        "powers": _powers(session, office, decision, reader, revision, now=now),
        "reader": reader,
        "house": office.organisation,
        "by_reply": office.mail.inbox is not None,
    }


def _powers(
    session: Session,
    office: Organisation,
    decision: Decision,
    reader: Official,
    revision: int,
    *,
    now: datetime,
) -> Powers:
    last = _is_last(session, decision)
    stop = last and may_stop(session, office, decision, reader, now)
    change = last and may_change(session, office, decision, reader, now)
    code = ""
    if stop or change:
        until = codes_until(office, decision)
        code = make_code(session, decision.proposal_id, reader.key, revision, now, expires_at=until)
    return Powers(stop, change, code, office.local(rethink_until(office, decision)))


def _is_last(session: Session, decision: Decision) -> bool:
    last = last_decision(session, decision.proposal_id)
    return last is not None and last.id == decision.id


def _no_list(office: Organisation, decision: Decision) -> bool:
    """Whether the time to stop was not counted in working hours, for want of a holiday list."""
    try:
        hours = office.organisation.block_after_hours
        after_working_hours(office, decision.decided_at, hours)
    except OfficeError:
        return True
    return False


def _draft(name: str, subject: str, reader: Official, values: dict[str, object]) -> Draft:
    return Draft(
        subject=subject,
        text=render(f"letters/{name}.txt", quoted=quoted, clean=clean, **values),
        html=render(f"letters/{name}.html", clean=clean, **values),
        to=(reader.mail,),
    )
