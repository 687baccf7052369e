"""Whether a trouble still stands on its page, and how far the word to the duty officer has got."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.detection.distress.trouble import Trouble
from gospablik.moderation.links import one_line
from gospablik.moderation.proof import may_act
from gospablik.moderation.troubles.letters import mail_of
from gospablik.moderation.troubles.noting import told_of
from gospablik.organisation import Organisation
from gospablik.store.comments import CommentVersion
from gospablik.store.ledger import Action, State
from gospablik.store.troubles import ToldTrouble

TERM = timedelta(hours=12)
"""How long «передаём дежурному сейчас» may be said; hours, since trouble knows no working day."""


def gone_because(session: Session, office: Organisation, trouble: ToldTrouble) -> str | None:
    """Why nothing is to be answered under it any more, in Russian; None if it stands."""
    if trouble.comment.gone_at is not None:
        return "комментария на странице больше нет"
    text = session.scalars(
        select(CommentVersion.text)
        .filter_by(comment_id=trouble.comment_id)
        .order_by(CommentVersion.number.desc())
        .limit(1)
    ).one()
    found = told_of(text)
    if found is None or found.kind.name != trouble.kind:
        return "автор изменил текст, и этой беды в нём больше нет"
    if not may_act(office, trouble.comment.page):
        return "страница в режиме «наблюдение» или приостановлена, программа на ней не отвечает"
    return None


def not_asked_because(
    session: Session, office: Organisation, trouble: ToldTrouble, now: datetime
) -> str | None:
    """Why no form asks about its answer, or will not; None if one does as soon as it can."""
    if trouble.late or trouble.told_at <= now - TERM:
        return "написано давно, а ответ говорит «сейчас»"
    return gone_because(session, office, trouble)


def kind_words(kind: str) -> str:
    """«нет тепла»; the name itself if the list knows that kind no more."""
    return str(Trouble[kind]) if kind in Trouble.__members__ else kind


def found_words(trouble: ToldTrouble) -> str:
    """The resident's words in which it was found, in quotation marks, on one line."""
    return one_line(trouble.reason.removeprefix(f"{kind_words(trouble.kind)}: "), 250)


@dataclass(frozen=True, slots=True)
class Word:
    """How the letter stands, in Russian. `reached`: as far as mail can tell; `lost`: the program
    will do nothing more about it, or cannot at the moment.
    """

    words: str
    reached: bool = False
    lost: bool = False


def word_to_duty(session: Session, office: Organisation, trouble: ToldTrouble) -> Word:
    """What became of the letter that tells of this trouble."""
    mail = mail_of(session, office, trouble.letter_id) if trouble.letter_id else None
    if mail is None:
        return Word("письма нет", lost=True)
    return _word(office, mail)


def _word(office: Organisation, mail: Action) -> Word:
    why = f" ({mail.why})" if mail.why else ""
    match mail.state:
        case State.CONFIRMED:
            return Word(f"отправлено {office.local(mail.state_since):%d.%m %H:%M}", reached=True)
        case State.DUE if office.organisation.stop_all:
            return Word("не отправлено: всё остановлено (stop_all)", lost=True)
        case State.DUE if mail.tries:
            return Word(f"ещё не ушло, программа повторит{why}", lost=True)
        case State.DUE if mail.not_before > mail.recorded_at:
            at = office.local(mail.not_before)
            return Word(f"уйдёт в {at:%H:%M}: о такой беде только что написано")
        case State.DUE | State.CLAIMED:
            return Word("отправляется")
        case State.UNKNOWN | State.ERRAND:
            return Word("отправлено, но дошло ли, неизвестно: спросите дежурного", lost=True)
        case _:
            return Word(f"НЕ отправлено: {mail.state.words}{why}", lost=True)
