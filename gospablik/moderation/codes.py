"""Personal one-time codes of the head and the deputies: only hashes are kept (clause 4.3).

A code is bound to the case, its evidence and the person; it is burnt at first sight, in the
right place or a wrong one; every fifth wrong guess voids all codes of the case.
"""

import secrets
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gospablik.moderation.statement import sha256
from gospablik.organisation import Organisation
from gospablik.store.decisions import Code, Proposal
from gospablik.store.once import changed

ALPHABET = "34679ACDEFGHJKMNPQRTUWXY"
LENGTH = 8
MOST_WRONG = 5
# Officials type Russian: letters that look the same are the same.
_ALIKE = str.maketrans("АСЕНКМРТХУ", "ACEHKMPTXY")

USED, USED_TO_STOP = "использован", "использован для СТОП"
WRONG_PLACE = "введён не в своё дело"
SEEN = "прислан с чужого адреса"
REPLACED, GUESSED, CASE_ENDED = "заменён новым", "пять неверных попыток", "дело закрыто"


def make_code(
    session: Session,
    proposal_id: int,
    official: str,
    revision: int,
    now: datetime,
    *,
    expires_at: datetime | None = None,
) -> str:
    """A new code of that official for that case, as it is shown («3F7K-9QRT»).

    Voids the official's earlier codes of this case, those of the same letter sent again too.
    `expires_at`: without one, when the case's term is over. The caller commits before the letter
    leaves.
    """
    proposal = session.get_one(Proposal, proposal_id, with_for_update=True, populate_existing=True)
    _end(session, now, REPLACED, Code.proposal_id == proposal_id, Code.official == official)
    last = session.scalars(
        select(Code.number)
        .filter_by(proposal_id=proposal_id, official=official)
        .order_by(Code.number.desc())
        .limit(1)
    ).first()
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    session.add(
        Code(
            proposal_id=proposal_id,
            official=official,
            number=max(revision, (last or 0) + 1),
            digest=_digest(proposal, official, code),
            made_at=now,
            expires_at=expires_at or proposal.until,
        )
    )
    session.flush()
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def live_code(session: Session, proposal_id: int, official: str, now: datetime) -> bool:
    """Whether that official holds a code of that case which would be taken now."""
    found = session.scalars(
        select(Code.id)
        .filter_by(proposal_id=proposal_id, official=official)
        .where(Code.ended_at.is_(None), Code.expires_at > now)
    )
    return found.first() is not None


def use_code(  # noqa: PLR0917
    session: Session,
    office: Organisation,
    proposal: Proposal,
    official_key: str,
    typed: str,
    now: datetime,
    *,
    used: str = USED,
) -> str | None:
    """Use a code up. None: it was this official's for this case; else what is wrong, in Russian.

    What is seen is burnt and what is guessed is counted, so the caller's transaction must be
    committed also when nothing is decided.
    """
    code = _bare(typed)
    if not code:
        return "код не введён"
    found = _find(session, office, code, proposal, official_key)
    if found is None:
        return _wrong(session, proposal, now)
    if found.ended_at is not None:
        return f"этот код уже не действует: {found.ended_because}"
    right = found.proposal_id == proposal.id and found.official == official_key
    if not _burn(session, found, used if right else WRONG_PLACE, now):
        return "этот код уже не действует: введён дважды"
    if not right:
        return "этот код выдан другому лицу или по другому делу; он погашен, потому что его увидели"
    if found.expires_at <= now:
        return f"срок кода вышел {office.local(found.expires_at):%d.%m.%Y %H:%M}"
    return None


def code_owner(session: Session, office: Organisation, typed: str) -> Code | None:
    """The code that these letters are, whosever it is; a live one first. None: there is none."""
    return min(
        _matches(session, office, _bare(typed)), key=lambda c: c.ended_at is not None, default=None
    )


def burn_seen(session: Session, office: Organisation, typed: str, now: datetime) -> Code | None:
    """Burn a live code that a stranger showed. None if these letters are no live code."""
    code = code_owner(session, office, typed)
    return code if code and _burn(session, code, SEEN, now) else None


def was_used(
    session: Session,
    office: Organisation,
    proposal: Proposal,
    official_key: str,
    typed: str,
    *,
    used: str = USED,
) -> bool:
    """Whether this is the code that the official decided this case with, or what `used` says."""
    code = _bare(typed)
    found = _find(session, office, code, proposal, official_key)
    return (
        found is not None
        and found.ended_because == used
        and (found.proposal_id, found.official) == (proposal.id, official_key)
    )


def void_codes(session: Session, proposal_id: int, why: str, now: datetime) -> None:
    """End all codes of a case."""
    _end(session, now, why, Code.proposal_id == proposal_id)


def _find(
    session: Session, office: Organisation, code: str, proposal: Proposal, official_key: str
) -> Code | None:
    """The code that these letters are, wherever it belongs; the one expected here first."""

    def distance(found: Code) -> tuple[bool, bool, bool]:
        return (
            found.proposal_id != proposal.id,
            found.official != official_key,
            found.ended_at is not None,
        )

    return min(_matches(session, office, code), key=distance, default=None)


def _matches(session: Session, office: Organisation, code: str) -> list[Code]:
    rows = session.execute(
        select(Code, Proposal)
        .join(Proposal, Proposal.id == Code.proposal_id)
        .where(Proposal.organisation == office.key)
        .execution_options(populate_existing=True)
    ).all()
    return [
        found
        for found, case in rows
        if secrets.compare_digest(found.digest, _digest(case, found.official, code))
    ]


def _burn(session: Session, code: Code, why: str, now: datetime) -> bool:
    """End a live code; False if another transaction was first."""
    return changed(
        session.execute(
            update(Code)
            .where(Code.id == code.id, Code.ended_at.is_(None))
            .values(ended_at=now, ended_because=why)
        )
    )


def _wrong(session: Session, proposal: Proposal, now: datetime) -> str:
    proposal.wrong_codes += 1
    session.flush()
    left = -proposal.wrong_codes % MOST_WRONG
    if left:
        return f"код неверный; до отмены всех кодов этого дела осталось попыток: {left}"
    void_codes(session, proposal.id, GUESSED, now)
    return "код неверный, и это пятая попытка: все коды этого дела отменены, придут новые письма"


def _bare(typed: str) -> str:
    """The letters of a code, whatever case, spaces, dashes and keyboard it was typed with."""
    return "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_ALIKE)


def _end(session: Session, now: datetime, why: str, *which: object) -> None:
    session.execute(
        update(Code)
        .where(Code.ended_at.is_(None), *which)  # type: ignore[arg-type]
        .values(ended_at=now, ended_because=why)
    )


def _digest(proposal: Proposal, official: str, code: str) -> str:
    return sha256(f"{proposal.organisation}/{proposal.id}/{proposal.evidence}/{official}/{code}")
