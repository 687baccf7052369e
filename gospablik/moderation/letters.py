"""The letter of a case, to each official who may decide it."""

from datetime import datetime

from gospablik.drafts import Draft, NothingToSay
from gospablik.letters import LetterKey
from gospablik.moderation.block_case import case_of
from gospablik.moderation.codes import make_code
from gospablik.moderation.links import quoted
from gospablik.moderation.proposals import deciders, locked_proposal
from gospablik.organisation import Official, Organisation
from gospablik.store.decisions import Proposal, ProposalStage
from gospablik.store.session import Store
from gospablik.templates import minute, render
from gospablik.text import clean


def case_letter(
    store: Store, office: Organisation, key: LetterKey, revision: int, now: datetime
) -> Draft:
    """The case with a new personal code, whose hash is committed before this returns.

    Called by the mail effect's *do*: a letter sent once more carries a code of its own and voids
    the one before. Raises NothingToSay when the case is open no more or its reader decides no
    more.
    """
    with store.write() as session:
        reader = reader_of(office, key.reader)
        proposal = session.get(Proposal, key.row)
        if proposal is None or proposal.organisation != office.key:
            raise NothingToSay(f"дела № {key.row} нет")
        proposal = locked_proposal(session, proposal.id)
        if proposal.stage is not ProposalStage.OPEN or proposal.until <= now:
            raise NothingToSay(f"дело № {proposal.id} уже закрыто")
        if reader not in deciders(office, now):
            raise NothingToSay(f"полномочия не действуют: {reader.title}")
        case = case_of(session, office, proposal)
        code = make_code(session, proposal.id, reader.key, revision, now)
    values = {
        "case": case,
        "code": code,
        "reader": reader,
        "house": office.organisation,
        "by_reply": office.mail.inbox is not None,
    }
    return Draft(
        subject=f"Предложение о блокировке № {case.proposal_id}: решите до {minute(case.until)}",
        text=render("letters/case.txt", quoted=quoted, clean=clean, **values),
        html=render("letters/case.html", clean=clean, **values),
        to=(reader.mail,),
    )


def reader_of(office: Organisation, key: str) -> Official:
    """The official of that key. Raises NothingToSay if the file names none."""
    try:
        return office.official_by_key(key)
    except KeyError:
        raise NothingToSay(f"в organisation.toml больше нет адресата «{key}»") from None
