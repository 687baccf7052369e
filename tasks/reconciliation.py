"""Reconciliation: the pages as they are now against the site and the regulation (3.2, 3.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy.orm import Session

from data_checks.findings import CheckFinding, CheckReport
from data_checks.live import RULES, check_live
from data_checks.page import RULE, PageRow, check_page
from gospablik.clock import now
from gospablik.control.checks import keep_check, note_reading
from gospablik.control.page_seen import keep_seen
from gospablik.control.rules import LIVE_READ, PAGE_READ
from gospablik.errors import CouldNotRead, OfficeError
from gospablik.organisation import Organisation, Page
from gospablik.publishing.held import Dropped, dropped
from gospablik.reconciliation.gather import expected, gather
from gospablik.reconciliation.planned import Planned, to_reconcile
from gospablik.reconciliation.reading import Reading
from gospablik.reconciliation.scope import Scope
from gospablik.reconciliation.sides import NEAR
from gospablik.reconciliation.whole_page import PageCompared, compare_page
from gospablik.store.tables import Result, SiteItem
from tasks.desk import desk
from tasks.live_posts import live_row, read_live, read_one, untold

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Looked:
    """How one page compares.

    `unread`: what could not be looked at, though it can be. `untold`: of how many posts the network
    does not tell all, now or later, and why.
    """

    compared: PageCompared
    unread: tuple[str, ...] = ()
    untold: tuple[int, tuple[str, ...]] = (0, ())
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """Whether one page says that it is official."""

    page: str
    findings: tuple[CheckFinding, ...]
    unread: tuple[str, ...] = ()

    @property
    def bad(self) -> bool:
        """The page was read and does not say so."""
        return bool(self.findings)


@task(name="Сверить посты", task_run_name="Сверить посты: {page_key}", cache_policy=NO_CACHE)
def compare_posts(
    page_key: str, scope: Scope, unread_pages: Mapping[int, str] | None = None
) -> Looked:
    """Every post of the page against the site, and every item of the site against the page.

    `unread_pages`: why the pages of some news (row ids) could not be read again: their posts are
    compared with nothing. Our own are also held to what they were published as: still there, same
    text, link, attachments.
    Raises OfficeError if one post was asked for and the page has none at its address.
    """
    at = desk()
    page = at.office.page_by_key(page_key)
    with at.store.read() as session:
        planned = _asked(to_reconcile(session, at.office, page_key, scope.since), scope)
    if scope.network_id:
        reading = read_one(page_key, scope.network_id)
    else:
        reading = read_live(page_key, planned, scope.since - NEAR)
    _refuse_a_residents(page, planned, reading, scope)
    if planned:
        _hold_to_what_was_published(page, planned, reading)
    with at.store.read() as session:
        sides = gather(session, at.office, page, reading, scope, unread=unread_pages)
        due = expected(session, at.office, page, scope, now())
        decided = _dropped(session, at.office, page, scope)
    compared = compare_page(page_key, reading, sides, due, scope)
    if scope.network_id and not (compared.lines or compared.unlisted or compared.taken_off):
        raise OfficeError(
            f"Поста по адресу {scope.address} на странице «{page.name}» нет.",
            not_done="ничего не сверено.",
            next_step="откройте страницу и скопируйте адрес поста, который на ней стоит.",
        )
    numbers = [post.network_id for post in planned]
    return Looked(compared, reading.problems, untold(reading, numbers), decided)


def _dropped(
    session: Session, office: Organisation, page: Page, scope: Scope
) -> tuple[Dropped, ...]:
    """Decisions not to publish. What is asked of one post or item is not answered with others."""
    if scope.network_id:
        return ()
    if scope.item_id is None:
        return dropped(session, office, page, scope.since, scope.until)
    link = session.get_one(SiteItem, scope.item_id).link
    return tuple(one for one in dropped(session, office, page, _LONG_AGO) if one.link == link)


def _refuse_a_residents(
    page: Page, planned: Sequence[Planned], reading: Reading, scope: Scope
) -> None:
    """A resident's own entry on the wall is nobody's publication: nothing of it is kept."""
    live = reading.post(scope.network_id) if scope.network_id and not planned else None
    if live is not None and not live.by_page:
        raise OfficeError(
            f"По адресу {scope.address} на странице «{page.name}» стоит запись жителя: её смотрит"
            " «Разбор нарушений».",
            not_done="ничего не сверено.",
            next_step="скопируйте адрес поста самой страницы; о записи жителя запустите «Разбор"
            " нарушений».",
        )


def _asked(planned: Sequence[Planned], scope: Scope) -> list[Planned]:
    """Of our posts those that were asked for."""
    if scope.network_id:
        return [post for post in planned if post.network_id == scope.network_id]
    if scope.item_id is not None:
        return [post for post in planned if post.item_id == scope.item_id]
    return list(planned)


def _hold_to_what_was_published(page: Page, planned: Sequence[Planned], reading: Reading) -> None:
    """The rules that the weekly letter reads."""
    at = desk()
    report = check_live([live_row(page, post, reading) for post in planned])
    with at.store.write() as session:
        note_reading(
            session, at.office, page=page.key, rule=LIVE_READ, subject=page.key,
            unread=next(iter(reading.unread.values()), None), now=now(),
        )  # fmt: skip
        for post in planned:
            _keep_live(session, page, str(post.post_id), report)


def _keep_live(session: Session, page: Page, subject: str, report: CheckReport) -> None:
    bad = {f.rule: f for f in report.findings if f.subject == subject}
    unchecked = {rule: why for who, rule, why in report.not_checked if who == subject}
    for rule in RULES:
        finding = bad.get(rule)
        result = Result.BAD if finding else Result.GOOD
        words = finding.words if finding else "соответствует"
        if rule in unchecked and not finding:
            result, words = Result.NOT_CHECKED, f"не проверено: {unchecked[rule]}"
        keep_check(
            session,
            desk().office,
            page=page.key,
            rule=rule,
            subject=subject,
            result=result,
            words=words,
            expected=finding.expected if finding else None,
            found=finding.found if finding else None,
            now=now(),
        )


@task(
    name="Проверить официальный статус",
    task_run_name="Проверить официальный статус: {page_key}",
    cache_policy=NO_CACHE,
)
def check_status(page_key: str) -> Status:
    """Whether the page says of itself that it is official (clause 3.5)."""
    at = desk()
    page = at.office.page_by_key(page_key)
    info, unread = None, None
    row = PageRow(page_key, page.official_wording, read=False)
    try:
        info = at.network(page_key).page_info()
        row = PageRow(page_key, page.official_wording, info.name, info.description, info.status)
    except CouldNotRead as problem:
        unread = str(problem)
    report = check_page(row)
    finding = next(iter(report.findings), None)
    result = Result.BAD if finding else Result.GOOD
    with at.store.write() as session:
        note_reading(
            session, at.office, page=page_key, rule=PAGE_READ, subject=page_key,
            unread=unread, now=now(),
        )  # fmt: skip
        if info:
            keep_seen(session, at.office, page, info, now())
        keep_check(
            session,
            at.office,
            page=page_key,
            rule=RULE,
            subject=page_key,
            result=Result.NOT_CHECKED if report.not_checked else result,
            words=finding.words if finding else unread or "указано, что страница официальная",
            expected=finding.expected if finding else None,
            found=finding.found if finding else None,
            now=now(),
        )
    return Status(page_key, report.findings, (unread,) if unread else ())
