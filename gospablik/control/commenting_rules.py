"""The rules of commenting, as an administration puts them on its site (clauses 4.1 to 4.3)."""

from datetime import datetime

from gospablik.moderation.block_case import MOST_DAYS
from gospablik.networks import addresses
from gospablik.organisation import Organisation
from gospablik.templates import render


def commenting_rules(office: Organisation, now: datetime) -> str:
    """Plain text for the pages that are run at that moment."""
    return render(
        "rules/commenting.txt",
        house=office.organisation,
        pages=[
            {"name": page.name, "address": addresses.home(page)}
            for page in office.active_pages(now)
        ],
        appeals=office.site.appeals,
        site=office.site.home,
        most_days=MOST_DAYS,
        mail=office.mail.sender,
    ).strip()
