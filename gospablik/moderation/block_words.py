"""What a blocked author is told: on what ground, by which decision, how to object (clause 4.3).

«В рамках правил использования информационного ресурса»: VK shows it to the author; in OK and MAX
it is part of the errand, and a person tells where the network lets him. In Telegram a bot may not
write first, and nobody is named before all: there the author reads nothing of it.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.organisation import Organisation
from gospablik.regulation import Ground
from gospablik.store.decisions import Decision
from gospablik.store.review import Ruling
from gospablik.templates import render


def reason_of(session: Session, office: Organisation, decision: Decision) -> str:
    """The reason as networks take it, on one line; the same at each call. No name of anybody."""
    text = render(
        "replies/blocked.txt",
        house=office.organisation,
        grounds=_grounds(session, decision),
        number=decision.id,
        decided=office.local(decision.decided_at),
        until=office.local(decision.until) if decision.until else None,
        mail=office.mail.sender,
    )
    return " ".join(text.split())


def _grounds(session: Session, decision: Decision) -> list[str]:
    """The grounds of the case's rulings in words, each once, in the order of clause 4.2."""
    rulings = select(Ruling.ground).where(Ruling.id.in_(decision.proposal.rulings))
    found = set(session.scalars(rulings))
    return [ground.words for ground in Ground if ground in found] or ["нарушение правил"]
