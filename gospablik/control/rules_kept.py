"""Whether the rules of commenting stand by a page, as its passport said it: kept for the report."""

from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.checks import keep_check
from gospablik.control.commenting_rules import Published
from gospablik.control.passport_rules import rules_said
from gospablik.organisation import Organisation


def keep_rules(
    session: Session,
    office: Organisation,
    page_key: str,
    published: Published | None,
    *,
    linked: bool | None,
    now: datetime,
) -> None:
    """The line «правила комментирования» of the page's passport (clause 4.1). See `rules_said`."""
    said = rules_said(published, linked=linked)
    keep_check(
        session, office, page=page_key, rule=rules.RULES_LINKED, subject=page_key,
        result=said.result, words=said.words, now=now,
    )  # fmt: skip
