"""The last of the eight generated weeks with everything in it that a control letter can count.

Numbers that stand beside each other in the letter are made different, so that none passes for its
neighbour.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.checks import keep_check, note_reading
from gospablik.letters import NO_POINT
from gospablik.moderation.keeping import ERASED, UNKNOWN_AUTHOR
from gospablik.organisation import Organisation
from gospablik.outcomes import ConfirmedBy
from gospablik.regulation import Ground
from gospablik.store.session import Store
from gospablik.store.tables import (
    Action,
    Answer,
    Closed,
    CommentVersion,
    Document,
    Kind,
    Lapse,
    Post,
    PostMedium,
    ProposalStage,
    Question,
    Result,
    SiteMedium,
    Stage,
    State,
    Topic,
    Verdict,
)
from tests.gospablik.control import factories as make
from tests.gospablik.control.eight_weeks import eight_weeks
from tests.gospablik.control.factories import at

FIRST, SECOND = "vk", "vk-1"
HOW = list(ConfirmedBy)


def full_week(store: Store, house: Organisation) -> None:
    """Fill the store: eight weeks, and of the last one all that they lack."""
    eight_weeks(store, house)
    with store.write() as session:
        posts = _site_and_posts(session)
        _media(session, posts)
        _reconciled(session, house, posts)
        _pages(session, house)
        _comments(session)
        _questions(session)
        _cases(session)
        _done(session)
        _open(session)
    make.carried(store, house, when=at(28, 12))
    with store.write() as session:
        _settle(session)
        removals = session.scalars(select(Action).filter_by(kind=Kind.REMOVE).order_by(Action.id))
        for row, how in zip(removals, [*HOW, *HOW[1:]], strict=False):
            row.confirmed_by = how


def _settle(session: Session) -> None:
    """So much of what is open is done that the rest has room in the letter; it says why."""
    for state in (State.DUE, State.ERRAND, State.UNKNOWN):
        some = session.scalars(select(Action).filter_by(state=state).order_by(Action.id.desc()))
        for n, row in enumerate(some):
            row.why = f"причина {n}"
            if n > 2:
                row.state, row.confirmed_by = State.CONFIRMED, ConfirmedBy.ANSWER


def _site_and_posts(session: Session) -> list[Post]:
    make.item(session, when=None, seen=at(25, 8), title="Без даты")
    make.item(session, when=at(26, 8), title="Исчезла").gone_again_at = at(26, 20)
    posts = []
    for page, number in ((FIRST, 6), (SECOND, 5)):
        for n in range(number):
            title = f"Своя {page} {n}"
            posts.append(make.post(session, when=at(24 + n % 5, 9 + n), page=page, title=title,
                                   how=HOW[n % 3]))  # fmt: skip
        for n in range(number - 1):
            held = make.post(session, when=at(24 + n, 7), page=page, live=False,
                             title=f"Задержана {page} {n}", held=f"телефон № {n}")  # fmt: skip
            if n > 1:  # two are held still, of the others it was decided not to go out
                held.dropped_at, held.dropped_by = at(25, 10 + n), "specialist"
                held.dropped_because, held.held_because = f"устарела {n}", None
    posts[0].withdrawn_at = at(28, 9)
    return posts


def _media(session: Session, posts: list[Post]) -> None:
    file = SiteMedium(organisation="zhatay", sha256="0" * 64, address="https://site.test/1",
                      mime="image/png", width=1, height=1, size=1, fetched_at=at(24))  # fmt: skip
    session.add(file)
    session.flush()
    for number, kind in ((4, "photo"), (3, "video"), (2, "file")):
        for post in (*posts[:number], *posts[6 : 5 + number]):
            for n, medium in enumerate((file.id, file.id, None)):
                session.add(PostMedium(post_id=post.id, kind=kind, address="", alt="",
                                       position=number * 10 + n, medium_id=medium))  # fmt: skip
    for post in posts[:5]:
        post.text = "Читайте https://site.test/"
    for n in range(4):
        make.action(session, kind=Kind.REPOST, subject=800 + n, when=at(25), page=FIRST)
    make.action(session, kind=Kind.REPOST, subject=810, when=at(25), page=SECOND)


def _reconciled(session: Session, house: Organisation, posts: list[Post]) -> None:
    for n, post in enumerate(posts):
        bad = n in (1, 2, 7)
        for hour, result in ((20, Result.BAD if bad or n == 3 else Result.GOOD),
                             (22, Result.BAD if bad else Result.GOOD)):  # fmt: skip
            make.reconciled(session, house, of=post, when=at(29, hour), result=result)
        if n in (4, 8):
            keep_check(session, house, page=post.page, rule=rules.LIVE_LINK, subject=str(post.id),
                       result=Result.NOT_CHECKED, words="не открылся", now=at(29, 23))  # fmt: skip


def _pages(session: Session, house: Organisation) -> None:
    """Late on Sunday: the first page's status is gone, the second could not be read any more."""
    night = at(29, 23)
    for rule, page, result in (
        (rules.PAGE_OFFICIAL, FIRST, Result.BAD),
        (rules.KEY_HOLDER, FIRST, Result.BAD),
        (rules.PAGE_ADMINISTRATORS, SECOND, Result.BAD),
    ):
        keep_check(session, house, page=page, rule=rule, subject=page, result=result,
                   words="не так", found="пусто", now=night)  # fmt: skip
    for subject, result in (("publish", Result.BAD), ("remove", Result.BAD), ("reply", Result.GOOD),
                            ("block", Result.BAD)):  # fmt: skip
        keep_check(session, house, page=FIRST, rule=rules.RIGHT, subject=subject, result=result,
                   words=f"право {subject}", now=night)  # fmt: skip
    for rule, page in ((rules.PAGE_READ, SECOND), (rules.RIGHTS_READ, SECOND),
                       (rules.BLOCKS_READ, SECOND), (rules.SITE_READ, "")):  # fmt: skip
        note_reading(session, house, page=page, rule=rule, subject=page or house.site.where,
                     unread="сеть молчит", now=night + timedelta(minutes=5))  # fmt: skip
    for page, read, unread in ((FIRST, 6, 2), (SECOND, 3, 4)):
        for n in range(read + unread):
            note_reading(session, house, page=page, rule=rules.HARVEST, subject=f"70{n}",
                         unread=None, now=at(29, 10 + n))  # fmt: skip
            if n >= read:
                note_reading(session, house, page=page, rule=rules.HARVEST, subject=f"70{n}",
                             unread="молчит", now=night + timedelta(minutes=n))  # fmt: skip


def _comments(session: Session) -> None:
    """Two of those whose comments are to be removed are not named by the network."""
    verdicts = [Verdict.KEEP] * 3 + [Verdict.ANSWER] * 6 + [Verdict.WARN] * 9
    grounds = [Ground.LAW] * 2 + [Ground.RULES] * 3 + [Ground.INSULT] * 5 + [Ground.DISTORTION] * 8
    verdicts += [Verdict.REMOVE] * len(grounds)
    for n, verdict in enumerate(verdicts):
        ground = grounds[n - 18] if verdict is Verdict.REMOVE else None
        author = f"{UNKNOWN_AUTHOR}{n}" if n in (28, 29) else f"90{n}"
        of = make.comment(session, when=at(23, 10, n), author=author, found=at(24, 9),
                          page=(FIRST, SECOND)[n % 2],
                          gone=at(28, 15) if n % 9 == 0 else None)  # fmt: skip
        if ground:
            of.latest.findings[0].ground = ground
        make.ruling(session, of=of, when=at(24, 10 + n % 5), verdict=verdict, ground=ground,
                    annulled=at(26, 9) if n in (3, 20, 24, 25) else None)  # fmt: skip


def _questions(session: Session) -> None:
    """Ten come, three are answered by the program, two by people; four wait, others no more."""
    for n, hour in enumerate((10, 15, 30)):
        row = make.asked(session, when=at(23, 9))
        row.closed_at, row.closed_how = at(23, 9) + timedelta(hours=1), Closed.ANSWERED
        form = Question(organisation="zhatay", topic=Topic.ANSWER, stage=Stage.ANSWERED,
                        officials=["specialist"], asked_at=at(23, 9), until=at(24, 9))  # fmt: skip
        session.add(form)
        session.flush()
        answer = Answer(organisation="zhatay", asked_id=row.id, question_id=form.id, text="О.",
                        template="passed", official="specialist", made_at=at(23, 10))  # fmt: skip
        session.add(answer)
        session.flush()
        make.action(session, kind=Kind.REPLY, subject=f"answer:{answer.id}", page=FIRST,
                    when=at(23, 9) + timedelta(hours=hour, minutes=7 * n))  # fmt: skip
    for how, hours in ((Closed.BY_HAND, 29), (Closed.ALREADY, 76), (Closed.NOT_ASKED, 2)):
        row = make.asked(session, when=at(24, 11))
        row.closed_at, row.closed_how = at(24, 11) + timedelta(hours=hours), how
    for day, hour in ((26, 16), (27, 9), (27, 17), (20, 12)):
        make.asked(session, when=at(day, hour))
    make.asked(session, when=at(25)).comment.gone_at = at(25, 20)
    make.asked(session, when=at(25)).version.text = ERASED
    edited = make.asked(session, when=at(25, 1))
    session.add(CommentVersion(comment_id=edited.comment_id, number=2, text="иначе",
                               attachments=[], seen_at=at(25, 2)))  # fmt: skip


def _cases(session: Session) -> None:
    for n in range(3):
        make.proposal(session, when=at(25 + n, 10 + n), page=(FIRST, SECOND)[n % 2])
    for n, because in enumerate((Lapse.TERM, None, *[Lapse.CHANGED] * 4)):
        row = make.proposal(session, when=at(20 + n), stage=ProposalStage.LAPSED)
        row.lapsed_at, row.lapsed_because = at(23 + n, 12), because

    paper = make.decision(session, when=at(26, 15), official="deputy", page=SECOND)
    session.add(Document(decision_id=paper.id, number="7", dated=at(26).date(),
                         entered_by="specialist"))  # fmt: skip


def _done(session: Session) -> None:
    for kind, number in ((Kind.WITHDRAW, 2), (Kind.DESCRIBE, 4), (Kind.EDIT, 1)):
        for n in range(number):
            make.action(session, kind=kind, subject=7000 + n, when=at(25, 9 + n), how=HOW[n % 3])
    for n in range(5):
        make.action(session, kind=Kind.REPLY, subject=f"told:{7000 + n}", when=at(26, 9),
                    how=HOW[n % 2])  # fmt: skip
    for n in range(3):
        make.action(session, kind=Kind.ATTACH, subject=7000 + n, when=at(26, 9),
                    how=ConfirmedBy.PERSON, confirmed_person="it-head")  # fmt: skip
    for n in range(9):
        make.action(session, kind=Kind.MAIL, subject=f"urgent:{n}:head", page="", when=at(26, 9),
                    how=ConfirmedBy.ANSWER)  # fmt: skip


def _open(session: Session) -> None:
    """What is refused, missed, stuck or taken back; what nobody needs any more is not told."""
    day = datetime.isoformat(at(26))
    for kind, subject, state, more in (
        (Kind.REPLY, "told:7100", State.REJECTED, {"why": "нет права"}),
        (Kind.REPLY, "answer:7100", State.MISSED, {}),
        (Kind.DESCRIBE, "7100", State.DUE, {}),
        (Kind.REPLY, "told:7101", State.CANCELLED, {"press": "Ответьте."}),
        (Kind.REPLY, "told:7102", State.CANCELLED, {"press": "Ответьте.", "why": "ушёл"}),
        (Kind.REPLY, "told:7103", State.CANCELLED, {}),
        (Kind.MAIL, "case:1:head", State.REJECTED, {"why": "550"}),
        (Kind.MAIL, "plan:2:deputy", State.MISSED, {}),
        (Kind.MAIL, "case:3:head", State.REJECTED, {"why": f"{NO_POINT}: {day}"}),
    ):
        make.action(session, kind=kind, subject=subject, when=at(26), state=state, how=None,
                    page="" if kind is Kind.MAIL else FIRST, **more)  # fmt: skip
