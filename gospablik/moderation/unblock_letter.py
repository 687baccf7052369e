"""The letters about a request to unblock: that it came, and how it was answered (clause 4.3)."""

from datetime import datetime

from gospablik.drafts import Draft, NothingToSay
from gospablik.letters import LetterKey
from gospablik.moderation.decision_words import end_words
from gospablik.moderation.letters import reader_of
from gospablik.moderation.links import one_line, page_name, quoted
from gospablik.moderation.unblock_requests import CAME
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.unblocking import UnblockAnswer, UnblockRequest
from gospablik.templates import render
from gospablik.text import clean


def unblock_letter(
    store: Store, office: Organisation, key: LetterKey, revision: int, now: datetime
) -> Draft:
    """Who asks what, and the answer if there is one.

    Raises NothingToSay if there is no such request, or the letter that it came is overtaken.
    """
    reader = reader_of(office, key.reader)
    with store.read() as session:
        row = session.get(UnblockRequest, key.row)
        if row is None or row.organisation != office.key:
            raise NothingToSay(f"просьбы № {key.row} нет")
        if revision == CAME and row.answer is not None:
            raise NothingToSay(f"на просьбу № {key.row} уже ответили")
        decision = row.decision
        values = {
            "row": row,
            "asker": row.asker,
            "asked_on": f"{row.asked_on:%d.%m.%Y}",
            "author": one_line(decision.proposal.author.name) or "(имя не указано)",
            "page": page_name(office, decision.proposal.page),
            "number": decision.id,
            "until": end_words(office, decision.until),
            "lifted": row.answer is UnblockAnswer.LIFT,
            "overtaken": row.answer is UnblockAnswer.OVERTAKEN,
            "who": office.title_of(row.answered_by) if row.answered_by else "",
            "answered_at": office.local(row.answered_at) if row.answered_at else None,
            "answers_asker": row.entered_by == reader.key,
            "reader": reader,
            "house": office.organisation,
        }
        answered = row.answer.value if row.answer else ""
    what = f"Просьба о разблокировке № {key.row}"
    return Draft(
        subject=f"{what}: {answered}" if answered else f"{what} ждёт ответа",
        text=render("letters/unblock.txt", quoted=quoted, **values),
        html=render("letters/unblock.html", clean=clean, **values),
        to=(reader.mail,),
    )
