"""Taking a comment off the page (clause 4.2). No proof, no removal."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.clock import now as real_now
from gospablik.errors import CouldNotRead
from gospablik.ledger.effects.shared import NOT_CONNECTED, OfPages, watching
from gospablik.ledger.reach import may_have_acted
from gospablik.ledger.task import Task
from gospablik.moderation.harvest import storable
from gospablik.moderation.links import comment_link, page_of
from gospablik.moderation.pictures.record import identities, noted
from gospablik.moderation.proof import may_act, proof_of, verify
from gospablik.networks.base import Removing
from gospablik.organisation import Organisation
from gospablik.outcomes import (
    Absent,
    AlreadySo,
    Done,
    DoOutcome,
    LookOutcome,
    NeedsPerson,
    NothingHappened,
    NotNow,
    Present,
    Refused,
)
from gospablik.store.comments import Comment, CommentVersion
from gospablik.store.review import ProofContent, Ruling, Verdict
from gospablik.store.session import Store

HANDED_OVER = timedelta(hours=1)
"""So long before the network's term ends the program waits for no better moment."""
GONE_BEFORE = "комментария уже не было: удалил автор или сеть, не мы"
CHANGED = "автор изменил комментарий после решения: новый текст никто не рассматривал"


class RemoveComment(OfPages):
    """The ledger's effect REMOVE. A task's subject is the ruling's id."""

    def __init__(
        self,
        store: Store,
        office: Organisation,
        networks: Mapping[str, Removing],
        clock: Callable[[], datetime] = real_now,
    ) -> None:
        self._clock = clock
        self._store, self._office, self._networks = store, office, networks
        super().__init__(networks, verbs=3)  # looked for, read, then removed

    def look(self, task: Task) -> LookOutcome:
        """Present (that is: removed) once the comment stands on the page no more."""
        network = self._networks.get(task.page)
        if network is None:
            return NotNow(NOT_CONNECTED)
        with self._store.read() as session:
            comment = session.get_one(Ruling, int(task.subject)).comment
        found = network.find_comment(comment.network_id, post_id=comment.post_network_id)
        match found:
            case Present():
                return Absent("комментарий на странице")
            case Absent():
                return Present(comment.network_id)
            case _:
                return found

    def do(self, task: Task) -> DoOutcome:
        """Remove what is ruled, sealed, still standing and still the text that was ruled on.

        What is gone already is ours only if an earlier attempt of ours may have removed it.
        """
        with self._store.read() as session:
            ruling = session.get(Ruling, int(task.subject))
            if ruling is None:
                return Refused(f"решения № {task.subject} нет. Комментарий не удалён.")
            problem = _problem(session, ruling)
            comment, text = ruling.comment, ruling.version.text
            pictures = identities(noted(session, ruling.version_id))
            gone = _gone(session, task, comment)
        if problem:
            return Refused(f"{problem}. Комментарий не удалён.")
        if not may_act(self._office, task.page):
            return watching(self._office, task.page)
        network = self._networks.get(task.page)
        if network is None:
            return self._by_hand(task.page, comment, NOT_CONNECTED)
        found = network.find_comment(comment.network_id, post_id=comment.post_network_id)
        if isinstance(found, Absent):
            return gone
        if isinstance(found, NotNow):
            return NothingHappened(f"{found.why} Комментарий не удалён.", timedelta(minutes=1))
        hindered = _reworded(network, comment, text, pictures)
        if hindered:
            return hindered
        outcome = network.remove_comment(comment.network_id, post_id=comment.post_network_id)
        if isinstance(outcome, AlreadySo):
            return gone
        return self._in_time(task.page, comment, outcome, network.removal_window)

    def _in_time(
        self, page_key: str, comment: Comment, outcome: DoOutcome, window: timedelta | None
    ) -> DoOutcome:
        """The outcome; what the program will not do any more is a person's, by the network's term.

        A refusal is no end here: the ruling stands, and a moderator removes what no key may.
        """
        if isinstance(outcome, Refused):
            outcome = self._by_hand(page_key, comment, outcome.why)
        if window is None:
            return outcome
        ends, now = comment.written_at + window, self._clock()
        if isinstance(outcome, NothingHappened) and now > ends - HANDED_OVER:
            why = f"{outcome.why} Скоро сеть уже не даст программе удалить этот комментарий."
            outcome = self._by_hand(page_key, comment, why)
        if isinstance(outcome, NeedsPerson) and now < ends:
            return replace(outcome, do_by=ends)
        return outcome

    def may_repeat(self, task: Task) -> bool:
        """Where no reading tells whether the comment is gone, it is removed once more."""
        network = self._networks.get(task.page)
        return network is not None and network.removal_is_repeatable

    def by_hand(self, task: Task) -> NeedsPerson:
        """Open the comment; if it stands, take it off."""
        with self._store.read() as session:
            comment = session.get_one(Ruling, int(task.subject)).comment
        return self._by_hand(task.page, comment, "")

    def _by_hand(self, page_key: str, comment: Comment, why: str) -> NeedsPerson:
        return NeedsPerson(
            why,
            comment_link(page_of(self._office, page_key), comment),
            "Откройте комментарий по ссылке и, если он на месте, удалите его от имени страницы.",
        )

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """The comment is gone from the page."""
        comment = session.get_one(Ruling, int(task.subject)).comment
        if comment.gone_at is None:
            comment.gone_at = now


def _gone(session: Session, task: Task, comment: Comment) -> DoOutcome:
    """What it is called that the comment stands no more before this attempt did anything."""
    if may_have_acted(session, task.id, task.tries - 1):
        return Done(comment.network_id)
    return AlreadySo(comment.network_id, GONE_BEFORE)


def _reworded(
    network: Removing, comment: Comment, text: str, pictures: list[str]
) -> DoOutcome | None:
    """Why a comment that stands there is not the one that was ruled on; None if it is.

    Our last harvest may be minutes old: what the page shows now counts.
    """
    try:
        shown = network.comments(comment.post_network_id)
    except CouldNotRead as problem:
        return NothingHappened(f"{problem} Комментарий не удалён.", timedelta(minutes=1))
    # Gone since it was found a moment ago: nothing is reworded, the network will say so.
    found = next((one for one in shown if one.network_id == comment.network_id), None)
    if found is None:
        return None
    # A wording from before pictures were noted has none to compare.
    same = not pictures or identities(found.pictures) == pictures
    if same and storable(found.text) == text:
        return None
    return Refused(f"{CHANGED}. Комментарий не удалён.")


def _problem(session: Session, ruling: Ruling) -> str | None:
    if ruling.verdict is not Verdict.REMOVE or ruling.annulled_at is not None:
        return f"решение № {ruling.id} об удалении не действует"
    proof = proof_of(session, ruling.id)
    if proof is None:
        return f"доказательство по решению № {ruling.id} не запечатано"
    wrong = verify(session, proof.id)
    if wrong:
        return f"доказательство не сошлось ({wrong})"
    if session.get(ProofContent, proof.id) is None:
        return f"содержание доказательства № {proof.number} стёрто"
    newest = session.scalars(
        select(CommentVersion.id)
        .join(Comment, Comment.id == CommentVersion.comment_id)
        .where(Comment.id == ruling.comment_id)
        .order_by(CommentVersion.number.desc())
        .limit(1)
    ).one()
    if newest != ruling.version_id:
        return CHANGED
    return None
