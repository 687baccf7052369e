"""A post that stands gets the new wording of its news (clause 3.2), unless a hand changed it.

Only what the program wrote itself is overwritten; the same text twice is the same text.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.orm import Session

from gospablik.errors import CouldNotRead, NeverShown
from gospablik.ledger.effects.edit_by_hand import mend
from gospablik.ledger.effects.shared import (
    NOT_CONNECTED,
    SEE_FIRST,
    OfPages,
    watching,
    with_text,
    with_words,
)
from gospablik.ledger.task import Task
from gospablik.moderation.links import page_of
from gospablik.moderation.proof import may_act
from gospablik.networks import addresses
from gospablik.networks.base import Draft, Showing
from gospablik.organisation import Organisation
from gospablik.outcomes import (
    Absent,
    CannotTell,
    Done,
    DoOutcome,
    LookOutcome,
    NeedsPerson,
    NothingHappened,
    NotNow,
    Present,
    Refused,
)
from gospablik.publishing.compose import headline_of
from gospablik.publishing.edit_plan import is_denied
from gospablik.publishing.edits import is_by_hand, is_out_of_date, texts_of_ours
from gospablik.store.session import Store
from gospablik.store.tables import Post, PostEdit
from gospablik.text import difference, same

BY_HAND = "пост меняли вручную: программа его не трогает"
OUT_OF_DATE = "новость на сайте изменилась снова: пост исправит следующая правка"
GONE = "поста на странице нет: исправлять нечего. Если его удалили по ошибке, разместите вручную"
_SOON = timedelta(minutes=10)
"""Until what was put off is tried again: the next pass reads, plans and takes back."""


class Editing(Showing, Protocol):
    """What the effect needs of a network."""

    def edit_post(self, network_id: str, draft: Draft) -> DoOutcome:
        """Give a post another text; what is attached stays."""
        ...


class EditPost(OfPages):
    """The ledger's effect EDIT. A task's subject is the row id of the `PostEdit`."""

    def __init__(self, store: Store, office: Organisation, networks: Mapping[str, Editing]) -> None:
        self._store, self._office, self._networks = store, office, networks
        super().__init__(networks, verbs=2)  # read, then written

    def look(self, task: Task) -> LookOutcome:
        """Present once the post says the new text, whoever wrote it there.

        Where there is no new text: once it says no more what the page of the news denies.
        """
        network = self._networks.get(task.page)
        if network is None:
            return NotNow(NOT_CONNECTED)
        edit, number = self._row(task)
        try:
            shown = network.post(number)
        except NeverShown as problem:
            return CannotTell(str(problem))
        if shown is None:
            return Absent("поста на странице нет")
        done = self._is_done(edit, shown.text)
        return Present(number) if done else Absent("в посте другой текст")

    def do(self, task: Task) -> DoOutcome:
        """Write the checked text, if what stands there is the program's own."""
        if not may_act(self._office, task.page):
            return watching(self._office, task.page)
        edit, number = self._row(task)
        network = self._networks.get(task.page)
        if network is None:
            return self._errand(task, number, edit, NOT_CONNECTED)
        if self._is_out_of_date(edit):
            return NothingHappened(f"{OUT_OF_DATE}. Пост не изменён.", _SOON)
        try:
            shown = network.post(number)
        except NeverShown as problem:
            return self._errand(task, number, edit, str(problem))
        except CouldNotRead as problem:
            return NothingHappened(f"{problem} Пост не изменён.", _SOON)
        if shown is None:
            return Refused(f"{GONE}. Ничего не изменено.")
        if self._is_done(edit, shown.text):
            return Done(number)
        if is_by_hand(edit):
            return self._errand(task, number, edit, "", shown.text)
        if not self._is_ours(edit, shown.text):
            marked = difference(edit.before, shown.text) or "только знаки и пробелы"
            why = f"{BY_HAND}. Изменено: {marked}"
            return self._errand(task, number, edit, why, shown.text)
        draft = Draft(edit.text, headline_of(edit.text), edit.post.item.link)
        return with_text(network.edit_post(number, draft), edit.text)

    def may_repeat(self, task: Task) -> bool:
        """The same text twice is the same text."""
        return True

    def by_hand(self, task: Task) -> NeedsPerson:
        """See whether the post says the new text; if not, write it."""
        edit, number = self._row(task)
        return self._errand(task, number, edit, "")

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """The post is the new wording's. What the news said meanwhile is weighed against it."""
        edit = session.get_one(PostEdit, int(task.subject))
        post = session.get_one(Post, edit.post_id, with_for_update=True, populate_existing=True)
        if edit.revision.number <= post.revision.number:
            return  # read back, or later than a newer one
        post.text, post.revision_id = edit.text, edit.revision_id
        post.weighed = None
        if not is_by_hand(edit):
            post.own_words = post.worded_by = None  # they were for the wording before

    def _errand(
        self, task: Task, number: str, edit: PostEdit, why: str, shown: str = ""
    ) -> NeedsPerson:
        """Both texts before a person: what stands there, and what the site says now."""
        page = page_of(self._office, task.page)
        if is_by_hand(edit):
            return mend(page, number, edit, why, shown or edit.before)
        press = (
            f"{SEE_FIRST} Если в посте прежний текст, замените его текстом поручения: новость на"
            " сайте изменилась."
        )
        if shown:
            press += f"\nСейчас в посте:\n{shown}"
        errand = NeedsPerson(why, addresses.post(page, number) if page else "", press)
        return with_words(errand, edit.text)

    def _is_done(self, edit: PostEdit, shown: str) -> bool:
        if not is_by_hand(edit):
            return same(shown, edit.text)
        with self._store.read() as session:
            row = session.get_one(PostEdit, edit.id)
            return not is_denied(self._office.page_by_key(row.post.page), row, shown)

    def _is_out_of_date(self, edit: PostEdit) -> bool:
        with self._store.read() as session:
            return is_out_of_date(session.get_one(PostEdit, edit.id))

    def _is_ours(self, edit: PostEdit, shown: str) -> bool:
        with self._store.read() as session:
            ours = texts_of_ours(session, session.get_one(Post, edit.post_id))
        return any(same(text, shown) for text in ours)

    def _row(self, task: Task) -> tuple[PostEdit, str]:
        with self._store.read() as session:
            edit = session.get_one(PostEdit, int(task.subject))
            _ = edit.post.item.link, edit.post.revision, edit.revision  # the session is open
            return edit, edit.post.network_id or ""
