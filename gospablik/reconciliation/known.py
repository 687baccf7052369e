"""Comparisons that the difference table keeps, by their digests."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.organisation import Organisation, Page
from gospablik.reconciliation.lines import difference_of
from gospablik.reconciliation.once import Said
from gospablik.store.tables import Compared, Standing
from gospablik.text.comparison import Verdict

_AGREEING = {Standing.IDENTICAL: Verdict.IDENTICAL, Standing.SHORTENED: Verdict.SHORTENED}


def known_comparisons(
    session: Session, office: Organisation, page: Page, between: tuple[datetime, datetime]
) -> dict[str, Said]:
    """Of posts of the page that came out in that time, as far as the class says what came of it.

    A post whose news vanished is of one class whatever its text says: such are compared again.
    """
    rows = session.execute(
        select(Compared.digest, Compared.standing, Compared.differences).where(
            Compared.organisation == office.key,
            Compared.page == page.key,
            Compared.published_at.between(*between),
            Compared.digest != "",
        )
    )
    return {
        digest: Said(verdict, tuple(difference_of(one) for one in differences))
        for digest, standing, differences in rows
        if (verdict := _verdict(standing, differences))
    }


def _verdict(standing: Standing, differences: list[dict[str, Any]]) -> Verdict | None:
    return Verdict.FACTS_DIFFER if differences else _AGREEING.get(standing)
