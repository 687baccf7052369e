"""What is written back about a reply that decided nothing (clause 4.3)."""

from datetime import datetime

from gospablik.drafts import Draft, NothingToSay
from gospablik.letters import LetterKey
from gospablik.moderation.letters import reader_of
from gospablik.moderation.replies.take import SENDER
from gospablik.organisation import Organisation
from gospablik.store.inbox import Came, ReceivedLetter
from gospablik.store.session import Store
from gospablik.templates import render


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
        values = {
            "row": row,
            "owner": owner,
            "stranger": row.came is Came.STRANGER,
            "read_at": office.local(row.read_at),
            "house": office.organisation,
        }
        about = f" по делу № {row.proposal_id}" if row.proposal_id else ""
        return Draft(
            subject=f"Решение{about} не принято: {row.why}"[:200],
            text=render("letters/answer.txt", **values),
            html=render("letters/answer.html", **values),
            to=(owner.mail if owner else row.sender,),
        )
