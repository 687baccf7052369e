"""The case of a proposal to block, as the head reads it in the form and in the letter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from gospablik.ledger.book import newest
from gospablik.moderation.episode import episode
from gospablik.moderation.impartiality import barred
from gospablik.moderation.links import comment_link, one_line, page_name, page_of, post_link
from gospablik.moderation.proof import proof_of
from gospablik.moderation.review_case import titles
from gospablik.moderation.staff import staff_words
from gospablik.moderation.told import told_at
from gospablik.moderation.unanswered import Asked, unanswered
from gospablik.moderation.violations import Violation, of_rulings
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
_POSTS = {
    2: "двумя", 3: "тремя", 4: "четырьмя", 5: "пятью", 6: "шестью", 7: "семью", 8: "восемью",
    9: "девятью", 10: "десятью",
}  # fmt: skip
_TIMES = {2: "дважды", 3: "трижды", 4: "четырежды"}
MOST_QUESTIONS = 5
_ERASED = "(содержание стёрто по сроку хранения)"


@dataclass(frozen=True, slots=True)
class BlockCopy:
    """The same words once more, a part of the same violation. The time is local."""

    written_at: datetime
    post_title: str
    link: str
    proof_number: int
    seal: str


@dataclass(frozen=True, slots=True)
class BlockViolation:
    """One violation of the case. Times are local; `texts` are a resident's words, no markup.

    `copies`: the same words elsewhere; `same` says in words that they are counted once.
    """

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
    copies: tuple[BlockCopy, ...] = ()
    same: str = ""
    removed: str = ""


@dataclass(frozen=True, slots=True)
class BlockCase:
    """The whole case. `officials`: (key, name and office) of those who may decide.

    `episode`: which violations are one episode and which the repetition; `barred`: who does not
    decide and why, in sentences; `questions`: the newest that wait for an answer, `more_questions`
    beside them; `staff`: that the author may be one of the administration, if so.
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
    staff: str = ""


def block_case(session: Session, office: Organisation, question_id: int) -> BlockCase:
    """The case that this question asks about. Raises NoResultFound if there is none."""
    question = session.get_one(Question, question_id)
    proposal = session.get_one(Proposal, question.proposal_id)
    return case_of(session, office, proposal, question)


def case_of(
    session: Session, office: Organisation, proposal: Proposal, question: Question | None = None
) -> BlockCase:
    """The case of a proposal, read from rows alone."""
    violations = of_rulings(session, proposal.rulings)
    numbers = {one.ruling_id: number for number, one in enumerate(violations, start=1)}
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
            _incident(session, office, violation, number)
            for number, violation in enumerate(violations, start=1)
        ),
        clause=f"п. 4.3 Положения: {CLAUSES['4.3']}",
        takes_away=TAKES_AWAY + (MUTED if mutes else ""),
        default_days=DEFAULT_DAYS,
        most_days=MOST_DAYS,
        episode=episode(office, violations, numbers),
        barred=tuple(one.words for one in kept_out),
        questions=tuple(asked[:MOST_QUESTIONS]),
        more_questions=max(len(asked) - MOST_QUESTIONS, 0),
        staff=staff_words(office, proposal.author),
    )


def _incident(
    session: Session, office: Organisation, violation: Violation, number: int
) -> BlockViolation:
    first, *others = (
        _violation(session, office, session.get_one(Ruling, one), number)
        for one in violation.rulings
    )
    told = violation.told_at
    return replace(
        first,
        told_at=office.local(told) if told else None,
        copies=tuple(_copy(one) for one in others),
        same=_same([one.post_link for one in (first, *others)]),
    )


def _copy(one: BlockViolation) -> BlockCopy:
    return BlockCopy(one.written_at, one.post_title, one.link, one.proof_number, one.seal)


def _same(posts: Sequence[str]) -> str:
    """Of the comments of one violation, by the post of each; nothing of a single one."""
    if len(posts) == 1:
        return ""
    under = len(set(posts))
    if under < len(posts):
        return f"Одно и то же {_TIMES.get(len(posts), f'{len(posts)} раз')} — одно нарушение."
    return f"Одно и то же под {_POSTS.get(under, str(under))} постами — одно нарушение."


def _violation(
    session: Session, office: Organisation, ruling: Ruling, number: int
) -> BlockViolation:
    comment, page = ruling.comment, page_of(office, ruling.comment.page)
    proof = proof_of(session, ruling.id)
    kept = session.get(ProofContent, proof.id) if proof else None
    content: dict[str, Any] = kept.content if kept else {}
    versions, post = content.get("versions", []), content.get("post") or {}
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
        post_title=one_line(post.get("title") or post.get("text") or "", 160),
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
    if action.state is State.CANCELLED and ruling.annulled_at is None:
        return "удалён не нами: когда дошла очередь, его уже не было"
    return f"ещё не удалён ({action.state.words})"
