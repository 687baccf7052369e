"""The letter that a case was closed without a decision and nobody is blocked (clause 4.3)."""

from datetime import datetime

from gospablik.drafts import Draft, NothingToSay
from gospablik.letters import LetterKey
from gospablik.moderation.letters import reader_of
from gospablik.moderation.links import page_name
from gospablik.organisation import Organisation
from gospablik.store.decisions import Lapse, Proposal
from gospablik.store.session import Store
from gospablik.templates import render


def lapsed_letter(
    store: Store, office: Organisation, key: LetterKey, revision: int, now: datetime
) -> Draft:
    """Which case, why, and that nothing is to be done. Raises NothingToSay if it is not closed."""
    reader = reader_of(office, key.reader)
    with store.read() as session:
        row = session.get(Proposal, key.row)
        if row is None or row.organisation != office.key or row.lapsed_at is None:
            raise NothingToSay(f"дело № {key.row} не закрыто")
        values = {
            "number": row.id,
            "author": row.author.name,
            "page": page_name(office, row.page),
            "opened_at": office.local(row.opened_at),
            "until": office.local(row.until),
            "lapsed_at": office.local(row.lapsed_at),
            "term": row.lapsed_because is Lapse.TERM,
            "decides": reader.office.decides_blocks,
            "reader": reader,
            "house": office.organisation,
        }
    return Draft(
        subject=f"Дело № {row.id} закрыто без решения: автор не заблокирован",
        text=render("letters/lapsed.txt", **values),
        html=render("letters/lapsed.html", **values),
        to=(reader.mail,),
    )
