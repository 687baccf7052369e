"""A decision by a registered document (clause 4.3): what is entered of it, and what keeps it out.

No code is asked for, the paper is signed by hand. What protects is that somebody else than the
signer enters it, that all in charge are told at once, and that it waits like any other decision.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from gospablik.moderation import decision_gates as gates
from gospablik.moderation.decided import last_decision
from gospablik.moderation.decision_rows import write_decision
from gospablik.moderation.proposals import locked_proposal, open_question
from gospablik.moderation.questions import BY_DOCUMENT, end_question, reviewers
from gospablik.moderation.said import Decided, Said
from gospablik.moderation.scans import Scan, keep_scan
from gospablik.organisation import Organisation
from gospablik.store.decisions import (
    Decision,
    DecisionVerdict,
    Document,
    Proposal,
    ProposalStage,
    Way,
)
from gospablik.store.review import Stage

MOST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands in the document, who enters it (a key) and its scan, None: still to be brought.

    `said.official` is who signed it; its `days` None of a block: for ever.
    """

    said: Said
    number: str
    dated: date
    entered_by: str
    scan: Scan | None = None


def decide_by_document(
    session: Session, office: Organisation, proposal_id: int, paper: Paper, now: datetime
) -> Decided:
    """Write the decision of that document in the caller's transaction, or refuse in words.

    The same document entered twice for a case is one decision, and a scan that comes the second
    time is kept. A case that is decided already is decided otherwise only by a document of the
    head, as in `decide_otherwise`.
    """
    question = open_question(session, proposal_id)
    proposal = session.get(Proposal, proposal_id)
    if proposal is None or proposal.organisation != office.key:
        return _refused("такого дела нет")
    proposal = locked_proposal(session, proposal_id)
    made = _already(session, proposal, paper)
    if made:
        problem = _bring_to(session, made, paper.scan, now)
        return _refused(problem) if problem else Decided(made.id, repeated=True)
    signer = paper.said.official
    problem = (
        _of_paper(office, proposal, paper, now)
        or _not_his_to_enter(office, paper, now)
        or (
            gates.settled(session, office, proposal, signer, now)
            if proposal.stage is ProposalStage.DECIDED
            else gates.not_open(proposal, now)
        )
        or gates.unentitled(session, office, proposal, signer, paper.dated)
        or gates.incomplete(paper.said, for_ever=True)
        or gates.evidence_changed(session, proposal)
    )
    if problem:
        return _refused(problem)
    if question:
        end_question(session, question, Stage.ANSWERED, BY_DOCUMENT, now, by=signer)
    row = Document(number=paper.number, dated=paper.dated, entered_by=paper.entered_by)
    made_id = write_decision(session, office, proposal, paper.said, Way.DOCUMENT, now, paper=row)
    if paper.scan:
        keep_scan(session, row, paper.scan, now)
    return Decided(made_id)


def bring_scan(
    session: Session, office: Organisation, proposal_id: int, scan: Scan | None, now: datetime
) -> str | None:
    """Put the scan to the document that the case was decided by. None, or why not, in Russian.

    The same scan brought twice is no refusal; another in its place is.
    """
    decision = last_decision(session, proposal_id)
    if decision is None or decision.organisation != office.key or decision.document is None:
        return "решения документом по этому делу нет"
    if scan is None:
        return "имя файла скана не указано"
    return _bring_to(session, decision, scan, now)


def _bring_to(session: Session, decision: Decision, scan: Scan | None, now: datetime) -> str | None:
    document = decision.document
    if document is None or scan is None or document.scan_sha256 == scan.sha256:
        return None
    if document.scan_sha256:
        return "скан уже приложен, и он другой"
    keep_scan(session, document, scan, now)
    return None


def _of_paper(office: Organisation, proposal: Proposal, paper: Paper, now: datetime) -> str | None:
    opened, today = office.local(proposal.opened_at).date(), office.local(now).date()
    if not paper.number:
        return "не указан номер документа"
    if len(paper.number) > MOST_NUMBER:
        return f"номер документа длиннее {MOST_NUMBER} знаков"
    if paper.dated > today:
        return f"дата документа {paper.dated:%d.%m.%Y} ещё не наступила"
    if paper.dated < opened:
        return (
            f"дата документа {paper.dated:%d.%m.%Y} раньше, чем открыто дело ({opened:%d.%m.%Y}):"
            " решить о нём тогда ещё не могли"
        )
    return None


def _not_his_to_enter(office: Organisation, paper: Paper, now: datetime) -> str | None:
    if paper.entered_by == paper.said.official:
        return "вписать документ должен не тот, кто его подписал"
    if paper.entered_by not in [one.key for one in reviewers(office, now)]:
        who = office.title_of(paper.entered_by)
        return f"документ вписывает специалист или начальник отдела ИТ, а это {who}"
    return None


def _already(session: Session, proposal: Proposal, paper: Paper) -> Decision | None:
    """The decision that this paper, with all that stands in it, has made."""
    blocks = paper.said.verdict is DecisionVerdict.BLOCK
    return session.scalars(
        select(Decision)
        .join(Decision.document)
        .where(
            Decision.proposal_id == proposal.id,
            Decision.official == paper.said.official,
            Decision.verdict == paper.said.verdict,
            Decision.days == paper.said.days if blocks else true(),
            Decision.reason == paper.said.reason,
            Document.number == paper.number,
            Document.dated == paper.dated,
        )
    ).first()


def _refused(why: str) -> Decided:
    return Decided(
        refused=f"Решение документом не записано: {why}. Не сделано: автор не заблокирован по"
        " этому документу. Что делать: сверьте запись с бумагой и запустите «Решение документом»"
        " снова."
    )
