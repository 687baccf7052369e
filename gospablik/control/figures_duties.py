"""Figures of who acted on the pages, what posts went out with, and the last control letter."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, distinct, func, select
from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.figures_acted import acted
from gospablik.control.figures_checks import word
from gospablik.control.figures_reposts import reposted
from gospablik.control.model_duties import DutiesWeek, Enriched, LastLetter, RulesShown
from gospablik.control.window import Window
from gospablik.organisation import Organisation, Page
from gospablik.span import Week
from gospablik.store.tables import (
    Action,
    Author,
    Comment,
    Kind,
    Post,
    PostMedium,
    Report,
    State,
)


def duties_week(
    session: Session, office: Organisation, pages: Sequence[Page], week: Week, window: Window
) -> DutiesWeek:
    """All of it, for the pages that the report tells of."""
    return DutiesWeek(
        acted=acted(session, office, window),
        enriched=tuple(_enriched(session, office, page, window) for page in pages),
        rules=tuple(
            RulesShown(
                page.key,
                word(
                    session, office, page, window, rule=rules.RULES_LINKED, reading=rules.PAGE_READ
                ),
            )
            for page in pages
        ),
        replies=_replies(session, office, window),
        last_letter=last_letter(session, office, week),
    )


def last_letter(session: Session, office: Organisation, week: Week) -> LastLetter:
    """The control letter about the week before that one, by the ledger; the best of its numbers.

    A preliminary report, made by hand while that week went on, tells of a part of it: its letter
    is not the week's. It is due if any report about an earlier week was ever composed: before
    that, nobody knows whether the program was there at all.
    """
    before = Week.starting(office, week.monday - timedelta(days=7))
    reports = session.execute(
        select(Report.id, Report.week, Report.cut_off).where(
            Report.organisation == office.key, Report.week <= before.monday
        )
    ).all()
    actions = [
        action
        for number, monday, cut_off in reports
        if monday == before.monday and cut_off >= before.end
        for action in session.scalars(
            select(Action).where(
                Action.organisation == office.key,
                Action.kind == Kind.MAIL,
                Action.subject.startswith(f"report:{number}:", autoescape=True),
            )
        )
    ]
    best = max(actions, key=lambda a: (a.state is State.CONFIRMED, a.id), default=None)
    return LastLetter(
        before.words,
        due=bool(reports),
        state=best.state if best else None,
        why=(best.why or "") if best and best.state is not State.CONFIRMED else "",
    )


def _enriched(session: Session, office: Organisation, page: Page, window: Window) -> Enriched:
    ours: ColumnElement[bool] = (
        (Post.organisation == office.key)
        & (Post.page == page.key)
        & Post.network_id.is_not(None)
        & window.holds(Post.published_at)
    )
    kinds = session.execute(
        select(PostMedium.kind, func.count(distinct(PostMedium.post_id)))
        .join(Post, PostMedium.post_id == Post.id)
        .where(ours, PostMedium.medium_id.is_not(None))
        .group_by(PostMedium.kind)
    ).all()
    of_kind: dict[str, int] = {kind: number for kind, number in kinds}  # noqa: C416 (typed)
    count = select(func.count()).select_from(Post).where(ours)
    reposts = reposted(session, office, page, window.until)
    return Enriched(
        page=page.key,
        posts=session.scalar(count) or 0,
        pictures=of_kind.get("photo", 0),
        videos=of_kind.get("video", 0),
        files=of_kind.get("file", 0),
        links=session.scalar(count.where(Post.text.contains("://"))) or 0,
        reposts=sum(one.at >= window.since for one in reposts),
    )


def _replies(session: Session, office: Organisation, window: Window) -> int:
    return (
        session.scalar(
            select(func.count(Comment.id))
            .join(Author, Comment.author_id == Author.id)
            .where(
                Comment.organisation == office.key,
                Author.is_page.is_(True),
                window.counts(Comment.page),
                window.holds(Comment.first_seen_at),
            )
        )
        or 0
    )
