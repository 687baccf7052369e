"""The rows behind a control report, for its XLSX: what the letter counts, one by one.

No resident's name or words: the file is kept with the report, longer than they may be.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from textwrap import wrap

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.control.figures_cases import paper_words
from gospablik.control.model import WeekFigures
from gospablik.control.reach_rows import reach_sheet
from gospablik.control.sheet import Sheet
from gospablik.control.window import Window
from gospablik.control.workbook import Heading, Rows, Value
from gospablik.moderation.decision_words import until_words
from gospablik.moderation.sample import is_sample
from gospablik.organisation import Organisation
from gospablik.store.tables import (
    Author,
    Comment,
    CommentVersion,
    Decision,
    Finding,
    Proposal,
    Ruling,
)
from gospablik.templates import plural

MOST = 5_000
"""Rows of comments in one file: a letter has to pass mail servers."""
_LINE = 130
"""Letters of a line under a table: as wide as the sheet «Показатели»."""


def sheets(
    session: Session, office: Organisation, figures: WeekFigures, sheet: Sheet
) -> tuple[Rows, ...]:
    """The six sheets; times are local."""
    window = Window.of(figures.week, figures.as_of).of_run_pages(office, figures.as_of)
    return (
        Rows("Показатели", ("Показатель", *[""] * 8), _figures(sheet), (58, *[16] * 8)),
        Rows(
            "Посты",
            ("Когда", "Страница", "Пост", "Ссылка", "Откуда известно"),
            _posts(office, figures),
            (18, 32, 60, 40, 34),
        ),
        Rows(
            "Комментарии",
            ("№", "Страница", "Пришёл", "Исчез", "Срабатывание", "Решение", "Основание"),
            _comments(session, office, window),
            (10, 32, 18, 18, 34, 14, 34),
        ),
        Rows(
            "Решения",
            ("Что", "Страница", "Решение", "Основание", "Кто", "Когда", "Отменено"),
            _decisions(session, office, window),
            (30, 32, 18, 40, 40, 18, 18),
        ),
        Rows(
            "Поручения",
            ("Что", "Состояние", "С какого времени", "Почему", "Что нажать", "Ссылка"),
            _open_ends(office, figures),
            (60, 22, 18, 50, 60, 40),
        ),
        reach_sheet(session, office, figures, window),
    )


def _figures(sheet: Sheet) -> Iterator[Sequence[Value]]:
    """The letter's own verdicts and tables of numbers, cell by cell."""
    yield (Heading(sheet.heading),)
    for verdict in sheet.verdicts:
        yield (f"п. {verdict.clause} {verdict.title}", verdict.level.value)
        for why in verdict.why:
            yield (f"      {why}",)
    for table in sheet.tables:
        if not table.of_numbers:
            continue
        yield ()
        yield (Heading(table.caption),)
        yield [Heading(head) for head in table.heads]
        for row in table.rows:
            yield [int(c.text) if c.text.isdecimal() else c.text for c in row]
        # A line of its own for each part: one long line would make the printed page as wide.
        yield from ((line,) for line in wrap(table.note, _LINE))


def _posts(office: Organisation, figures: WeekFigures) -> Iterator[Sequence[Value]]:
    posts = sorted(
        ((post.at, page.name, post) for page in figures.pages for post in page.posts),
        key=lambda row: row[:2],
    )
    for at, page, post in posts:
        yield (office.local(at), page, post.title, post.link, post.how)


def _comments(session: Session, office: Organisation, window: Window) -> Iterator[Sequence[Value]]:
    """Comments that came in the week, with what was found in and ruled on their last wording."""
    own = select(Author.id).where(Author.organisation == office.key, Author.is_page.is_(True))
    of_week = (
        Comment.organisation == office.key,
        window.counts(Comment.page),
        Comment.author_id.not_in(own),
        window.holds(Comment.first_seen_at),
    )
    last = (
        select(func.max(CommentVersion.id))
        .where(CommentVersion.comment_id == Comment.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Comment.id, Comment.page, Comment.first_seen_at, Comment.gone_at, last)
        .where(*of_week)
        .order_by(Comment.first_seen_at, Comment.id)
        .limit(MOST)
        .execution_options(yield_per=500)
    )
    names = _names(office)
    for part in rows.partitions():
        found, ruled = _found(session, [r[4] for r in part]), _ruled(session, [r[4] for r in part])
        for number, page, came, gone, version in part:
            verdict, ground = ruled.get(version, ("", ""))
            yield (
                number,
                names.get(page, page),
                office.local(came),
                office.local(gone) if gone else None,
                ", ".join(found.get(version, ())),
                verdict,
                ground,
            )
    whole = session.scalar(select(func.count(Comment.id)).where(*of_week)) or 0
    if whole > MOST:
        rest = plural(whole - MOST, "строка", "строки", "строк")
        yield (None, f"Ещё {rest} не поместилось в файл.")


def _found(session: Session, versions: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for version, ground in session.execute(
        select(Finding.version_id, Finding.ground)
        .where(Finding.version_id.in_(versions), ~is_sample())
        .order_by(Finding.id)
    ):
        found.setdefault(version, []).append(ground.words)
    return found


def _ruled(session: Session, versions: Sequence[int]) -> dict[int, tuple[str, str]]:
    rows = session.execute(
        select(Ruling.version_id, Ruling.verdict, Ruling.ground)
        .where(Ruling.version_id.in_(versions), Ruling.annulled_at.is_(None))
        .order_by(Ruling.id)
    )
    return {
        version: (verdict.choice, ground.words if ground else "")
        for version, verdict, ground in rows
    }


def _decisions(session: Session, office: Organisation, window: Window) -> Iterator[Sequence[Value]]:
    """Rulings made or annulled in the week, then decisions to block, each by time.

    Reasons are left out: they may quote the comment and name its author.
    """

    def local(moment: datetime | None) -> datetime | None:
        return office.local(moment) if moment else None

    names = _names(office)
    rulings = session.execute(
        select(Ruling, Comment.page)
        .join(Ruling.comment)
        .where(
            Ruling.organisation == office.key,
            window.counts(Comment.page),
            window.holds(Ruling.made_at) | window.holds(Ruling.annulled_at),
        )
        .order_by(Ruling.made_at, Ruling.id)
    )
    for ruling, page in rulings:
        yield (
            f"комментарий № {ruling.comment_id}",
            names.get(page, page),
            ruling.verdict.choice,
            ruling.ground.words if ruling.ground else "",
            office.title_of(ruling.official),
            local(ruling.made_at),
            local(ruling.annulled_at),
        )
    decisions = session.execute(
        select(Decision, Proposal.page)
        .join(Decision.proposal)
        .where(
            Decision.organisation == office.key,
            window.counts(Proposal.page),
            window.holds(Decision.decided_at),
        )
        .order_by(Decision.decided_at, Decision.id)
    )
    for decision, page in decisions:
        # Nobody's own words go into a table that is passed on: they name people.
        ended = decision.ended.value if decision.ended else ""
        more = (paper_words(decision.document), ended)
        yield (
            f"предложение о блокировке № {decision.proposal_id}",
            names.get(page, page),
            "; ".join([until_words(office, decision), *filter(None, more)]),
            "",
            office.title_of(decision.official),
            local(decision.decided_at),
        )


def _open_ends(office: Organisation, figures: WeekFigures) -> Iterator[Sequence[Value]]:
    actions = figures.actions
    for end in (*actions.open_ends, *actions.missed, *actions.mail_rejected, *actions.dropped):
        yield (end.what, end.state, office.local(end.since), end.why, end.press, end.link)


def _names(office: Organisation) -> dict[str, str]:
    return {page.key: office.named(page) for page in office.page}
