"""Where a comment has gone, for whoever asks: a resident, the head, the prosecutor (clause 4.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from gospablik.ledger import book
from gospablik.moderation.asking.standing import action_of
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.links import comment_link, page_name, page_of
from gospablik.moderation.named import Unknown, at_address, misread
from gospablik.moderation.pictures.record import identities, noted
from gospablik.moderation.proof import proof_of
from gospablik.moderation.reply_subjects import TROUBLE, UNDONE, WARNED, action_words
from gospablik.moderation.taken_back import undoing_of
from gospablik.moderation.troubles.standing import kind_words
from gospablik.organisation import Organisation
from gospablik.outcomes import ConfirmedBy
from gospablik.store.answers import Answer, ResidentQuestion
from gospablik.store.comments import Author, Comment
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.review import Ruling, Verdict
from gospablik.store.troubles import ToldTrouble

MOST = 20
_AT_ONCE = 500
_BACK = "удалённый комментарий снова на странице, специалисту он показан ещё раз"
_SHORTEST = 3
"""Letters of a name or of words: fewer are in half of all comments."""


class What(StrEnum):
    """What became of a comment; the value is what people read."""

    STANDS = "на странице"
    OURS = "удалён нами"
    ORDERED = "решено удалить"
    NOT_OURS = "исчез сам"


@dataclass(frozen=True, slots=True)
class Fate:
    """One comment. `texts`: its wordings, the oldest first, empty where they were erased; `story`:

    what is known of it, sentence by sentence, in the order of time. Times are local. `number`: by
    which other forms know it too, where the link is not its own.
    """

    what: What
    author: str
    page: str
    link: str
    number: str
    written_at: datetime
    texts: tuple[str, ...]
    story: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fates:
    """The newest first, at most twenty; `more`: how many others; `looked`: at how many.

    `unread`: if nothing was found, why the address that was typed could not lead to anything.
    """

    found: tuple[Fate, ...]
    more: int
    looked: int
    unread: Unknown | None = None


def fates(session: Session, office: Organisation, named: str) -> Fates:
    """Comments whose address in any spelling, number, author's name or words this is."""
    wanted = " ".join(named.split()).casefold()
    found: list[Fate] = []
    more = looked = 0
    there = select(Comment.id).where(Comment.organisation == office.key, at_address(office, named))
    addressed = frozenset(session.scalars(there))
    for comment in _comments(session, office):
        looked += 1
        if comment.id not in addressed and not _is_meant(comment, wanted):
            continue
        if len(found) < MOST:
            found.append(fate_of(session, office, comment))
        else:
            more += 1
    return Fates(tuple(found), more, looked, None if found else misread(office, named))


def _comments(session: Session, office: Organisation) -> Iterator[Comment]:
    return session.scalars(
        select(Comment)
        .join(Author, Author.id == Comment.author_id)
        .where(Comment.organisation == office.key, Author.is_page.is_(False))
        .options(selectinload(Comment.versions), selectinload(Comment.author))
        .order_by(Comment.written_at.desc(), Comment.id.desc())
        .execution_options(yield_per=_AT_ONCE)
    )


def _is_meant(comment: Comment, wanted: str) -> bool:
    if wanted == comment.network_id.casefold():
        return True
    if len(wanted) < _SHORTEST:
        return False
    texts = [version.text for version in comment.versions if version.text != ERASED]
    names = (comment.author.name, *texts)
    return any(wanted in " ".join(text.split()).casefold() for text in names)


def fate_of(session: Session, office: Organisation, comment: Comment) -> Fate:
    """All that is known of that comment."""
    removal = _removal(session, comment)
    told = sorted(_story(session, office, comment, removal), key=lambda one: one[0])
    page = page_of(office, comment.page)
    return Fate(
        what=_what(comment, removal),
        author=comment.author.name,
        page=page_name(office, comment.page),
        link=comment_link(page, comment),
        number=comment.network_id,
        written_at=office.local(comment.written_at),
        texts=tuple(version.text for version in comment.versions if version.text != ERASED),
        story=tuple(f"{office.local(at):%d.%m.%Y %H:%M} — {words}." for at, words in told),
    )


def _what(comment: Comment, removal: Action | None) -> What:
    if comment.gone_at is None:
        open_ = removal and removal.state not in (State.CANCELLED, State.CONFIRMED, State.MISSED)
        return What.ORDERED if open_ else What.STANDS
    return What.OURS if _is_ours(comment, removal) else What.NOT_OURS


def _is_ours(comment: Comment, removal: Action | None) -> bool:
    """Whether that removal is why it is gone: what went again later was taken off by others."""
    if removal is None or comment.gone_at is None or removal.state is not State.CONFIRMED:
        return False
    return comment.gone_at <= removal.state_since


def _removal(session: Session, comment: Comment) -> Action | None:
    """The newest removal that a ruling on this comment ordered."""
    rulings = session.scalars(
        select(Ruling)
        .filter_by(comment_id=comment.id, verdict=Verdict.REMOVE)
        .order_by(Ruling.id.desc())
    )
    actions = (_ordered(session, ruling) for ruling in rulings)
    return next((action for action in actions if action), None)


def _ordered(session: Session, ruling: Ruling) -> Action | None:
    return _action(session, ruling, Kind.REMOVE, str(ruling.id))


def _action(session: Session, ruling: Ruling, kind: Kind, subject: str) -> Action | None:
    return book.newest(
        session,
        organisation=ruling.organisation,
        kind=kind,
        page=ruling.comment.page,
        subject=subject,
    )


_Moment = tuple[datetime, str]
_KEPT = {
    Verdict.KEEP: "решено оставить",
    Verdict.ANSWER: "решено оставить и ответить",
    Verdict.WARN: "решено оставить и предупредить автора (нарушением не считается)",
}


def _story(
    session: Session, office: Organisation, comment: Comment, removal: Action | None
) -> Iterator[_Moment]:
    yield comment.written_at, "написан"
    yield comment.first_seen_at, "увиден программой"
    for before, version in pairwise(comment.versions):
        same = (before.text, before.attachments) == (version.text, version.attachments)
        if not same or version.text == ERASED:
            yield version.seen_at, "изменён автором"
        elif identities(noted(session, before.id)) != identities(noted(session, version.id)):
            yield version.seen_at, "автор заменил картинку"
        else:
            yield version.seen_at, _BACK
    rulings = select(Ruling).filter_by(comment_id=comment.id).order_by(Ruling.id)
    for ruling in session.scalars(rulings):
        yield from _of_ruling(session, office, ruling)
    for answer in session.scalars(
        select(Answer).join(ResidentQuestion).where(ResidentQuestion.comment_id == comment.id)
    ):
        yield from _of_answer(session, office, answer)
    for trouble in session.scalars(select(ToldTrouble).filter_by(comment_id=comment.id)):
        yield from _of_trouble(session, office, trouble)
    if comment.gone_at is not None and not _is_ours(comment, removal):
        yield (
            comment.gone_at,
            "на странице его больше нет, и удалили его не мы: автор, другой администратор страницы"
            " или сеть — кто из них, программа не видит",
        )


def _of_ruling(session: Session, office: Organisation, ruling: Ruling) -> Iterator[_Moment]:
    who = office.title_of(ruling.official)
    if ruling.verdict is not Verdict.REMOVE:
        yield ruling.made_at, f"{_KEPT[ruling.verdict]}: {who}"
        warning = _action(session, ruling, Kind.REPLY, f"{WARNED}{ruling.id}")
        if warning is not None:
            yield _carried(office, warning)
        return
    proof = proof_of(session, ruling.id)
    ground = ruling.ground.words if ruling.ground else "основание не названо"
    sealed = f"; доказательство № {proof.number}, печать {proof.seal}" if proof else ""
    yield (
        ruling.made_at,
        f"решено удалить по пункту 4.2 ({ground}): {who}; пояснение: «{ruling.reason}»{sealed}",
    )
    action = _ordered(session, ruling)
    if action is not None:
        yield _carried(office, action)
    if ruling.annulled_at is not None:
        undone = undoing_of(session, ruling)
        told = f"; пояснение: «{undone.reason}»" if undone else ""
        by = office.title_of(ruling.annulled_by)
        yield ruling.annulled_at, f"решение об удалении отменено: {by}{told}"
        if undone and undone.ruling_id == ruling.id:
            back = _action(session, ruling, Kind.RESTORE, str(undone.id))
            word = _action(session, ruling, Kind.REPLY, f"{UNDONE}{undone.id}")
            yield from (_carried(office, one) for one in (back, word) if one)


def _of_answer(session: Session, office: Organisation, answer: Answer) -> Iterator[_Moment]:
    yield answer.made_at, f"решено ответить от имени страницы: {office.title_of(answer.official)}"
    action = action_of(session, answer)
    if action is not None:
        yield _carried(office, action)


def _of_trouble(session: Session, office: Organisation, row: ToldTrouble) -> Iterator[_Moment]:
    yield row.found_at, f"найдены слова о беде ({kind_words(row.kind)})"
    if row.answered_at is not None:
        said = "ответить" if row.agreed else "не отвечать"
        yield row.answered_at, f"решено {said} о беде: {office.title_of(row.answered_by)}"
    action = book.newest(
        session,
        organisation=row.organisation,
        kind=Kind.REPLY,
        page=row.comment.page,
        subject=f"{TROUBLE}{row.id}",
    )
    if action is not None:
        yield _carried(office, action)


def _carried(office: Organisation, action: Action) -> _Moment:
    what = "удаление" if action.kind is Kind.REMOVE else action_words(action)
    return action.state_since, f"{what}: {action.state.words}{_by_what(office, action)}"


def _by_what(office: Organisation, action: Action) -> str:
    if action.state is not State.CONFIRMED:
        return f" ({action.why})" if action.why else ""
    match action.confirmed_by:
        case ConfirmedBy.READBACK:
            return ", прочитано на странице"
        case ConfirmedBy.PERSON:
            return f", со слов: {office.title_of(action.confirmed_person)}"
        case _:
            return ", по ответу сети"
