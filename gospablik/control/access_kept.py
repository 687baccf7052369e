"""Who has access to a page, as the passports and the probes said it: kept for the report (2.2)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.checks import keep_check, note_reading
from gospablik.control.passport_page import administrators_said
from gospablik.control.rights import Right
from gospablik.control.rights_alarms import Keys
from gospablik.organisation import Organisation, Page
from gospablik.store.tables import PageSeen, Result


def keep_administrators(
    session: Session, office: Organisation, page: Page, seen: PageSeen, now: datetime
) -> None:
    """Whether all whom the network lists are on the department's list, as the passport says it."""
    said = administrators_said(office, page, seen)
    keep_check(
        session, office, page=page.key, rule=rules.PAGE_ADMINISTRATORS, subject=page.key,
        result=said.result, words=said.words, expected=", ".join(page.administrators), now=now,
    )  # fmt: skip


def keep_access(
    session: Session,
    office: Organisation,
    page_key: str,
    *,
    keys: Keys | None,
    rights: Sequence[Right],
    unread: str | None,
    now: datetime,
) -> None:
    """Whose the keys are and which rights are lost. `keys`: None if there is no block with them;
    `unread`: why the network told nothing, or not all.
    """
    note_reading(
        session, office, page=page_key, rule=rules.RIGHTS_READ, subject=page_key,
        unread=unread, now=now,
    )  # fmt: skip
    if keys:
        result, words = _holder(keys)
        keep_check(
            session, office, page=page_key, rule=rules.KEY_HOLDER, subject=page_key,
            result=result, words=words, now=now,
        )  # fmt: skip
    for right in rights:
        if right.known:
            keep_check(
                session, office, page=page_key, rule=rules.RIGHT, subject=right.operation.value,
                result=Result.BAD if right.lost else Result.GOOD,
                words=f"{right.operation.quoted}: {right.known.why or right.known.answer}", now=now,
            )  # fmt: skip


def _holder(keys: Keys) -> tuple[Result, str]:
    if keys.of_the_house:
        return Result.GOOD, keys.whose
    owner = f" ({keys.owner})" if keys.owner else ""
    if keys.private:
        return Result.BAD, f"выдан на учётную запись частного лица{owner}"
    return Result.NOT_CHECKED, f"чья учётная запись, не указано{owner}"
