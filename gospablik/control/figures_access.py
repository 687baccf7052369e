"""Figures of access: administrators, whose the keys are, what the networks refuse (clause 2.2)."""

from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.checks import latest
from gospablik.control.figures_checks import word
from gospablik.control.model import Access, Lost
from gospablik.control.window import Window
from gospablik.moderation.links import one_line
from gospablik.networks.capabilities import Operation
from gospablik.organisation import Organisation, Page
from gospablik.store.tables import Result

OF_STATUS = frozenset({Operation.PAGE_INFO.value, Operation.DESCRIBE_PAGE.value})
"""Rights on which clause 3.5 depends: to see what a page says of itself, and to put it back."""


def access(session: Session, office: Organisation, page: Page, window: Window) -> Access:
    """The newest word of the week about each; a right that came back is not lost."""
    rights = latest(session, office, rules.RIGHT, window.since, window.until, page=page.key)
    return Access(
        administrators=word(
            session, office, page, window, rule=rules.PAGE_ADMINISTRATORS, reading=rules.PAGE_READ
        ),
        holder=word(session, office, page, window, rule=rules.KEY_HOLDER),
        asked=word(session, office, page, window, rule=rules.RIGHTS_READ),
        lost=tuple(
            Lost(one_line(right.words, 300), of_status=right.subject in OF_STATUS)
            for right in rights
            if right.result is Result.BAD
        ),
    )
