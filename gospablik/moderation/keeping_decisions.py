"""Decisions about blocks have a term of their own, longer than that of the evidence (152-ФЗ)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from gospablik.moderation.in_force import in_force
from gospablik.moderation.keeping import ERASED
from gospablik.organisation import Organisation
from gospablik.store.decisions import Decision, DocumentScan
from gospablik.store.extracts import Extract

BATCH = 200


def due_decisions(session: Session, office: Organisation, now: datetime) -> Sequence[Decision]:
    """Decisions whose `keep_decision_days` are over since they ended to matter, a batch of them.

    That is since they ended before their term, since it was over or, of a refusal, since they were
    taken; one in force is kept.
    """
    over = now - timedelta(days=office.organisation.keep_decision_days)
    return session.scalars(
        select(Decision)
        .where(
            Decision.organisation == office.key,
            Decision.reason != ERASED,
            func.coalesce(Decision.ended_at, Decision.until, Decision.decided_at) < over,
            ~in_force(now),
        )
        .order_by(Decision.id)
        .limit(BATCH)
    ).all()


def erase_decisions(session: Session, decisions: Sequence[Decision]) -> None:
    """Their reasons and the scans of their papers; who decided what, when and by which paper stays.

    The digest of a scan stays, too: a paper that somebody kept can still be held against it.
    """
    ids = [one.id for one in decisions]
    session.execute(
        update(Decision)
        .where(Decision.id.in_(ids))
        .values(reason=ERASED, ended_because=None)
        .execution_options(synchronize_session=False)
    )
    session.execute(delete(DocumentScan).where(DocumentScan.decision_id.in_(ids)))


def erase_reasons_of_extracts(session: Session, office: Organisation, now: datetime) -> None:
    """Who had asked for an extract and why."""
    over = now - timedelta(days=office.organisation.keep_decision_days)
    session.execute(
        update(Extract)
        .where(Extract.organisation == office.key, Extract.made_at < over)
        .values(reason=ERASED)
    )
