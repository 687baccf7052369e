"""The case of a proposal to block, as the head reads it in the form and in the letter."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from gospablik.ledger.book import newest
from gospablik.moderation.episode import episode
from gospablik.moderation.impartiality import barred
from gospablik.moderation.links import comment_link, one_line, page_name, page_of, post_link
from gospablik.moderation.proof import proof_of
from gospablik.moderation.review_case import titles
from gospablik.moderation.telling import told_at
from gospablik.moderation.unanswered import Asked, unanswered
from gospablik.moderation.violations import standing
from gospablik.organisation import Organisation
from gospablik.regulation import CLAUSES
from gospablik.store.decisions import Proposal
from gospablik.store.ledger import Kind, State
from gospablik.store.review import ProofContent, Question, Ruling
from gospablik.templates import minute

TAKES_AWAY = (
    "Заблокированный не сможет писать и комментировать на этой странице до конца срока."
    " Сайт администрации и приём обращений граждан для него открыты, как прежде."
)
MUTED = (
    " В Telegram ему запрещается писать; читать канал и обсуждение он сможет. О решении сеть ему не"
    " скажет, и программа не сможет: бот не пишет первым."
)
DEFAULT_DAYS = 30
MOST_DAYS = 364
"""VK blocks for a year at most; a day is left for its clock and ours."""
MOST_QUESTIONS = 5
_ERASED = "(содержание стёрто по сроку хранения)"


@dataclass(frozen=True, slots=True)
class BlockViolation:
    """One violation of the case. Times are local; `texts` are a resident's words, no markup."""

    number: int
    written_at: datetime
    texts: tuple[str, ...]
    attachments: tuple[str, ...]
    ground: str
    reason: str
    ruled_by: str
    ruled_at: datetime
    told_at: datetime | None
    post_title: str
    post_link: str
    link: str
    proof_number: int
    seal: str
    removed: str = ""


@dataclass(frozen=True, slots=True)
class BlockCase:
    """The whole case. `officials`: (key, name and office) of those who may decide.

    `episode`: which violations are one episode and which the repetition; `barred`: who does not
    decide and why, in sentences; `questions`: the newest that wait for an answer, `more_questions`
    beside them.
    """

    question_id: int
    round: int
    proposal_id: int
    author: str
    page: str
    until: datetime
    opened_at: datetime
    officials: tuple[tuple[str, str], ...]
    violations: tuple[BlockViolation, ...]
    clause: str
    takes_away: str
    default_days: int
    most_days: int
    episode: str = ""
    barred: tuple[str, ...] = ()
    questions: tuple[Asked, ...] = ()
    more_questions: int = 0


def block_case(session: Session, office: Organisation, question_id: int) -> BlockCase:
    """The case that this question asks about. Raises NoResultFound if there is none."""
    question = session.get_one(Question, question_id)
    proposal = session.get_one(Proposal, question.proposal_id)
    return case_of(session, office, proposal, question)


def case_of(
    session: Session, office: Organisation, proposal: Proposal, question: Question | None = None
) -> BlockCase:
    """The case of a proposal, read from rows alone."""
    numbers = {ruling_id: number for number, ruling_id in enumerate(proposal.rulings, start=1)}
    of_case = [v for v in standing(session, proposal.author_id) if v.ruling_id in numbers]
    at = question.asked_at if question else proposal.opened_at
    kept_out = barred(session, office, tuple(proposal.rulings), at)
    asked = unanswered(session, office, proposal.author)
    page = page_of(office, proposal.page)
    mutes = page is not None and page.network == "telegram"
    return BlockCase(
        question_id=question.id if question else 0,
        round=question.round if question else 0,
        proposal_id=proposal.id,
        author=one_line(proposal.author.name) or "(имя не указано)",
        page=page_name(office, proposal.page),
        until=office.local(proposal.until),
        opened_at=office.local(proposal.opened_at),
        officials=titles(office, question.officials) if question else (),
        violations=tuple(
            _violation(session, office, session.get_one(Ruling, ruling_id), number)
            for ruling_id, number in numbers.items()
        ),
        clause=f"п. 4.3 Положения: {CLAUSES['4.3']}",
        takes_away=TAKES_AWAY + (MUTED if mutes else ""),
        default_days=DEFAULT_DAYS,
        most_days=MOST_DAYS,
        episode=episode(office, of_case, numbers),
        barred=tuple(one.words for one in kept_out),
        questions=tuple(asked[:MOST_QUESTIONS]),
        more_questions=max(len(asked) - MOST_QUESTIONS, 0),
    )


def _violation(
    session: Session, office: Organisation, ruling: Ruling, number: int
) -> BlockViolation:
    comment, page = ruling.comment, page_of(office, ruling.comment.page)
    proof = proof_of(session, ruling.id)
    kept = session.get(ProofContent, proof.id) if proof else None
    content: dict[str, Any] = kept.content if kept else {}
    versions = content.get("versions", [])
    told = told_at(session, ruling)
    return BlockViolation(
        number=number,
        written_at=office.local(comment.written_at),
        texts=tuple(version["text"] for version in versions) or (_ERASED,),
        attachments=tuple(versions[-1]["attachments"]) if versions else (),
        ground=ruling.ground.words if ruling.ground else "",
        reason=ruling.reason,
        ruled_by=office.title_of(ruling.official),
        ruled_at=office.local(ruling.made_at),
        told_at=office.local(told) if told else None,
        post_title=one_line((content.get("post") or {}).get("title") or "", 160),
        post_link=post_link(page, comment.post_network_id),
        link=comment_link(page, comment),
        proof_number=proof.number if proof else 0,
        seal=proof.seal if proof else "",
        removed=_removed(session, office, ruling),
    )


def _removed(session: Session, office: Organisation, ruling: Ruling) -> str:
    """What became of the comment: «удалён 25.11.2026 09:40», «ещё не удалён (поручение)»."""
    action = newest(
        session,
        organisation=office.key,
        kind=Kind.REMOVE,
        page=ruling.comment.page,
        subject=str(ruling.id),
    )
    if action is None:
        return "ещё не удалён"
    if action.state is State.CONFIRMED:
        return f"удалён {minute(office.local(action.state_since))}"
    return f"ещё не удалён ({action.state.words})"
