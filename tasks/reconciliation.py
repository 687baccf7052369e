"""Reconciliation: the pages as they are now against the site and the regulation (3.2, 3.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from sqlalchemy.orm import Session

from data_checks.findings import CheckFinding, CheckReport
from data_checks.live import RULES, check_live
from data_checks.page import RULE, PageRow, check_page
from gospablik.clock import now
from gospablik.control.checks import keep_check, note_reading
from gospablik.control.page_seen import keep_seen
from gospablik.control.reconcile import Lacking, lacking, to_reconcile
from gospablik.control.rules import LIVE_READ, PAGE_READ
from gospablik.errors import CouldNotRead
from gospablik.organisation import Page
from gospablik.publishing.held import Dropped, dropped
from gospablik.store.tables import Result
from tasks.desk import desk
from tasks.live_posts import live_row, read_live
from tasks.markdown import cell, suspended, table


@dataclass(frozen=True, slots=True)
class Live:
    """How the posts of one page compare.

    `unread`: what could not be looked at, though it can be. `untold`: of how many posts the network
    does not tell all, now or later, and why.
    """

    page: str
    posts: int
    mismatches: tuple[CheckFinding, ...]
    lacking: tuple[Lacking, ...]
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
def check_posts_live(page_key: str, days: int) -> Live:
    """Each published post of the last `days`: still there, same text, link and attachments."""
    at = desk()
    page = at.office.page_by_key(page_key)
    with at.store.read() as session:
        planned = to_reconcile(session, at.office, page_key, now() - timedelta(days=days))
        missing = tuple(lacking(session, at.office, page, now()))
        decided = dropped(session, at.office, page, now() - timedelta(days=days))
    if not planned:
        return Live(page_key, 0, (), missing, dropped=decided)
    read = read_live(page_key, planned)
    report = check_live([live_row(page, post, read) for post in planned])
    with at.store.write() as session:
        note_reading(
            session, at.office, page=page_key, rule=LIVE_READ, subject=page_key,
            unread=next(iter(read.unread.values()), None), now=now(),
        )  # fmt: skip
        for post in planned:
            _keep_live(session, page, str(post.post_id), report)
    return Live(
        page_key,
        len(planned),
        report.findings,
        missing,
        unread=tuple(dict.fromkeys(read.unread.values())),
        untold=read.untold(),
        dropped=decided,
    )


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


@task(name="Показать расхождения", task_run_name="Показать расхождения", cache_policy=NO_CACHE)
def show_mismatches(live: Sequence[Live], status: Sequence[Status]) -> None:
    """An artifact: what differs, what is missing, what could not be looked at."""
    at = desk()
    parts = ["# Сверка с сайтом (п. 3.2, 3.5)"]
    for posts, page in zip(live, status, strict=True):
        parts.append(f"## {cell(at.office.named(at.office.page_by_key(posts.page)))}")
        parts.append(f"Сверено постов: {posts.posts}.")
        findings = [*posts.mismatches, *page.findings]
        if findings:
            rows = [[cell(f.words), cell(f.expected), cell(f.found, 900)] for f in findings]
            parts.append(table(["Что не так", "Ожидалось", "На странице"], rows))
        if posts.lacking:
            rows = [[cell(item.title), cell(item.why)] for item in posts.lacking]
            parts.append(table(["Новость сайта без поста", "Почему"], rows))
        if posts.dropped:
            rows = [[cell(item.title), cell(item.words)] for item in posts.dropped]
            parts.append(table(["Новость сайта без поста", "По чьему решению"], rows))
        parts += [f"**НЕ ПРОВЕРЕНО:** {cell(why, 900)}" for why in [*posts.unread, *page.unread]]
        count, reasons = posts.untold
        parts += [f"**НЕ ПРОВЕРЕНО**, постов: {count}. {cell(why, 900)}" for why in reasons]
        if not (findings or posts.lacking or posts.unread or page.unread or count):
            parts.append("Расхождений нет.")
    parts += suspended(at.office, now())
    create_markdown_artifact(
        markdown="\n\n".join(parts), key="sverka", description="Сверка страниц с сайтом"
    )
