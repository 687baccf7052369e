"""The letter that a ruling was taken back (clause 4.2)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.drafts import Draft, NothingToSay
from gospablik.ledger import book
from gospablik.letters import LetterKey
from gospablik.moderation.letters import reader_of
from gospablik.moderation.links import comment_link, page_name, page_of, quoted
from gospablik.moderation.proof import proof_of
from gospablik.moderation.taken_back import newer, taken_back
from gospablik.moderation.undoing import other_ruling
from gospablik.moderation.undone_acts import ended_blocks, removed_by_us, restores
from gospablik.organisation import Organisation
from gospablik.store.ledger import Kind
from gospablik.store.review import Ruling
from gospablik.store.session import Store
from gospablik.store.undoing import Undoing
from gospablik.templates import render
from gospablik.text import clean


def undone_letter(
    store: Store, office: Organisation, key: LetterKey, revision: int, now: datetime
) -> Draft:
    """What was taken back, by whom, why, what follows. Raises NothingToSay if nothing was."""
    reader = reader_of(office, key.reader)
    with store.read() as session:
        row = session.get(Undoing, key.row)
        if row is None or row.organisation != office.key or row.undone_at is None:
            raise NothingToSay(f"отмены № {key.row} нет")
        number = _number(session, row.ruling)
        earlier = [one for one in taken_back(session, row) if one.id != row.ruling_id]
        also = [other_ruling(session, office, one) for one in earlier]
        values = _values(session, office, row) | {"reader": reader, "house": office.organisation}
        values |= {"number": number, "also": also}
    return Draft(
        subject=_subject([*(one.proof_number for one in also), number]),
        text=render("letters/undone.txt", quoted=quoted, clean=clean, **values),
        html=render("letters/undone.html", clean=clean, **values),
        to=(reader.mail,),
    )


def _values(session: Session, office: Organisation, row: Undoing) -> dict[str, object]:
    ruling = row.ruling
    comment = ruling.comment
    return {
        "who": office.title_of(ruling.annulled_by),
        "undone_at": office.local(row.undone_at) if row.undone_at else None,
        "reason": row.reason,
        "ruled_at": office.local(ruling.made_at),
        "ruled_by": office.title_of(ruling.official),
        "ground": ruling.ground.words if ruling.ground else "",
        "author": comment.author.name,
        "page": page_name(office, comment.page),
        "text": ruling.version.text,
        "back": _back(session, office, row),
        "blocks": ended_blocks(session, taken_back(session, row)),
        "link": comment_link(page_of(office, comment.page), comment),
    }


def _number(session: Session, ruling: Ruling) -> int:
    proof = proof_of(session, ruling.id)
    return proof.number if proof else 0


def _subject(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"Отменено решение об удалении, доказательство № {numbers[0]}"
    listed = ", ".join(str(one) for one in numbers)
    return f"Отменены решения об удалении одного комментария, доказательства № {listed}"


def _back(session: Session, office: Organisation, row: Undoing) -> str:
    """What becomes of the comment itself."""
    page, gone = row.ruling.comment.page, row.ruling.comment.gone_at is not None
    ordered = book.newest(
        session, organisation=office.key, kind=Kind.RESTORE, page=page, subject=str(row.id)
    )
    if ordered:
        return "Комментарий возвращается на страницу."
    if row.undone_at and newer(session, row.ruling, row.undone_at):
        return (
            "Более новое решение удалить этот же комментарий остаётся в силе: он не возвращается, а"
            " нарушение считается по тому решению."
        )
    if gone and not removed_by_us(session, row.ruling):
        return "Комментария на странице уже нет, но удалили его не мы: возвращать нечего."
    if not gone:
        return "Комментарий остаётся на странице: удалить его не успели."
    if restores(office, page):
        return "Комментарий не возвращён: на этой странице программа сейчас не действует."
    return "Вернуть удалённый комментарий эта сеть не позволяет: автор может написать его снова."
