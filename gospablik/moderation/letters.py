"""The letter of a case, to each official who may decide it."""

from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.drafts import Draft, NothingToSay
from gospablik.letters import LetterKey
from gospablik.moderation.block_case import BlockCase, case_of
from gospablik.moderation.case_letters import reminds
from gospablik.moderation.codes import make_code
from gospablik.moderation.impartiality import impartial
from gospablik.moderation.links import quoted
from gospablik.moderation.proposals import deciders, locked_proposal
from gospablik.organisation import Official, Organisation
from gospablik.store.decisions import Proposal, ProposalStage
from gospablik.store.session import Store
from gospablik.templates import minute, plural, render
from gospablik.text import clean
from gospablik.working_time import working_days_left


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
        if reader not in impartial(session, office, tuple(proposal.rulings), now):
            raise NothingToSay(f"не решает это дело: {reader.title}")
        case = case_of(session, office, proposal)
        code = make_code(session, proposal.id, reader.key, revision, now)
        reminder = reminds(session, proposal.id, reader.key, revision)
    left = plural(
        working_days_left(office, now, proposal.until),
        "рабочий день",
        "рабочих дня",
        "рабочих дней",
    )
    values = {
        "left": left if reminder else "",
        "case": case,
        "code": code,
        "reader": reader,
        "house": office.organisation,
        "by_reply": office.mail.inbox is not None,
    }
    return Draft(
        subject=_subject(case, left if reminder else ""),
        text=render("letters/case.txt", quoted=quoted, clean=clean, **values),
        html=render("letters/case.html", clean=clean, **values),
        to=(reader.mail,),
    )


def case_words(session: Session, office: Organisation, proposal: Proposal) -> str:
    """The words of that letter as the rows tell them now, to nobody and without a code."""
    return render(
        "letters/case.txt",
        quoted=quoted,
        clean=clean,
        case=case_of(session, office, proposal),
        code="(код не хранится)",
        reader={"name": "(имя адресата)"},
        left="",
        house=office.organisation,
        by_reply=office.mail.inbox is not None,
    )


def _subject(case: BlockCase, left: str) -> str:
    what = f"Предложение о блокировке № {case.proposal_id}"
    if left:
        return f"Напоминание. {what}: осталось {left}, решите до {minute(case.until)}"
    return f"{what}: решите до {minute(case.until)}"


def reader_of(office: Organisation, key: str) -> Official:
    """The official of that key. Raises NothingToSay if the file names none."""
    try:
        return office.official_by_key(key)
    except KeyError:
        raise NothingToSay(f"в organisation.toml больше нет адресата «{key}»") from None
