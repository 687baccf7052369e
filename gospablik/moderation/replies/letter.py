"""What is written back about a reply that decided nothing (clause 4.3)."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from gospablik.drafts import Draft, NothingToSay
from gospablik.letters import LetterKey
from gospablik.moderation.decided import block_action, last_decision, waits
from gospablik.moderation.in_force import is_in_force
from gospablik.moderation.letters import reader_of
from gospablik.moderation.replies.take import SENDER
from gospablik.organisation import Organisation
from gospablik.store.inbox import Came, ReceivedLetter
from gospablik.store.ledger import State
from gospablik.store.session import Store
from gospablik.templates import minute, render

_NOT_DONE = frozenset({State.REJECTED, State.MISSED, State.CANCELLED})


class _Stands(NamedTuple):
    """What holds all the same: for the subject, and in a sentence."""

    short: str
    whole: str


def answer_letter(
    store: Store, office: Organisation, key: LetterKey, revision: int, now: datetime
) -> Draft:
    """Why nothing was decided and how to write it; of a code in strange hands to its owner, too.

    Raises NothingToSay when there is no such letter.
    """
    with store.read() as session:
        row = session.get(ReceivedLetter, key.row)
        if row is None or row.organisation != office.key:
            raise NothingToSay(f"письма № {key.row} нет")
        owner = reader_of(office, key.reader) if key.reader != SENDER else None
        stranger = row.came is Came.STRANGER
        stands = None if stranger and owner is None else _stands(session, office, row, now)
        values = {
            "row": row,
            "owner": owner,
            "stranger": stranger,
            "read_at": office.local(row.read_at),
            "stands": stands.whole if stands else "",
            "house": office.organisation,
        }
        about = f" по делу № {row.proposal_id}" if row.proposal_id else ""
        return Draft(
            subject=_subject(about, stands, row.why)[:200],
            text=render("letters/answer.txt", **values),
            html=render("letters/answer.html", **values),
            to=(owner.mail if owner else row.sender,),
        )


def _subject(about: str, stands: _Stands | None, why: str) -> str:
    if stands:
        return f"Ответ{about} не принят, {stands.short}: {why}"
    return f"Решение{about} не принято: {why}"


def _stands(
    session: Session, office: Organisation, row: ReceivedLetter, now: datetime
) -> _Stands | None:
    """That the decision of that case holds, and how far its block is; None if none is in force."""
    last = last_decision(session, row.proposal_id) if row.proposal_id else None
    if last is None or not is_in_force(session, last.id, now):
        return None
    when = minute(office.local(last.acts_at))
    block = block_action(session, last)
    if block is not None and block.state in _NOT_DONE:
        return _Stands("решение в силе", f"Решение в силе с {when}, но автор не заблокирован.")
    if waits(session, last):
        how = (
            f"начнётся {when}, если её до того не остановят"
            if now < last.acts_at
            else "ещё не началась, её можно остановить"
        )
    elif block is not None and block.state is State.ERRAND:
        how = f"поручена человеку, решение действует с {when}"
    else:
        how = f"решение действует с {when}"
    return _Stands("блокировка не остановлена", f"Блокировка НЕ остановлена: {how}.")
