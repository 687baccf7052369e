"""Taking a ruling back (clause 4.2): by somebody else than who made it, with all that follows.

Violations are computed from standing rulings, so counts, proposals and cases follow by themselves.
What was done outside is undone by ledger actions, recorded in the same transaction.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.ledger import book
from gospablik.ledger.letters import order_mail
from gospablik.letters import LetterKey
from gospablik.moderation.answering import closed, is_told
from gospablik.moderation.decided import block_action
from gospablik.moderation.decision_rows import end_block
from gospablik.moderation.evidence import deciders
from gospablik.moderation.links import comment_link, page_name, page_of
from gospablik.moderation.named import at_address, misread
from gospablik.moderation.proof import may_act, proof_of
from gospablik.moderation.proposals import locked_proposal
from gospablik.moderation.questions import end_question, locked, put, reviewers
from gospablik.moderation.reply_subjects import TOLD, UNDONE
from gospablik.moderation.violations import repeat, standing
from gospablik.networks.capabilities import Operation, Way
from gospablik.networks.matrices import matrix_of
from gospablik.organisation import Official, Organisation
from gospablik.regulation import Office
from gospablik.store.comments import Comment
from gospablik.store.decisions import Decision, DecisionVerdict, Ended, Proposal
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.review import Proof, Question, Ruling, Stage, Topic, Verdict
from gospablik.store.undoing import Undoing
from gospablik.working_time import a_working_day_or_24_hours

LETTER = "undone"
"""Topic of the letter that tells of a ruling taken back; its row is the `Undoing`."""
_STILL_STANDS = "Не сделано: решение об удалении остаётся в силе."
_GIVEN_BACK = "нарушения отменены, доступ возвращается"
_LONGEST_NUMBER = 10
"""Digits; what has more is no number of the journal."""


@dataclass(frozen=True, slots=True)
class UndoCase:
    """The form: the ruling as it was made, and who may take it back, (key, title)."""

    question_id: int
    round: int
    text: str
    author: str
    page: str
    link: str
    ground: str
    reason: str
    ruled_by: str
    ruled_at: datetime
    proof_number: int
    removal: str
    officials: tuple[tuple[str, str], ...]


def find_ruling(session: Session, office: Organisation, named: str) -> Ruling:
    """The standing removal that is named by the number of its proof or the comment's address.

    Raises OfficeError if there is none, or of several comments, in words for whoever typed it.
    """
    name = named.strip().removeprefix("№").strip()
    is_number = name.isascii() and name.isdecimal() and len(name) < _LONGEST_NUMBER
    meant = Proof.number == int(name) if is_number else at_address(office, name)
    found = session.scalars(
        select(Ruling)
        .join(Proof, Proof.ruling_id == Ruling.id)
        .join(Comment, Comment.id == Ruling.comment_id)
        .where(Ruling.organisation == office.key, Ruling.verdict == Verdict.REMOVE)
        .where(Ruling.annulled_at.is_(None), meant)
        .order_by(Ruling.id.desc())
    ).all()
    if len({ruling.comment_id for ruling in found}) == 1:
        return found[0]
    if found:
        raise OfficeError(
            f"По адресу «{name[:200]}» решений об удалении несколько: этот адрес у комментариев"
            " общий.",
            not_done="ничего не отменено.",
            next_step="впишите номер записи из ответа автору (или из журнала).",
        )
    odd = misread(office, name)
    if odd:
        raise OfficeError(
            f"Решение не найдено: {odd.why}.",
            not_done="ничего не отменено.",
            next_step=f"впишите номер записи из ответа автору (или из журнала); либо {odd.todo}",
        )
    raise OfficeError(
        f"Действующего решения об удалении по «{name[:200]}» нет.",
        not_done="ничего не отменено.",
        next_step="впишите номер записи из ответа автору (или из журнала) либо адрес комментария"
        " целиком; решение могли уже отменить. Отменяются только удаления: предупреждение"
        " нарушением не считается, о его ошибке напишите автору сами.",
    )


def open_undoing(
    session: Session, office: Organisation, ruling: Ruling, *, run: str, now: datetime
) -> int:
    """Write the question of that run. Raises OfficeError if nobody else may take it back now."""
    officials = [official.key for official in _others(office, ruling, now)]
    if not officials:
        raise OfficeError(
            f"Решал {office.title_of(ruling.official)}; отменить должен другой, а такого нет.",
            not_done="решение не отменено.",
            next_step="впишите в [[official]] ещё одно лицо: специалиста, начальника отдела ИТ,"
            " Главу или заместителя; проверьте сроки since и until.",
        )
    question = put(
        session,
        office,
        Topic.UNDO,
        officials,
        now=now,
        until=a_working_day_or_24_hours(office, now),
        run=run,
    )
    session.add(
        Undoing(
            organisation=office.key, question_id=question.id, ruling_id=ruling.id, opened_at=now
        )
    )
    session.flush()
    return question.id


def undo_case(session: Session, office: Organisation, question_id: int) -> UndoCase:
    """The form, rebuilt from its rows."""
    question = session.get_one(Question, question_id)
    ruling = _row(session, question_id).ruling
    proof, comment = proof_of(session, ruling.id), ruling.comment
    removal = _removal(session, ruling)
    return UndoCase(
        question_id=question.id,
        round=question.round,
        text=ruling.version.text,
        author=comment.author.name,
        page=page_name(office, comment.page),
        link=comment_link(page_of(office, comment.page), comment),
        ground=ruling.ground.words if ruling.ground else "",
        reason=ruling.reason,
        ruled_by=office.title_of(ruling.official),
        ruled_at=office.local(ruling.made_at),
        proof_number=proof.number if proof else 0,
        removal=removal.state.words if removal else "не начато",
        officials=tuple((key, office.official_by_key(key).title) for key in question.officials),
    )


def answer_undoing(
    session: Session,
    office: Organisation,
    case: UndoCase,
    *,
    official_key: str,
    agreed: bool,
    reason: str,
    now: datetime,
) -> str | None:
    """Write what the official says. None, or why nothing changed.

    The same answer once more (the run was killed after it) is no refusal.
    """
    question = locked(session, case.question_id)
    if question is None:
        return f"такого вопроса нет. {_STILL_STANDS}"
    said = "отменить" if agreed else "оставить в силе"
    if (question.answered_by, question.ended_because) == (official_key, said):
        return None
    row = _row(session, question.id)
    why = (
        closed(office, question, case.round, now)
        or _unentitled(office, row.ruling, question, official_key, now)
        or ("не сказано, почему" if agreed and not is_told(reason) else None)
        or ("решение уже отменено" if agreed and row.ruling.annulled_at else None)
    )
    if why:
        return f"{why}. {_STILL_STANDS}"
    if agreed:
        row.reason, row.undone_at = " ".join(reason.split()), now
        _undo(session, office, row, official_key, now)
    end_question(session, question, Stage.ANSWERED, said, now, by=official_key)
    return None


def _undo(session: Session, office: Organisation, row: Undoing, by: str, now: datetime) -> None:
    ruling = row.ruling
    ruling.annulled_at, ruling.annulled_by = now, by
    session.flush()
    # What was found in it has been looked at by two people now: nobody is asked a third time.
    session.add(
        Ruling(
            organisation=office.key,
            comment_id=ruling.comment_id,
            version_id=ruling.version_id,
            question_id=row.question_id,
            verdict=Verdict.KEEP,
            reason=row.reason,
            official=by,
            made_at=now,
        )
    )
    _put_back(session, office, row, now)
    _answer(session, office, row, now)
    _end_blocks(session, ruling, now)
    for reader in _told(office, ruling, by, now):
        order_mail(session, office.key, LetterKey(LETTER, row.id, reader.key), now)


def _put_back(session: Session, office: Organisation, row: Undoing, now: datetime) -> None:
    """A removal that is not done is taken back; what may be gone is put back where it can be."""
    removal = _removal(session, row.ruling)
    if removal is None:
        return
    untouched = removal.state is State.DUE and removal.first_claimed_at is None
    book.cancel(session, removal.id, why="решение об удалении отменено", now=now)
    if untouched or not may_act(office, removal.page) or not restores(office, removal.page):
        return
    book.record(
        session,
        organisation=office.key,
        kind=Kind.RESTORE,
        page=removal.page,
        subject=str(row.id),
        now=now,
    )


def _answer(session: Session, office: Organisation, row: Undoing, now: datetime) -> None:
    """Whoever was told of the removal hears that it is taken back; a telling not begun is not."""
    page = row.ruling.comment.page
    told = book.newest(
        session,
        organisation=office.key,
        kind=Kind.REPLY,
        page=page,
        subject=f"{TOLD}{row.ruling_id}",
        lock=True,
    )
    if told is None or not may_act(office, page):
        return
    unsaid = told.state is State.DUE and told.first_claimed_at is None
    book.cancel(session, told.id, why="решение об удалении отменено", now=now)
    if unsaid:
        return
    book.record(
        session,
        organisation=office.key,
        kind=Kind.REPLY,
        page=page,
        subject=f"{UNDONE}{row.id}",
        now=now,
    )


def restores(office: Organisation, page_key: str) -> bool:
    """Whether a removed comment can be put back in that page's network, by anybody."""
    page = page_of(office, page_key)
    columns = matrix_of(page.network).values() if page else ()
    return any(one[Operation.RESTORE_COMMENT].way is not Way.IMPOSSIBLE for one in columns)


def ended_blocks(session: Session, ruling: Ruling) -> list[Decision]:
    """Decisions to block whose case rests on that ruling and, without it, is no repetition.

    A case of three that is still one of two stays what the official decided.
    """
    rows = session.scalars(
        select(Decision)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .where(
            Proposal.author_id == ruling.comment.author_id,
            Decision.verdict == DecisionVerdict.BLOCK,
            or_(Decision.ended.is_(None), Decision.ended == Ended.FELL),
        )
        .order_by(Decision.id)
    )
    return [
        decision
        for decision in rows
        if ruling.id in decision.proposal.rulings and _is_single(session, decision.proposal)
    ]


def _is_single(session: Session, proposal: Proposal) -> bool:
    return repeat(standing(session, proposal.author_id, among=proposal.rulings)) is None


def _end_blocks(session: Session, ruling: Ruling, now: datetime) -> None:
    """Two violations are what clause 4.3 asks for: with one of them gone, access is given back.

    A block that is not carried out yet refuses itself at the moment of acting.
    """
    for decision in ended_blocks(session, ruling):
        if decision.ended or (decision.until is not None and decision.until <= now):
            continue
        locked_proposal(session, decision.proposal_id)
        session.refresh(decision)
        block = block_action(session, decision, lock=True)
        if decision.ended or block is None or block.state is State.DUE:
            continue
        end_block(session, decision, Ended.FELL, _GIVEN_BACK, now, by=None)


def _removal(session: Session, ruling: Ruling) -> Action | None:
    return book.newest(
        session,
        organisation=ruling.organisation,
        kind=Kind.REMOVE,
        page=ruling.comment.page,
        subject=str(ruling.id),
        lock=True,
    )


def _others(office: Organisation, ruling: Ruling, now: datetime) -> list[Official]:
    entitled = {one.key: one for one in (*reviewers(office, now), *deciders(office, now))}
    return [one for key, one in entitled.items() if key != ruling.official]


def _told(office: Organisation, ruling: Ruling, by: str, now: datetime) -> list[Official]:
    """Who hears of it: who had ruled, the head of the IT department, who decides on blocks."""
    first = [one for one in office.official if one.key == ruling.official]
    readers = [*first, *office.acting(now, Office.IT_HEAD), *deciders(office, now)]
    return list({one.key: one for one in readers if one.key != by}.values())


def _unentitled(
    office: Organisation, ruling: Ruling, question: Question, by: str, now: datetime
) -> str | None:
    if by == ruling.official:
        return "решение принял тот же человек; отменить должен другой"
    if by not in [one.key for one in _others(office, ruling, now)]:
        return "полномочия этого лица сегодня не действуют"
    return None if by in question.officials else "вопрос задан не этому лицу"


def _row(session: Session, question_id: int) -> Undoing:
    return session.scalars(select(Undoing).filter_by(question_id=question_id)).one()
