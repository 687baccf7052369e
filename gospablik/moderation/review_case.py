"""What the form «Разбор нарушений» shows: rebuilt from the question's row, each time the same."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.moderation.links import comment_link, one_line, page_name, page_of, post_link, where
from gospablik.moderation.pictures.shown import ShownPicture, pictures_of
from gospablik.moderation.posts_under import post_under
from gospablik.moderation.queue import count_standing, count_warned, reasons
from gospablik.moderation.staff import staff_words
from gospablik.organisation import Organisation
from gospablik.regulation import Ground
from gospablik.store.review import Question, Reservation, Verdict

LATER = "решить позже"
ANSWER, WARN = "ответить", "предупредить"
CHOICES: dict[str, tuple[Verdict, Ground | None] | None] = {
    LATER: None,
    "оставить": (Verdict.KEEP, None),
    ANSWER: (Verdict.ANSWER, None),
    WARN: (Verdict.WARN, None),
    **{f"удалить: {ground.words}": (Verdict.REMOVE, ground) for ground in Ground},
    "удалить: явно искажает смысл": (Verdict.REMOVE, Ground.DISTORTION),
}
"""What may be said of one comment, as the form words it -> the ruling it means (None: none)."""
CHOICES.pop(f"удалить: {Ground.DISTORTION.words}")


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One comment of the form. Times are local; `text` is a resident's words, never markup.

    `history`, `warned`: how many of the author's comments were ruled violations, and how many were
    kept with a warning. `staff`: that it may be one of the administration, if so. `post_title` is
    of a post of the program's; of another there are only the words that the network showed,
    `post_text`, at `post_seen_at`. `where` says where the comment stands if neither is known.
    """

    position: int
    comment_id: int
    author: str
    written_at: datetime
    text: str
    attachments: tuple[str, ...]
    why: tuple[str, ...]
    page: str
    post_title: str
    post_link: str
    link: str
    history: int
    where: str = ""
    post_text: str = ""
    post_seen_at: datetime | None = None
    warned: int = 0
    pictures: tuple[ShownPicture, ...] = ()
    staff: str = ""


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """The whole form. `officials`: (key, name and office) of those who may answer."""

    question_id: int
    round: int
    officials: tuple[tuple[str, str], ...]
    until: datetime
    items: tuple[ReviewItem, ...]


def review_case(session: Session, office: Organisation, question_id: int) -> ReviewCase:
    """The form of that question. Raises NoResultFound if there is no such question."""
    question = session.get_one(Question, question_id)
    wordings = [place.version_id for place in question.comments]
    why, pictures = reasons(session, wordings), pictures_of(session, wordings)
    return ReviewCase(
        question_id=question.id,
        round=question.round,
        officials=titles(office, question.officials),
        until=office.local(question.until),
        items=tuple(
            replace(_item(session, office, place, why), pictures=pictures.get(place.version_id, ()))
            for place in question.comments
        ),
    )


def titles(office: Organisation, keys: list[str]) -> tuple[tuple[str, str], ...]:
    """(key, name and office) of these officials; who left organisation.toml is left out."""
    return tuple((o.key, o.title) for o in office.official if o.key in keys)


def _item(
    session: Session, office: Organisation, place: Reservation, why: dict[int, tuple[str, ...]]
) -> ReviewItem:
    comment, page = place.comment, page_of(office, place.comment.page)
    post = post_under(session, comment)
    return ReviewItem(
        position=place.position,
        comment_id=comment.id,
        author=one_line(comment.author.name),
        written_at=office.local(comment.written_at),
        text=place.version.text,
        attachments=tuple(place.version.attachments),
        why=why.get(place.version_id, ()),
        page=page_name(office, comment.page),
        post_title=post.title if post else "",
        post_link=post_link(page, comment.post_network_id),
        link=comment_link(page, comment),
        history=count_standing(session, comment.author_id),
        where="" if post and post.named() else where(comment),
        post_text=post.text if post else "",
        post_seen_at=office.local(post.seen_at) if post and post.seen_at else None,
        warned=count_warned(session, comment.author_id),
        staff=staff_words(office, comment.author),
    )
