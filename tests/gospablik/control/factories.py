"""An office and rows of it for the tests of control. Keyword-only, sensible when left out."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.checks import keep_check, note_reading
from gospablik.moderation.proof import seal_rulings
from gospablik.organisation import Organisation
from gospablik.outcomes import ConfirmedBy
from gospablik.regulation import Ground
from gospablik.store.session import Store
from gospablik.store.tables import (
    Action,
    Author,
    Comment,
    CommentVersion,
    Decision,
    DecisionVerdict,
    Finding,
    Kind,
    Post,
    Proposal,
    ProposalStage,
    Question,
    Repost,
    ResidentQuestion,
    Result,
    Ruling,
    SiteItem,
    SiteRevision,
    Stage,
    State,
    Topic,
    Verdict,
)

MONDAY = date(2026, 11, 23)
_numbers = count(1)


def at(day: int, hour: int = 12, minute: int = 0, *, month: int = 11) -> datetime:
    """A moment of that day in Yakutsk (UTC+9), in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


def _named(n: int) -> str:
    return f"Страница {'абвгд'[n - 1] if n < 6 else n}"


def office(
    *,
    norm: int | None = None,
    mode: str = "самостоятельно",
    since: date = date(2026, 10, 1),
    pages: int = 1,
    officials: list[dict[str, Any]] | None = None,
    years: tuple[int, ...] = (2026, 2027),
    **house: Any,
) -> Organisation:
    """An office in Yakutsk with a page or more."""
    people = [
        {"key": "head", "office": "глава", "name": "Глава Г. Г."},
        {"key": "deputy", "office": "заместитель главы", "name": "Заместитель З. З."},
        {"key": "it-head", "office": "начальник отдела ИТ", "name": "Начальник Н. Н."},
        {"key": "specialist", "office": "специалист отдела ИТ", "name": "Специалист С. С."},
    ]
    for person in people:
        person["mail"] = f"{person['key']}@example.test"
    raw: dict[str, Any] = {
        "organisation": {
            "key": "zhatay",
            "name": "Окружная Администрация ГО «Жатай»",
            "short_name": "ГО «Жатай»",
            "time_zone": "Asia/Yakutsk",
            **house,
        },
        "site": {"feed": "https://site.test/rss"},
        "mail": {"sender": "smm@example.test", "duty": "duty@example.test"},
        "holidays": [{"year": year, "document": "календарь", "days": []} for year in years],
        "page": [
            {
                "key": "vk" if n == 0 else f"vk-{n}",
                "network": "vk",
                "group_id": 101 + n,
                "name": "Администрация Жатая" if n == 0 else _named(n),
                "mode": mode,
                "since": since,
                "official_wording": "Официальная страница",
            }
            for n in range(pages)
        ],
        "official": people if officials is None else officials,
    }
    if norm:
        raw["norm"] = {"posts_a_week": norm, "document": "распоряжение от 01.02.2026 № 10"}
    return Organisation.model_validate(raw)


def item(
    session: Session, *, when: datetime | None, title: str = "Новость", seen: datetime | None = None
) -> SiteItem:
    """A news item of the site with one wording."""
    n = next(_numbers)
    made = SiteItem(
        organisation="zhatay",
        address=f"https://site.test/news/{n}",
        link=f"https://site.test/news/{n}",
        published_at=when,
        first_seen_at=seen or when,
    )
    session.add(made)
    session.flush()
    session.add(
        SiteRevision(
            item_id=made.id, number=1, title=title, text="Текст", digest=str(n),
            seen_at=made.first_seen_at,
        )
    )  # fmt: skip
    session.flush()
    session.refresh(made)
    return made


def post(
    session: Session,
    *,
    when: datetime,
    title: str = "Новость",
    page: str = "vk",
    live: bool = True,
    held: str | None = None,
    how: ConfirmedBy = ConfirmedBy.READBACK,
    of: SiteItem | None = None,
) -> Post:
    """A post; `live`: published and confirmed at `when`."""
    news = of or item(session, when=when - timedelta(minutes=30), title=title)
    made = Post(
        organisation="zhatay",
        page=page,
        item_id=news.id,
        revision_id=news.revisions[0].id,
        text="Текст",
        planned_at=when,
        held_because=held,
        network_id=str(900 + next(_numbers)) if live else None,
        published_at=when if live else None,
    )
    session.add(made)
    session.flush()
    if live:
        action(session, kind=Kind.PUBLISH, subject=made.id, when=when, how=how, page=page)
    return made


def repost(
    session: Session,
    *,
    when: datetime,
    page: str = "vk",
    state: State = State.CONFIRMED,
    how: ConfirmedBy = ConfirmedBy.READBACK,
    number: str | None = None,
) -> Repost:
    """Another's material, ordered and done at `when`; `number`: of the post in the network."""
    n = next(_numbers)
    made = Repost(
        organisation="zhatay", page=page, address=f"https://news.test/{n}",
        link=f"https://news.test/{n}", source="news", reason="тема", official="specialist",
        shared=True, title="", text="", decided_at=when,
    )  # fmt: skip
    session.add(made)
    session.flush()
    action(session, kind=Kind.REPOST, subject=made.id, when=when, state=state, how=how, page=page,
           external_id=(number or str(5000 + n)) if state is State.CONFIRMED else None)  # fmt: skip
    return made


def action(
    session: Session,
    *,
    kind: Kind,
    subject: object,
    when: datetime,
    state: State = State.CONFIRMED,
    how: ConfirmedBy | None = ConfirmedBy.READBACK,
    page: str = "vk",
    **more: Any,
) -> Action:
    """A row of the ledger as it stands."""
    made = Action(
        organisation="zhatay", kind=kind, page=page, subject=str(subject), recorded_at=when,
        not_before=when, state=state, state_since=when,
        confirmed_by=how if state is State.CONFIRMED else None, **more,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def comment(
    session: Session,
    *,
    when: datetime,
    text: str = "слова",
    author: str = "5001",
    found: datetime | None = None,
    gone: datetime | None = None,
    page: str = "vk",
) -> Comment:
    """A comment with one wording; `found`: when the detector pointed at it."""
    who = session.query(Author).filter_by(page=page, network_id=author).first()
    if who is None:
        who = Author(
            organisation="zhatay",
            page=page,
            network_id=author,
            name="<b>Житель</b>",
            is_page=author.startswith("-"),
        )
        session.add(who)
        session.flush()
    made = Comment(
        organisation="zhatay", page=page, network_id=str(next(_numbers)), post_network_id="1",
        author_id=who.id, written_at=when, first_seen_at=when, gone_at=gone,
    )  # fmt: skip
    session.add(made)
    session.flush()
    version = CommentVersion(comment_id=made.id, number=1, text=text, attachments=[], seen_at=when)
    session.add(version)
    session.flush()
    if found:
        session.add(
            Finding(
                version_id=version.id, ground=Ground.INSULT, rule="word", reason="слово",
                found_at=found,
            )
        )  # fmt: skip
        session.flush()
    session.refresh(made)
    return made


def asked(session: Session, *, when: datetime) -> ResidentQuestion:
    """A resident's question that waits for its answer."""
    of = comment(session, when=when)
    made = ResidentQuestion(
        organisation="zhatay", comment_id=of.id, version_id=of.latest.id, topic="water",
        asked_at=when,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def ruling(
    session: Session,
    *,
    of: Comment,
    when: datetime,
    verdict: Verdict = Verdict.REMOVE,
    ground: Ground | None = Ground.INSULT,
    annulled: datetime | None = None,
) -> Ruling:
    """A ruling on the newest wording."""
    question = Question(
        organisation="zhatay", topic=Topic.REVIEW, stage=Stage.ANSWERED, officials=["specialist"],
        asked_at=when, until=when + timedelta(days=1), ended_at=when, answered_by="specialist",
    )  # fmt: skip
    session.add(question)
    session.flush()
    made = Ruling(
        organisation="zhatay", comment_id=of.id, version_id=of.latest.id, question_id=question.id,
        verdict=verdict, ground=ground if verdict is Verdict.REMOVE else None, reason="причина",
        official="specialist", made_at=when, annulled_at=annulled,
        annulled_by="specialist" if annulled else None,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def carried(store: Store, house: Organisation, *, when: datetime) -> None:
    """Seal all rulings and let their removals be confirmed by read-back at `when`."""
    seal_rulings(store, house, when)
    with store.write() as session:
        for row in session.scalars(select(Action).filter_by(kind=Kind.REMOVE, state=State.DUE)):
            row.state, row.state_since = State.CONFIRMED, when
            row.confirmed_by = ConfirmedBy.READBACK


def proposal(
    session: Session,
    *,
    when: datetime,
    stage: ProposalStage = ProposalStage.OPEN,
    until: datetime | None = None,
    page: str = "vk",
) -> Proposal:
    """A proposal to block a new author."""
    n = next(_numbers)
    who = Author(organisation="zhatay", page=page, network_id=f"6{n}", name="<i>Автор</i>")
    session.add(who)
    session.flush()
    made = Proposal(
        organisation="zhatay", page=page, author_id=who.id, rulings=[1, 2], evidence=f"{n:064}",
        stage=stage, opened_at=when, until=until or when + timedelta(days=3), wrong_codes=0,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def decision(
    session: Session,
    *,
    when: datetime,
    official: str = "head",
    verdict: DecisionVerdict = DecisionVerdict.BLOCK,
    reason: str = "систематические нарушения",
    evidence: str | None = None,
    page: str = "vk",
) -> Decision:
    """A decision on a proposal of an hour before."""
    case = proposal(session, when=when - timedelta(hours=1), stage=ProposalStage.DECIDED, page=page)
    made = Decision(
        organisation="zhatay", proposal_id=case.id, official=official, verdict=verdict,
        days=30 if verdict is DecisionVerdict.BLOCK else None,
        until=when + timedelta(days=30) if verdict is DecisionVerdict.BLOCK else None,
        reason=reason, evidence=evidence or case.evidence, decided_at=when,
        acts_at=when,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def checked(
    session: Session,
    house: Organisation,
    *,
    when: datetime,
    official: Result | None = Result.GOOD,
    site: bool = True,
    harvest: bool = True,
    access: bool = True,
) -> None:
    """The readings of an ordinary pass over everything, at one moment."""
    if site:
        note_reading(
            session, house, page="", rule=rules.SITE_READ, subject=house.site.where,
            unread=None, now=when,
        )  # fmt: skip
    for page in house.page:
        note_reading(
            session, house, page=page.key, rule=rules.BLOCKS_READ, subject=page.key,
            unread=None, now=when,
        )  # fmt: skip
        if harvest:
            for rule in (rules.HARVEST, rules.HARVEST_WHOLE):
                note_reading(
                    session, house, page=page.key, rule=rule, subject=page.key,
                    unread=None, now=when,
                )  # fmt: skip
        if access:
            note_reading(
                session, house, page=page.key, rule=rules.RIGHTS_READ, subject=page.key,
                unread=None, now=when,
            )  # fmt: skip
            for rule in (rules.PAGE_ADMINISTRATORS, rules.KEY_HOLDER):
                keep_check(
                    session, house, page=page.key, rule=rule, subject=page.key,
                    result=Result.GOOD, words="как должно быть", expected="Имя", now=when,
                )  # fmt: skip
        if official:
            keep_check(
                session, house, page=page.key, rule=rules.PAGE_OFFICIAL, subject=page.key,
                result=official, words="проверка страницы", expected="«Официальная страница»",
                found="описание: пусто", now=when,
            )  # fmt: skip


def reconciled(
    session: Session,
    house: Organisation,
    *,
    of: Post,
    when: datetime,
    result: Result = Result.GOOD,
    rule: str = rules.LIVE_TEXT,
    found: str = "другой текст",
) -> None:
    """All live checks of a post; `result` is that of `rule`, the others are good."""
    for name in rules.LIVE:
        outcome = result if name == rule else Result.GOOD
        keep_check(
            session, house, page=of.page, rule=name, subject=str(of.id), result=outcome,
            words="проверка поста", expected="как на сайте",
            found=None if outcome is Result.GOOD else found, now=when,
        )  # fmt: skip
