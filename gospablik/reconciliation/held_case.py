"""What the form «Задержанные посты» shows: rebuilt from the question's rows (clause 3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.links import page_name, page_of
from gospablik.moderation.review_case import titles
from gospablik.organisation import Organisation
from gospablik.publishing.outgoing import planned_media
from gospablik.publishing.own_words import Pieces, against_site, differing, in_pieces, marked
from gospablik.reconciliation.held_questions import nothing_left
from gospablik.store.tables import HeldPost, HeldVerdict, Hold, Post, Question

WAIT = "ждать: исправят на сайте"
CORRECT = "исправить текст"
DROP = "не публиковать"
STAY = "оставить снятым"
RETURN = "вернуть: опубликовать"
CHOICES: dict[Hold, dict[str, HeldVerdict]] = {
    Hold.TEXT: {
        WAIT: HeldVerdict.WAIT,
        CORRECT: HeldVerdict.CORRECT,
        DROP: HeldVerdict.DROP,
    },
    Hold.OTHER: {WAIT: HeldVerdict.WAIT, DROP: HeldVerdict.DROP},
    Hold.DROPPED: {STAY: HeldVerdict.STAY, RETURN: HeldVerdict.RETURN},
}
"""What may be said of one text, by what holds it; the first changes nothing and is pre-set."""


@dataclass(frozen=True, slots=True)
class HeldOnForm:
    """One text of a news item. `pages`: where it would stand; `until` (local): later the site's
    mending comes too late.

    `text`: the post's whole text, `pieces`: the same with what differs from the site marked,
    `differing`: the differences in words. `draft`: what was written last and not accepted,
    `refused`: why. `left`: why there is nothing to decide any more; None if there is.
    """

    number: int
    hold: Hold
    title: str
    link: str
    pages: tuple[str, ...]
    why: str
    until: datetime
    text: str
    pieces: Pieces
    differing: tuple[str, ...]
    draft: str | None
    refused: str | None
    left: str | None

    @property
    def filled(self) -> str:
        """What stands in the field at first."""
        return self.draft or self.text


@dataclass(frozen=True, slots=True)
class HeldCase:
    """The whole form. `officials`: (key, name and office) of those who may answer."""

    question_id: int
    round: int
    officials: tuple[tuple[str, str], ...]
    until: datetime
    items: tuple[HeldOnForm, ...]


def held_case(session: Session, office: Organisation, question_id: int) -> HeldCase:
    """The form of that question. Raises NoResultFound if there is no such question."""
    question = session.get_one(Question, question_id)
    return HeldCase(
        question_id=question.id,
        round=question.round,
        officials=titles(office, question.officials),
        until=office.local(question.until),
        items=tuple(
            _item(session, office, number, places)
            for number, places in enumerate(texts_of(session, question_id), 1)
        ),
    )


def texts_of(session: Session, question_id: int) -> list[list[HeldPost]]:
    """The places of a form by what was shown: pages with one text of one news item together."""
    places = session.scalars(
        select(HeldPost).filter_by(question_id=question_id).order_by(HeldPost.position)
    )
    return [
        list(group)
        for _, group in groupby(places, key=lambda one: (one.revision_id, one.hold, one.text))
    ]


def _item(
    session: Session, office: Organisation, number: int, places: Sequence[HeldPost]
) -> HeldOnForm:
    place, post = places[0], places[0].post
    pieces, differs = _against_site(office, place, post)
    term = timedelta(hours=office.organisation.late_hours)
    left = [nothing_left(session, one) for one in places]
    return HeldOnForm(
        number=number,
        hold=place.hold,
        title=place.revision.title,
        link=post.item.link,
        pages=tuple(page_name(office, one.post.page) for one in places),
        why=place.why,
        until=office.local(post.planned_at + term),
        text=place.text,
        pieces=pieces,
        differing=differs,
        draft=place.draft,
        refused=place.refused,
        left=left[0] if all(left) else None,
    )


def _against_site(
    office: Organisation, place: HeldPost, post: Post
) -> tuple[Pieces, tuple[str, ...]]:
    """What the text says otherwise than the page of the news; nothing if that was not read."""
    page, revision = page_of(office, post.page), place.revision
    if place.hold is not Hold.TEXT or page is None or revision.article is None:
        return in_pieces(place.text, ()), ()
    found = against_site(
        place.text,
        title=revision.title,
        words="",
        article=revision.article,
        link=post.item.link,
        lines=planned_media(page.network, post, place.text).lines,
    )
    return marked(found), differing(found)
