"""Who may decide a case (clause 4.3): nobody who ruled or is insulted in it, nor its author.

Nobody is asked whether he feels insulted: whose surname stands in a sealed insult of the case is
not asked, nor is the head if the word «глава» stands there, nor the only deputy if «заместитель»
does. That may keep out somebody who was only mentioned; it lets nobody decide in his own cause.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.detection.letters import as_cyrillic, visible
from gospablik.moderation.evidence import deciders
from gospablik.moderation.staff import why_his
from gospablik.organisation import Official, Organisation
from gospablik.regulation import Ground, Office
from gospablik.store.review import Proof, ProofContent, Ruling
from gospablik.text.surnames import all_forms, stands_in, surnames

_DEPUTY = re.compile(r"\b(?:зам(?:естител\w*)?[\s.-]*(?:главы|мэра)|заммэр\w*|вице-?мэр\w*)")
_HEAD_WORDS, _DEPUTY_WORDS = {"глава", "мэр"}, {"заместитель", "зам"}
_SAKHA_HEAD = re.compile("ба[һh]ылы[кг]")


@dataclass(frozen=True, slots=True)
class Barred:
    """An official who would be entitled and does not decide this case. `why`: in Russian."""

    official: Official
    why: str

    @property
    def words(self) -> str:
        """The whole sentence, as the case says it."""
        return f"{self.official.title} не решает: {self.why}."


def impartial(
    session: Session, office: Organisation, rulings: tuple[int, ...], now: datetime
) -> list[Official]:
    """Who may decide this case: acting, entitled and not barred from it."""
    kept_out = {one.official.key for one in barred(session, office, rulings, now)}
    return [official for official in deciders(office, now) if official.key not in kept_out]


def barred(
    session: Session, office: Organisation, rulings: tuple[int, ...], now: datetime
) -> list[Barred]:
    """Which of those entitled at that moment do not decide this case, and why."""
    day = office.local(now).date()
    found = ((one, why_barred(session, office, rulings, one, day)) for one in deciders(office, now))
    return [Barred(one, why) for one, why in found if why]


def why_barred(
    session: Session, office: Organisation, rulings: Sequence[int], official: Official, day: date
) -> str | None:
    """Why that official does not decide the case, in Russian; None if nothing keeps him.

    `day`: of the organisation's calendar; whoever acted then may be meant by the words.
    """
    rows = session.scalars(select(Ruling).where(Ruling.id.in_(rulings))).all()
    if official.key in {ruling.official for ruling in rows}:
        return "решал об удалении в этом деле"
    his = (why_his(official, ruling.comment.author) for ruling in rows)
    if own := next((why for why in his if why), None):
        return own
    entitled = [one for one in office.official if one.office.decides_blocks and one.acting(day)]
    only = sum(one.office is Office.DEPUTY for one in entitled) == 1
    texts = (text for ruling in rows for text in _insults(session, ruling))
    reasons = (_insulted(official, text, only=only) for text in texts)
    return next((reason for reason in reasons if reason), None)


def _insults(session: Session, ruling: Ruling) -> Iterator[str]:
    """The sealed wordings of an insult; none of what was erased."""
    if ruling.ground is not Ground.INSULT:
        return
    content = session.scalars(
        select(ProofContent)
        .join(Proof, Proof.id == ProofContent.proof_id)
        .where(Proof.ruling_id == ruling.id)
    ).first()
    if content is not None:
        yield from (version["text"] for version in content.content["versions"])


def _insulted(official: Official, text: str, *, only: bool) -> str | None:
    """Why he is taken for insulted. `only`: there is no other deputy whom the word may mean."""
    plain = visible(text)[0]
    words = all_forms(plain) | all_forms(as_cyrillic(plain))
    if any(stands_in(name, words, text) for name in surnames(official.name)):
        return "фамилия этого лица стоит в комментарии, признанном оскорблением"
    without_deputies = _DEPUTY.sub(" ", plain)
    if official.office is Office.HEAD:
        named = bool(_HEAD_WORDS & all_forms(without_deputies) or _SAKHA_HEAD.search(plain))
    else:
        named = only and bool(_DEPUTY.search(plain) or _DEPUTY_WORDS & words)
    if not named:
        return None
    office = "глава" if official.office is Office.HEAD else "заместитель главы"
    return f"в комментарии, признанном оскорблением, названа должность этого лица ({office})"
