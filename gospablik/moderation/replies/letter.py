"""What is written back about a reply that decided nothing (clause 4.3)."""

from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.drafts import Draft, NothingToSay
from gospablik.letters import LetterKey
from gospablik.moderation.decided import block_action, last_decision
from gospablik.moderation.in_force import is_in_force
from gospablik.moderation.letters import reader_of
from gospablik.moderation.replies.take import SENDER
from gospablik.organisation import Organisation
from gospablik.store.inbox import Came, ReceivedLetter
from gospablik.store.ledger import State
from gospablik.store.session import Store
from gospablik.templates import minute, render


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
        stands = "" if stranger and owner is None else _stands(session, office, row, now)
        values = {
            "row": row,
            "owner": owner,
            "stranger": stranger,
            "read_at": office.local(row.read_at),
            "stands": stands,
            "house": office.organisation,
        }
        about = f" по делу № {row.proposal_id}" if row.proposal_id else ""
        return Draft(
            subject=_subject(about, stands, row.why)[:200],
            text=render("letters/answer.txt", **values),
            html=render("letters/answer.html", **values),
            to=(owner.mail if owner else row.sender,),
        )


def _subject(about: str, stands: str, why: str) -> str:
    if stands:
        return f"Ответ{about} не принят, блокировка не остановлена: {why}"
    return f"Решение{about} не принято: {why}"


def _stands(session: Session, office: Organisation, row: ReceivedLetter, now: datetime) -> str:
    """That a decided block was not stopped by that letter, and when it acts; else empty."""
    last = last_decision(session, row.proposal_id) if row.proposal_id else None
    if last is None or not is_in_force(session, last.id, now):
        return ""
    when = minute(office.local(last.acts_at))
    block = block_action(session, last)
    if block is not None and block.state is State.DUE:
        return f"Блокировка НЕ остановлена: начнётся {when}, если её до того не остановят."
    return f"Блокировка НЕ остановлена: решение действует с {when}."
