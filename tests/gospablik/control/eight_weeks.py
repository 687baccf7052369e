"""Eight generated weeks of an office with two pages: everything that a control letter counts."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.alarms import raise_alarm
from gospablik.control.checks import keep_check
from gospablik.control.run_alarms import raise_failed
from gospablik.organisation import Organisation
from gospablik.outcomes import ConfirmedBy
from gospablik.regulation import Ground
from gospablik.store.session import Store
from gospablik.store.tables import (
    Attempt,
    CommentVersion,
    DecisionVerdict,
    Ended,
    Finding,
    Kind,
    Result,
    State,
    Verdict,
)
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

START = at(5, 0, month=10)
"""Monday, 5 October 2026, midnight in Yakutsk: the first of eight weeks."""
NOW = at(30, 9)
HOURS = 8 * 7 * 24
_LATER = date(2026, 10, 20)
Moment = Callable[..., datetime]


def office() -> Organisation:
    """Two pages and a norm; the second page is run since a Tuesday of the third week."""
    raw = make.office(norm=3, pages=2, appointed="постановление от 01.02.2026 № 10").model_dump()
    raw["page"][1]["since"] = _LATER
    return Organisation.model_validate(raw)


def eight_weeks(store: Store, house: Organisation, seed: int = 1) -> None:
    """Fill the store; the same seed is the same rows."""
    chance = Random(seed)

    def moment(first: int = 0, last: int = HOURS) -> datetime:
        return START + timedelta(minutes=chance.randrange(first * 60, last * 60))

    with store.write() as session:
        _publishing(session, house, chance, moment)
        _comments(session, chance, moment)
        _cases(session, chance, moment)
        _ledger(session, chance, moment)
        _reposts(session, Random(seed))
        for n in range(9):
            raise_failed(session, house, f"Задача {n}", "т", moment(), trial=False)
            raise_failed(session, house, f"Проба {n}", "т", moment(), trial=True)
            raise_alarm(session, house, f"right:{n}", headline="Право", text="т",
                        now=moment())  # fmt: skip
        for week in (0, 3, 6, 7):
            when = START + timedelta(weeks=week, days=3)
            make.checked(session, house, when=when)
            for subject in ("publish", "remove")[: week % 3]:
                keep_check(session, house, page="vk", rule=rules.RIGHT, subject=subject,
                           result=chance.choice((Result.GOOD, Result.BAD)), words="право",
                           now=when)  # fmt: skip
        make.checked(session, house, when=at(29, 22))


def _publishing(session: Session, house: Organisation, chance: Random, moment: Moment) -> None:
    for n in range(60):
        when = moment()
        news = make.item(session, when=when, title=f"Новость {n}")
        for page in house.page:
            out = when + timedelta(hours=chance.randrange(1, 90))
            if chance.random() < 0.6 and house.start_of(page) < out < NOW:
                how = chance.choice(list(ConfirmedBy))
                post = make.post(session, when=out, page=page.key, of=news, how=how)
                if chance.random() < 0.5 and out < at(28):
                    bad = chance.random() < 0.3
                    make.reconciled(session, house, of=post, when=out + timedelta(hours=5),
                                    result=Result.BAD if bad else Result.GOOD)  # fmt: skip


def _reposts(session: Session, chance: Random) -> None:
    """On both pages; one in eight is not known to have come out."""
    for n in range(16):
        when = START + timedelta(minutes=chance.randrange(HOURS * 60))
        state = State.CONFIRMED if n % 8 else State.UNKNOWN
        made = make.repost(session, when=when, page="vk-1" if n % 3 == 0 else "vk", state=state,
                           how=chance.choice(list(ConfirmedBy)))  # fmt: skip
        if n == 5:  # ordered twice, and found to be there both times
            make.action(session, kind=Kind.REPOST, subject=made.id, page=made.page, revision=2,
                        when=when + timedelta(days=2), external_id="5")  # fmt: skip


def _comments(session: Session, chance: Random, moment: Moment) -> None:
    for n in range(150):
        when = moment()
        author = "-101" if n % 17 == 0 else f"50{n}"
        page = chance.choice(("vk", "vk-1"))
        found = when + timedelta(minutes=10) if chance.random() < 0.5 else None
        gone = when + timedelta(hours=chance.randrange(2, 400)) if chance.random() < 0.2 else None
        one = make.comment(session, when=when, author=author, found=found, gone=gone, page=page)
        if n % 23 == 0 and not found:
            session.add(Finding(version_id=one.latest.id, ground=Ground.RULES, rule="sample-1",
                                reason="выборка", found_at=when))  # fmt: skip
        if found and author != "-101" and chance.random() < 0.7:
            ruled = found + timedelta(hours=chance.randrange(1, 60))
            verdict = chance.choice(list(Verdict))
            annulled = ruled + timedelta(days=chance.randrange(1, 20))
            make.ruling(session, of=one, when=ruled, verdict=verdict,
                        ground=chance.choice(list(Ground)),
                        annulled=annulled if chance.random() < 0.3 else None)  # fmt: skip
        if found and chance.random() < 0.2:
            seen = found + timedelta(hours=chance.randrange(1, 300))
            session.add(CommentVersion(comment_id=one.id, number=2, text="иначе", attachments=[],
                                       seen_at=seen))  # fmt: skip
    session.flush()


def _cases(session: Session, chance: Random, moment: Moment) -> None:
    for _ in range(12):
        made = make.decision(session, when=moment(24), verdict=chance.choice(list(DecisionVerdict)),
                             page=chance.choice(("vk", "vk-1")))  # fmt: skip
        if made.until:
            made.until = made.decided_at + timedelta(days=chance.randrange(1, 40))
            if chance.random() < 0.8:
                make.action(session, kind=Kind.BLOCK, subject=made.id,
                            when=made.decided_at + timedelta(hours=1),
                            page=made.proposal.page)  # fmt: skip
            if chance.random() < 0.6:
                made.ended, made.ended_by = Ended.LIFTED, "head"
                made.ended_at = made.decided_at + timedelta(days=chance.randrange(1, 25))
    make.action(session, kind=Kind.UNBLOCK, subject="1", when=moment())


def _ledger(session: Session, chance: Random, moment: Moment) -> None:
    for n in range(40):
        began = moment()
        outcome = chance.choice(("NeedsPerson", "Unknown"))
        state = {"NeedsPerson": State.ERRAND, "Unknown": State.UNKNOWN}[outcome]
        ended = began + timedelta(hours=chance.randrange(1, 700))
        over = chance.random() < 0.8 and ended < NOW
        kind = chance.choice((Kind.REPLY, Kind.EDIT))
        of = f"told:{100 + n}" if kind is Kind.REPLY else 100 + n
        made = make.action(session, kind=kind, subject=of,
                           when=ended if over else began,
                           state=State.CONFIRMED if over else state,
                           how=chance.choice(list(ConfirmedBy)))  # fmt: skip
        session.add(_attempt(made.id, "do", outcome, began))
        if over:
            session.add(_attempt(made.id, "look", "Present", ended))
    for n in range(6):
        make.action(session, kind=Kind.MAIL, page="", subject=f"case:{100 + n}:head", when=moment(),
                    how=ConfirmedBy.ANSWER)  # fmt: skip


def _attempt(action: int, verb: str, outcome: str, when: datetime) -> Attempt:
    return Attempt(action_id=action, claim_token="", verb=verb, finished_at=when, outcome=outcome,
                   detail="", counted=True)  # fmt: skip
