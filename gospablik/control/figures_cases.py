"""Figures of proposals and decisions to block (clause 4.3)."""

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased, contains_eager

from gospablik.control.model import CaseDecided, CaseOpen, CasesWeek
from gospablik.control.window import Window
from gospablik.moderation.decided import duty_day, is_head
from gospablik.moderation.decision_words import until_words
from gospablik.organisation import Organisation
from gospablik.store.tables import Decision, Document, Lapse, Proposal, ProposalStage

NOT_KNOWN = "этого должностного лица нет в organisation.toml, полномочия не проверить"


def cases_week(session: Session, office: Organisation, window: Window) -> CasesWeek:
    """Proposals opened, lapsed, withdrawn and open now; the decisions of the week."""
    ours = Proposal.organisation == office.key
    of_week = ours & window.counts(Proposal.page)
    open_now = session.scalars(
        select(Proposal)
        .where(ours, window.stands(Proposal.page), Proposal.stage == ProposalStage.OPEN)
        .order_by(Proposal.opened_at, Proposal.id)
    )
    decided = session.scalars(
        select(Decision)
        .join(Decision.proposal)
        .where(of_week, window.holds(Decision.decided_at))
        .options(contains_eager(Decision.proposal))
        .order_by(Decision.decided_at, Decision.id)
    )
    count = select(func.count()).select_from(Proposal)
    closed = count.where(of_week, window.holds(Proposal.lapsed_at))
    because = Proposal.lapsed_because
    return CasesWeek(
        opened=session.scalar(count.where(of_week, window.holds(Proposal.opened_at))) or 0,
        lapsed=session.scalar(closed.where(because.is_distinct_from(Lapse.CHANGED))) or 0,
        withdrawn=session.scalar(closed.where(because == Lapse.CHANGED)) or 0,
        open_now=tuple(CaseOpen(p.id, p.page, p.opened_at, p.until) for p in open_now),
        decided=tuple(_decided(office, d) for d in decided),
        no_scan=_no_scan(session, office, window),
    )


def _no_scan(session: Session, office: Organisation, window: Window) -> tuple[str, ...]:
    """Papers that a scan can still be brought to: each the last word of its case."""
    later = aliased(Decision)
    replaced = exists().where(
        later.proposal_id == Decision.proposal_id, later.number > Decision.number
    )
    rows = session.scalars(
        select(Decision)
        .join(Decision.proposal)
        .join(Decision.document)
        .where(
            Decision.organisation == office.key,
            window.stands(Proposal.page),
            Document.scan_sha256.is_(None),
            ~replaced,
        )
        .order_by(Decision.id)
    )
    return tuple(f"дело № {d.proposal_id}: {paper_words(d.document)}" for d in rows)


def paper_words(document: Document | None) -> str:
    """The paper of a decision and whether its scan is lacking; empty if there is none."""
    if document is None:
        return ""
    lacks = "" if document.scan_sha256 else ", скан не приложен"
    return f"документ № {document.number} от {document.dated:%d.%m.%Y}{lacks}"


def ended_words(office: Organisation, decision: Decision) -> str:
    """That a decision holds no more and by whom; empty if nobody has ended it."""
    if decision.ended is None:
        return ""
    by = f", {office.title_of(decision.ended_by)}" if decision.ended_by else ""
    return f"{decision.ended.value}{by}"


def _decided(office: Organisation, decision: Decision) -> CaseDecided:
    return CaseDecided(
        number=decision.proposal_id,
        page=decision.proposal.page,
        verdict=until_words(office, decision),
        official=office.title_of(decision.official),
        at=decision.decided_at,
        flaw=flaw(office, decision),
        ended=ended_words(office, decision),
        document=paper_words(decision.document),
    )


def flaw(office: Organisation, decision: Decision) -> str:
    """Why the decision does not count under clause 4.3; empty if it does."""
    try:
        official = office.official_by_key(decision.official)
    except KeyError:
        return NOT_KNOWN
    if not official.office.decides_blocks:
        return f"решение принял не Глава и не заместитель: {official.title}"
    if not official.acting(duty_day(office, decision)):
        return f"полномочия в день решения не действовали: {official.title}"
    if decision.number > 1 and not is_head(official):
        return f"второе решение по делу принял не Глава: {official.title}"
    if decision.evidence != decision.proposal.evidence:
        return "решение принято по другим доказательствам"
    return ""
