"""The whole extract, gathered from rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.control.commenting_rules import commenting_rules
from gospablik.control.extract.attached import kept_files, scans
from gospablik.control.extract.cases import OnCase, OnLetter, cases_of, undone_letters
from gospablik.control.extract.chosen import chosen
from gospablik.control.extract.facts import OnComment, comment_facts
from gospablik.control.extract.proofs import OnProof, links_between, proofs_of
from gospablik.moderation.proof import head
from gospablik.organisation import Organisation
from gospablik.regulation import CLAUSES

QUOTED = ("4.1", "4.2", "4.3")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. `named`: as `chosen` takes it; `official`: a key; `reason`: why."""

    named: str
    whole_author: bool
    official: str
    reason: str


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that an extract tells. `chain`: the statements between the first and the last

    proof of it, `chain_head`: number and seal of the newest row; `comment_id`: the row that it was
    asked for; `files`: pictures and scans by their place in the folder; `made_at` is local.
    """

    number: int
    comment_id: int
    organisation: str
    made_at: datetime
    made_by: str
    request: Request
    left_out: int
    comments: tuple[OnComment, ...]
    proofs: tuple[OnProof, ...]
    chain: tuple[str, ...]
    chain_head: tuple[int, str]
    cases: tuple[OnCase, ...]
    letters: tuple[OnLetter, ...]
    files: Mapping[str, bytes]
    clauses: tuple[str, ...]
    rules: str


def gather(session: Session, office: Organisation, request: Request, now: datetime) -> Whole:
    """Read it all in one transaction; its number is still 0. Raises OfficeError if there is no

    such comment.
    """
    named, comments, left_out = chosen(
        session, office, request.named, whole_author=request.whole_author
    )
    facts = [
        comment_facts(session, office, comment, place)
        for place, comment in enumerate(comments, start=1)
    ]
    rulings = [ruling.number for one in facts for ruling in one.rulings]
    cases = cases_of(session, office, rulings)
    numbers = [ruling.proof for one in facts for ruling in one.rulings if ruling.proof]
    proofs = proofs_of(session, office, numbers)
    return Whole(
        number=0,
        comment_id=named.id,
        organisation=office.organisation.name,
        made_at=office.local(now),
        made_by=office.title_of(request.official),
        request=request,
        left_out=left_out,
        comments=tuple(facts),
        proofs=tuple(proofs),
        chain=tuple(links_between(session, office, min(numbers), max(numbers)) if numbers else ()),
        chain_head=head(session, office.key),
        cases=tuple(cases),
        letters=tuple(undone_letters(session, office, rulings)),
        files=kept_files(session, office, facts, proofs) | scans(session, cases),
        clauses=tuple(f"{one}. {CLAUSES[one]}" for one in QUOTED),
        rules=commenting_rules(office, now),
    )
