"""What people read of corrected posts in the Prefect UI: what was, what is."""

from collections.abc import Sequence

from gospablik.control.addresses import post_address
from gospablik.ledger.carry import Carried
from gospablik.publishing.edits import is_by_hand
from gospablik.store.ledger import Kind, State
from gospablik.store.tables import PostEdit
from gospablik.text import difference
from tasks.desk import Desk
from tasks.markdown import anchor, cell, column, table


def edit_line(at: Desk, action: Carried) -> list[str]:
    """News, page and outcome of one correction, for a table."""
    with at.store.read() as session:
        edit = session.get_one(PostEdit, int(action.subject))
        page = at.office.page_by_key(edit.post.page)
        address = post_address(session, at.office, page, edit.post.network_id or "")
        title = edit.revision.title
    became = f"{action.kind.words}: {action.state.words}"
    words = f"{became}: {action.why}" if action.why else became
    return [anchor(title, address), cell(at.office.named(page)), cell(words)]


def edits_page(at: Desk, carried: Sequence[Carried]) -> list[str]:
    """Each post that this pass has corrected: what changed, marked, and both texts; nothing if
    there was none.
    """
    subjects = [
        int(one.subject)
        for one in carried
        if one.kind is Kind.EDIT and one.state is State.CONFIRMED
    ]
    rows = []
    with at.store.read() as session:
        for subject in subjects:
            edit = session.get_one(PostEdit, subject)
            if is_by_hand(edit):
                continue  # its errand shows both texts
            rows.append(
                [
                    cell(at.office.named(at.office.page_by_key(edit.post.page))),
                    column(difference(edit.before, edit.text)),
                    column(edit.before),
                    column(edit.text),
                ]
            )
    heads = ["Страница", "Что изменилось", "Было", "Стало"]
    return ["## Исправлено по сайту", table(heads, rows)] if rows else []
