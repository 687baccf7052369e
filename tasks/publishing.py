"""Posts: planned from the site's news, checked, handed to the ledger (clause 3.2)."""

from dataclasses import dataclass

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from sqlalchemy.orm import Session

from data_checks.findings import CheckFinding, CheckReport
from data_checks.posts import GATE, TEXT_RULES, PostRow, check_posts
from gospablik.clock import now
from gospablik.control.checks import keep_check
from gospablik.ledger.carry import Carried
from gospablik.organisation import Mode
from gospablik.publishing.held import outrun_words
from gospablik.publishing.plan import (
    NO_DATE,
    POST_CHECKS,
    Candidate,
    candidates,
    hold,
    plan_posts,
    refresh_unsent,
    release,
    undated,
)
from gospablik.reconciliation.validations import keep_validation
from gospablik.store.tables import Result
from tasks.desk import desk
from tasks.publishing_words import published_page

ARTICLE_RULES = {"page-title", "page-figures"}
"""Rules that compare with the article page; a feed with the full text is source enough."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of the planned posts of one page: (title, words) where there is more to say.

    `remarks`: what did not hold a post back, and still was not checked or is not as it should be.
    """

    page: str
    released: tuple[int, ...] = ()
    held: tuple[tuple[str, str], ...] = ()
    would_publish: tuple[str, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()


@task(
    name="Запланировать посты",
    task_run_name="Запланировать посты: {page_key}",
    cache_policy=NO_CACHE,
)
def plan(page_key: str) -> int:
    """Plan a post for each news item of the page's time; returns how many wait or are held."""
    at = desk()
    page = at.office.page_by_key(page_key)
    with at.store.write() as session:
        plan_posts(session, at.office, page, now())
        refresh_unsent(session, at.office, page)
        return len(candidates(session, at.office, page)) + len(undated(session, at.office, page))


@task(name="Проверить посты", task_run_name="Проверить посты: {page_key}", cache_policy=NO_CACHE)
def check(page_key: str, newest: int | None) -> Checked:
    """Check the planned posts against the site: pass them to the ledger or hold them back."""
    at = desk()
    page = at.office.page_by_key(page_key)
    with at.store.read() as session:
        posts = candidates(session, at.office, page, newest)
        held = [(title, NO_DATE) for title in undated(session, at.office, page)]
    report = check_posts([row_of(post) for post in posts])
    if posts:
        with at.store.write() as session:
            keep_validation(session, at.office, GATE, page_key, report, run=flow_run.id, now=now())
    released, would, remarks = [], [], []
    for post in posts:
        why, remark = why_held(post, report), remark_on(post, report)
        if remark and not why:
            remarks.append((post.title, remark))
        with at.store.write() as session:
            keep_checked(session, POST_CHECKS, post, why, remark)
            if why:
                hold(session, post, why, mendable=bool(text_faults(post, report)))
                held.append((post.title, why))
            elif release(session, at.office, page, post, now()):
                released.append(post.post_id)
            elif page.mode is Mode.WATCH:
                would.append(post.title)
    return Checked(page_key, tuple(released), tuple(held), tuple(would), tuple(remarks))


@task(
    name="Показать, что опубликовано",
    task_run_name="Показать, что опубликовано",
    cache_policy=NO_CACHE,
)
def show_published(
    checked: list[Checked],
    carried: list[Carried],
    broken: list[str],
    notes: list[str],
    edits_held: list[tuple[str, str]],
) -> None:
    """An artifact for people: what went out, what is held back and why, what needs a hand."""
    create_markdown_artifact(
        markdown=published_page(desk(), checked, carried, broken, notes, edits_held=edits_held),
        key="publikatsiya",
        description="Что опубликовано, что задержано и почему (п. 3.2)",
    )


def row_of(post: Candidate) -> PostRow:
    """The post as the checks take it."""
    return PostRow(
        subject=str(post.post_id),
        page=post.page,
        text=post.text,
        link=post.link,
        source_title=post.title,
        source_text=post.source_text,
        article_text=post.article,
        published_at=post.published_at,
        page_since=post.page_since,
        now=desk().office.local(now()),
        limit=post.limits.post,
        length=post.limits.length(post.text),
        media_problems=post.media.problems,
        file_lines=post.media.lines,
        own_words=post.own_words,
    )


def why_held(post: Candidate, report: CheckReport) -> str | None:
    """Why the post may not go out; None if it may. What was not checked is not fine."""
    subject = str(post.post_id)
    broken = [_in_full(f) for f in report.critical if f.subject == subject]
    full_text = desk().office.site.full_text_feed and not post.article_gone
    enough = ARTICLE_RULES if full_text else set()
    unchecked = [
        f"Не проверено: {_why_unchecked(post, rule, why)}"
        for who, rule, why in report.not_checked
        if who == subject and rule not in enough
    ]
    return " ".join(dict.fromkeys(broken + unchecked)) or None


def text_faults(post: Candidate, report: CheckReport) -> list[str]:
    """Of what holds the post back, what another text could mend; in whole sentences."""
    return [
        _in_full(f)
        for f in report.critical
        if f.subject == str(post.post_id) and f.rule in TEXT_RULES
    ]


def _in_full(finding: CheckFinding) -> str:
    return f"{finding.words} Ожидалось: {finding.expected}. Найдено: {finding.found}."


def remark_on(post: Candidate, report: CheckReport) -> str | None:
    """What a post that may go out has against it: rules not applied, warnings, files left out."""
    subject = str(post.post_id)
    unchecked = [
        f"Не проверено: {_why_unchecked(post, rule, why)}"
        for who, rule, why in report.not_checked
        if who == subject
    ]
    found = [f for f in report.findings if f.subject == subject]
    warnings = [f.words for f in found if f.severity == "warning"]
    left_out = [post.media.left_out] if post.media.left_out else []
    outrun = [outrun_words(desk().office, post.worded_before)] if post.worded_before else []
    return " ".join(dict.fromkeys(unchecked + warnings + left_out + outrun)) or None


def _why_unchecked(post: Candidate, rule: str, why: str) -> str:
    return (rule in ARTICLE_RULES and post.article_unread) or f"{why}."


def keep_checked(
    session: Session, rule: str, post: Candidate, why: str | None, remark: str | None
) -> None:
    """What the checks of that rule came to: `why` it is held back, or what is to be remarked."""
    keep_check(
        session,
        desk().office,
        page=post.page,
        rule=rule,
        subject=str(post.post_id),
        result=Result.BAD if why else Result.NOT_CHECKED if remark else Result.GOOD,
        words=why or remark or "соответствует сайту",
        now=now(),
    )
