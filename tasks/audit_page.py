"""What a reconciliation found, shown: the artifact in Prefect and a page that needs no network."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.errors import OfficeError
from gospablik.reconciliation.kept_page import LATEST, keep_page, page_path
from gospablik.reconciliation.page import audit_page
from gospablik.reconciliation.shown import Shown, latest_whole, shown
from tasks.audit_markdown import audit_markdown
from tasks.desk import Desk, desk
from tasks.markdown import cell


@task(name="Показать сверку", task_run_name="Показать сверку: № {audit_id}", cache_policy=NO_CACHE)
def show_audit(
    audit_id: int,
    unread: Sequence[str] = (),
    remarks: Sequence[str] = (),
    lines: int | None = None,
) -> list[str]:
    """An artifact and a page of one ended audit. Comes back: what could not be done, in sentences.

    `unread`: why something was not read; `remarks`: what the run saw beside posts and news;
    `lines`: how many the audit ended with. Raises OfficeError for an audit that is not there or
    goes on.
    """
    at = desk()
    with at.store.read() as session:
        found = shown(session, at.office, audit_id, lines)
        found = replace(found, unread=tuple(unread), remarks=tuple(remarks))
        latest = latest_whole(session, at.office) == audit_id
    problems = list[str]()
    try:
        path = _keep(at, found, latest=latest)
        where = f"Страница с полными текстами, открывается без интернета: {_code(path)}."
        if latest:
            where += f" Она же: {_code(path.with_name(LATEST))}."
    except OfficeError as problem:
        problems.append(str(problem))
        where = f"**{cell(str(problem), 900)}**"
    create_markdown_artifact(
        markdown=audit_markdown(at.office, found, where),
        key="sverka",
        description="Сверка страниц с сайтом (п. 3.2)",
    )
    return problems


def _keep(at: Desk, found: Shown, *, latest: bool) -> Path:
    folder = at.state / "pages"
    path = page_path(folder, found.audit.id)
    if found.moved and path.exists():
        return path  # made when all its rows were still its own
    return keep_page(folder, found.audit.id, audit_page(at.office, found), now(), latest=latest)


def _code(path: Path) -> str:
    return f"<code>{cell(str(path), 1000)}</code>"
