"""The letter about trouble: what a resident wrote, what to do now, what to answer (5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.drafts import Draft, NothingToSay
from gospablik.letters import DUTY, LetterKey
from gospablik.moderation.keeping import UNKNOWN_AUTHOR
from gospablik.moderation.links import comment_link, one_line, page_of, post_link, quoted
from gospablik.moderation.posts_under import under_words
from gospablik.moderation.questions import reviewers
from gospablik.moderation.troubles.letters import LATE
from gospablik.moderation.troubles.standing import (
    TERM,
    found_words,
    kind_words,
    not_asked_because,
)
from gospablik.moderation.troubles.words import FORM
from gospablik.networks import addresses
from gospablik.organisation import Organisation
from gospablik.page import NETWORK_NAMES
from gospablik.store.session import Store
from gospablik.store.troubles import ToldTrouble, TroubleLetter
from gospablik.templates import plural, render
from gospablik.text import clean

LONGEST = 1500
"""Letters of one comment: two hundred of them must still be a letter."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One comment. Moments are local; `author_link` is empty where the network does not say who
    wrote; `not_asked`: why no
    form asks about the answer.
    """

    what: str
    text: str
    author: str
    author_link: str
    page: str
    network: str
    where: str
    link: str
    post_link: str
    told_at: datetime
    found_at: datetime
    gone: bool
    reworded: bool
    why: str
    reply: str
    not_asked: str | None


def trouble_letter(
    store: Store, office: Organisation, key: LetterKey, revision: int, now: datetime
) -> Draft:
    """The letter of these troubles, as they stand now. Raises NothingToSay if it has no row."""
    with store.read() as session:
        letter = session.get(TroubleLetter, key.row)
        if letter is None or letter.organisation != office.key or key.reader != DUTY:
            raise NothingToSay(f"письма о беде № {key.row} нет")
        rows = session.scalars(
            select(ToldTrouble)
            .filter_by(letter_id=letter.id)
            .order_by(ToldTrouble.told_at, ToldTrouble.id)
        ).all()
        told = [_told(session, office, row, now) for row in rows]
    if not told:
        raise NothingToSay(f"в письме о беде № {key.row} нет ни одного комментария")
    late = letter.kind == LATE
    values = {
        "house": office.organisation,
        "late": late,
        "headline": _headline(told, late=late),
        "told": told,
        "one": len(told) == 1,
        "form": FORM,
        "hours": int(TERM.total_seconds() // 3600),
        "who": [official.title for official in reviewers(office, now)],
        "asks": any(one.not_asked is None for one in told),
        "quoted": quoted,
    }
    return Draft(
        subject=one_line(_subject(told, late=late), 150),
        text=render("letters/trouble.txt", **values),
        html=render("letters/trouble.html", **values),
        to=(office.mail.duty,),
    )


def _headline(told: Sequence[_Told], *, late: bool) -> str:
    kinds = list(dict.fromkeys(one.what for one in told))
    what = ", ".join(kinds[:3]) + (" и другое" if len(kinds) > 3 else "")
    return f"Беда, найдено поздно: {what}" if late else f"Беда: {what}"


def _subject(told: Sequence[_Told], *, late: bool) -> str:
    """«Беда: нет тепла — ВКонтакте, комментарий 26.11 03:12»."""
    first, last = told[0].told_at, told[-1].told_at
    networks = ", ".join(dict.fromkeys(one.network for one in told))
    if len(told) == 1:
        when = f"комментарий {first:%d.%m %H:%M}"
    else:
        many = plural(len(told), "комментарий", "комментария", "комментариев")
        began, ended = f"{first:%d.%m %H:%M}", f"{last:%d.%m %H:%M}"
        until = ended.removeprefix(f"{first:%d.%m} ")
        when = f"{many}, {began}" if began == ended else f"{many}, {began}–{until}"
    return f"{_headline(told, late=late)} — {networks}, {when}"


def _told(session: Session, office: Organisation, row: ToldTrouble, now: datetime) -> _Told:
    comment, page = row.comment, page_of(office, row.comment.page)
    stands = under_words(session, comment)
    named = page and not comment.author.network_id.startswith(UNKNOWN_AUTHOR)
    text = clean(row.version.text)
    return _Told(
        what=kind_words(row.kind),
        text=text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…",
        author=one_line(comment.author.name) or "имени сеть не показала",
        author_link=addresses.author(page, comment.author.network_id) if page and named else "",
        page=page.name if page else comment.page,
        network=NETWORK_NAMES[page.network] if page else comment.page,
        where=stands[:1].lower() + stands[1:],
        link=comment_link(page, comment),
        post_link=post_link(page, comment.post_network_id),
        told_at=office.local(row.told_at),
        found_at=office.local(row.found_at),
        gone=comment.gone_at is not None,
        reworded=comment.latest.id != row.version_id,
        why=found_words(row),
        reply=row.reply,
        not_asked=not_asked_because(session, office, row, now),
    )
