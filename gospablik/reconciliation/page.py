"""The page of a reconciliation: one HTML file that opens anywhere and asks nobody for anything."""

from gospablik.organisation import Organisation
from gospablik.reconciliation.advice import ADVICE, no_post_text, no_site_text
from gospablik.reconciliation.differing import differing
from gospablik.reconciliation.lines import hung
from gospablik.reconciliation.marking import brief
from gospablik.reconciliation.picture import picture
from gospablik.reconciliation.shown import Shown
from gospablik.templates import render


def audit_page(office: Organisation, found: Shown) -> str:
    """The HTML of one audit: every row that is not good with both texts whole."""
    return render(
        "audit.html",
        office=office,
        found=found,
        picture=picture(found.course),
        differing=differing,
        brief=brief,
        advice=ADVICE,
        hung=hung,
        no_site_text=no_site_text,
        no_post_text=no_post_text,
        web=is_web,
    )


def is_web(address: str) -> bool:
    """Whether a link may lead there: no other scheme is made a link, whoever wrote it."""
    return address.lower().startswith(("https://", "http://"))
