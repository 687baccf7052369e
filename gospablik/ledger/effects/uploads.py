"""Pictures of a post, given to its network before the post is (clause 3.3).

An upload publishes nothing, so it may be repeated: unless the network refused it for good, the
post comes later. What the network gave is kept at once, so that a repeat goes on from there.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.clock import now as real_now
from gospablik.media.fitting import Unfit
from gospablik.media.rules import REFERENCE_LIFE
from gospablik.networks.base import Medium, Publishing, Uploaded
from gospablik.organisation import Page
from gospablik.outcomes import Done, DoOutcome, NeedsPerson, NothingHappened, Refused, Unknown
from gospablik.publishing.outgoing import outgoing
from gospablik.site import NewsFileKind
from gospablik.store.session import Store
from gospablik.store.tables import MediumContent, Post, PostMedium

_WAIT = timedelta(minutes=1)
_PREPARING = timedelta(seconds=10)
"""The longest that opening and converting one picture takes."""
_NOT_OUT = "Пост ещё не опубликован."


class Uploads:
    """Gives a post's pictures to a network, as far as they are not there yet."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime] = real_now,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._clock, self._seconds = store, clock, seconds

    def of(self, page: Page, post_id: int) -> Sequence[PostMedium]:
        """What goes out with that post (row id)."""
        with self._store.read() as session:
            return _of(session, page, post_id)

    def limit(self, network: Publishing, page: Page, post_id: int) -> timedelta:
        """The longest that `give` takes: no upload is begun after the time of one is over."""
        return min(len(self.of(page, post_id)), 2) * _each(network)

    def give(
        self, network: Publishing, page: Page, post_id: int
    ) -> tuple[Uploaded, ...] | DoOutcome:
        """The pictures as the network holds them, or why the post cannot go out now.

        One that the network takes from a person only is left out and marked so with the post.
        """
        rows, given, began = self.of(page, post_id), list[Uploaded](), self._seconds()
        for row in rows:
            # Only where what was given stays given; else a repeat would come no further.
            there = sum(bool(one.reference) for one in given)
            if there and self._seconds() - began > _each(network).total_seconds():
                why = f"Загружено вложений: {there} из {len(rows)}, время вышло. {_NOT_OUT}"
                return NothingHappened(why, timedelta(0))
            outcome = self._one(network, page, row)
            match outcome:
                case Uploaded():
                    given.append(outcome)
                case NeedsPerson():
                    self._keep(row, by_hand=outcome)
                case _:
                    return outcome
        return tuple(given)

    def _one(self, network: Publishing, page: Page, row: PostMedium) -> Uploaded | DoOutcome:
        try:
            medium = self._prepared(page, row)
        except Unfit as unfit:
            return Refused(f"Вложение не годится: {unfit} ({row.address}). {_NOT_OUT}")
        fresh = row.uploaded_at and self._clock() < row.uploaded_at + REFERENCE_LIFE
        if row.reference and fresh:
            return Uploaded(medium, row.reference)
        outcome = network.upload(medium)
        match outcome:
            case Uploaded() if outcome.reference:
                self._keep(row, reference=outcome.reference)
                return outcome
            case NothingHappened(why, wait):
                return NothingHappened(f"{why} {_NOT_OUT}", wait)
            case Refused(why):
                return Refused(f"{why} {_NOT_OUT}")
            case Unknown(why):
                return NothingHappened(f"{why} {_NOT_OUT}", _WAIT)
            case Done():
                return NothingHappened(f"Сеть не назвала загруженное вложение. {_NOT_OUT}", _WAIT)
            case _:
                return outcome

    def _prepared(self, page: Page, row: PostMedium) -> Medium:
        from gospablik.media.prepare import prepared  # with Pillow behind it

        if row.medium is None:
            raise Unfit("файл с сайта не прочитан")
        with self._store.read() as session:
            content = session.get_one(MediumContent, row.medium_id).content
        return prepared(
            page.network, mime=row.medium.mime, content=content, address=row.address, alt=row.alt
        )

    def _keep(
        self, row: PostMedium, *, reference: str | None = None, by_hand: NeedsPerson | None = None
    ) -> None:
        with self._store.write() as session:
            kept = session.get_one(PostMedium, row.id)
            kept.reference, kept.uploaded_at = reference, self._clock() if reference else None
            kept.by_hand_why = by_hand.why if by_hand else None
            kept.by_hand_press = by_hand.press if by_hand else None


def _each(network: Publishing) -> timedelta:
    return network.upload_limit + _PREPARING


def left_to_people(session: Session, page: Page, post_id: int) -> list[PostMedium]:
    """The post's pictures that the network took from a person only."""
    return [row for row in _of(session, page, post_id) if row.by_hand_press]


def with_pictures(errand: NeedsPerson, rows: Sequence[PostMedium]) -> NeedsPerson:
    """The errand with where the pictures are to be had."""
    if not rows:
        return errand
    one, several = ("картинку", "картинки")
    if any(row.kind != NewsFileKind.PICTURE for row in rows):
        one, several = ("файл", "файлы")
    what = f"{one if len(rows) == 1 else several} новости"
    where = ", ".join(row.address for row in rows)
    return replace(errand, press=f"{errand.press} Приложите {what} с сайта: {where}")


def _of(session: Session, page: Page, post_id: int) -> list[PostMedium]:
    return outgoing(page.network, session.get_one(Post, post_id))
