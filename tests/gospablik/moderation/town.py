"""A town for the tests: its office, a network that keeps what really happened, a day's moves."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from gospablik.drafts import Draft, NothingToSay
from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.block import BlockAuthor
from gospablik.ledger.effects.remove import RemoveComment
from gospablik.ledger.effects.reply import ReplyToAuthor
from gospablik.ledger.effects.restore import RestoreComment
from gospablik.ledger.effects.unblock import UnblockAuthor
from gospablik.ledger.task import Task
from gospablik.letters import LetterKey
from gospablik.moderation.again import note_again, note_back
from gospablik.moderation.decided_letters import (
    decided_letter,
    ended_letter,
    order_stop_letters,
)
from gospablik.moderation.decisions import decide, decide_otherwise
from gospablik.moderation.detection.examine import shipped_judge
from gospablik.moderation.detector import detect_new
from gospablik.moderation.harvest import Harvested, store_comments
from gospablik.moderation.letters import case_letter
from gospablik.moderation.proof import seal_rulings
from gospablik.moderation.proposals import open_proposals, order_case_letters
from gospablik.moderation.questions import open_questions, open_reviews
from gospablik.moderation.rulings import Answered, answer_review
from gospablik.moderation.said import Decided, Said
from gospablik.moderation.stopping import SaidStop, Stopped, stop_within
from gospablik.moderation.telling import order_tellings
from gospablik.networks.base import LiveComment
from gospablik.organisation import Organisation
from gospablik.outcomes import Absent, CannotTell, Done, DoOutcome, LookOutcome, Present
from gospablik.store.decisions import Decision, DecisionVerdict
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.review import Question, Ruling, Topic
from gospablik.store.session import Store
from tests.gospablik.ledger.world import Clock

MORNING = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)  # 09:30 in Yakutsk, a Wednesday
INSULT = "удалить: оскорбление"
PAGE = "town-vk"
WRITERS = {"case": case_letter, "decided": decided_letter, "ended": ended_letter}


def office(**changes: object) -> Organisation:
    """An office with a head, a deputy whose duty ends with the year, an IT head, a specialist."""
    people = [
        ("head", "глава", {}),
        ("deputy", "заместитель главы", {"until": date(2026, 12, 31)}),
        ("it-head", "начальник отдела ИТ", {}),
        ("spec", "специалист отдела ИТ", {}),
    ]
    raw: dict[str, object] = {
        "organisation": {
            "key": "town",
            "name": "Администрация посёлка Пример",
            "short_name": "п. Пример",
            "time_zone": "Asia/Yakutsk",
            "block_after_hours": 0,
        },
        "site": {"feed": "https://town.test/rss"},
        "mail": {"sender": "smm@town.test", "duty": "it@town.test"},
        "holidays": [
            {"year": year, "document": "календарь", "days": [date(year, 1, 1), date(year, 1, 4)]}
            for year in (2026, 2027)
        ],
        "page": [
            {
                "key": PAGE,
                "network": "vk",
                "group_id": 7,
                "name": "Посёлок Пример",
                "mode": "самостоятельно",
                "since": date(2026, 11, 1),
                "official_wording": "Официальная страница",
            }
        ],
        "official": [
            {"key": key, "office": what, "name": f"Имя {key}", "mail": f"{key}@town.test", **term}
            for key, what, term in people
        ],
    }
    return Organisation.model_validate({**raw, **changes})


def written(
    number: int, text: str, author: int = 100, at: datetime = MORNING, **more: object
) -> LiveComment:
    """A comment as the network shows it, under post 1."""
    values: dict[str, object] = {
        "network_id": str(number),
        "post_network_id": "1",
        "author_id": str(author),
        "author_name": f"Житель {author}",
        "text": text,
        "written_at": at,
        "thread_root": None,
        "by_page": author == -7,
    }
    return LiveComment(**{**values, **more})  # type: ignore[arg-type]


@dataclass
class Wall:
    """A network: what stands on it, who is blocked; each act is kept in order."""

    standing: dict[str, LiveComment] = field(default_factory=dict)
    taken_off: dict[str, LiveComment] = field(default_factory=dict)
    blocked: dict[str, datetime | None] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    answered: list[str | None] = field(default_factory=list)
    limit: timedelta = timedelta(seconds=10)
    settle: timedelta = timedelta(seconds=5)
    removal_is_repeatable: bool = False
    removal_window: timedelta | None = None
    readable: bool = True
    ends_blocks: bool = True
    answers: DoOutcome | None = None

    def comments(self, post_network_id: str) -> list[LiveComment]:
        return list(self.standing.values())

    def remove_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        if self.answers:
            return self.answers
        self.taken_off[comment_id] = self.standing.pop(comment_id)
        self.removed.append(comment_id)
        return Done(comment_id)

    def restore_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        if self.answers:
            return self.answers
        self.standing[comment_id] = self.taken_off[comment_id]
        return Done(comment_id)

    def find_comment(self, comment_id: str, *, post_id: str) -> LookOutcome:
        return self._seen(comment_id in self.standing, comment_id)

    def reply(self, text: str, *, post_id: str, key: str, to: str | None = None) -> DoOutcome:
        if self.answers:
            return self.answers
        self.replies.append(text)
        self.answered.append(to)
        return Done(str(len(self.replies)))

    def find_reply(self, text: str, *, post_id: str, since: datetime) -> LookOutcome:
        return self._seen(text in self.replies, "reply")

    def block(self, author_id: str, *, until: datetime | None, reason: str) -> DoOutcome:
        if self.answers:
            return self.answers
        self.blocked[author_id] = until
        return Done(author_id)

    def unblock(self, author_id: str) -> DoOutcome:
        if self.answers:
            return self.answers
        self.blocked.pop(author_id, None)
        return Done(author_id)

    def ends_block(self, author_id: str) -> bool:
        return self.ends_blocks

    def find_block(
        self, author_id: str, *, until: datetime | None = None, for_ever: bool = False
    ) -> LookOutcome:
        there, any_term = author_id in self.blocked, until is None and not for_ever
        same = any_term or self.blocked.get(author_id) == until
        return self._seen(there and same, author_id)

    def _seen(self, there: bool, external_id: str) -> LookOutcome:
        if not self.readable:
            return CannotTell("нет права")
        return Present(external_id) if there else Absent()


@dataclass
class Town:
    """The office's day, move by move, each in the transactions that the flows will use."""

    store: Store
    office: Organisation = field(default_factory=office)
    clock: Clock = field(default_factory=lambda: Clock(MORNING))
    wall: Wall = field(default_factory=Wall)
    codes: dict[tuple[int, str], list[str]] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.clock()

    def later(self, **span: float) -> None:
        self.clock.at += timedelta(**span)

    def write(self, number: int, text: str, author: int = 100) -> None:
        self.later(minutes=1)
        self.wall.standing[str(number)] = written(number, text, author, self.now)

    def harvest(self) -> Harvested:
        self.later(minutes=1)
        with self.store.write() as session:
            live = self.wall.comments("1")
            came = store_comments(session, self.office, PAGE, "1", live, self.now)
            note_back(session, self.office, self.now)
            detect_new(session, self.office, shipped_judge(), self.now)
            note_again(session, self.office, self.now)
            return came

    def ask(self) -> list[Question]:
        with self.store.write() as session:
            open_reviews(session, self.office, self.now)
        return self.questions(Topic.REVIEW)

    def questions(self, topic: Topic) -> list[Question]:
        with self.store.read() as session:
            asked = [q for q in open_questions(session, self.office) if q.topic is topic]
            for question in asked:
                for place in question.comments:
                    _ = (place.comment.network_id, place.version.text)
            return asked

    def answer(self, question: Question, choice: str = INSULT, by: str = "spec") -> Answered:
        self.later(minutes=1)
        answers = {place.position: choice for place in question.comments}
        with self.store.write() as session:
            return answer_review(
                session, self.office, question.id, question.round, answers, by, "грубо", self.now
            )

    def ledger(self) -> Ledger:
        networks = {PAGE: self.wall}
        return Ledger(
            self.store,
            "town",
            {
                Kind.REMOVE: RemoveComment(self.store, self.office, networks, self.clock),
                Kind.RESTORE: RestoreComment(self.store, self.office, networks),
                Kind.REPLY: ReplyToAuthor(self.store, self.office, networks),
                Kind.BLOCK: BlockAuthor(self.store, self.office, networks, self.clock),
                Kind.UNBLOCK: UnblockAuthor(self.store, self.office, networks, self.clock),
            },
            now=self.clock,
            wait=self.clock.sleep,
        )

    def carry(self, *kinds: Kind) -> None:
        self.later(seconds=1)
        self.ledger().carry_out(kinds or (Kind.REMOVE, Kind.REPLY, Kind.BLOCK))

    def seal(self) -> list[int]:
        self.later(seconds=1)
        return seal_rulings(self.store, self.office, self.now)

    def tell(self) -> int:
        with self.store.write() as session:
            return order_tellings(session, self.office, self.now)

    def propose(self) -> list[int]:
        with self.store.write() as session:
            return open_proposals(session, self.office, self.now)

    def mail(self) -> int:
        """Order the letters with codes and deliver them; the codes go to `codes`."""
        self.later(seconds=1)
        with self.store.write() as session:
            order_case_letters(session, self.office, self.now)
            order_stop_letters(session, self.office, self.now)
        delivered = 0
        with self.store.read() as session:
            due = session.scalars(select(Action).filter_by(kind=Kind.MAIL, state=State.DUE)).all()
            letters = [Task.of(a) for a in due if a.subject.partition(":")[0] in WRITERS]
        for letter in letters:
            key = LetterKey.parse(letter.subject)
            try:
                draft = WRITERS[key.topic](self.store, self.office, key, letter.revision, self.now)
            except NothingToSay:
                self.set_state(letter.id, State.CANCELLED)
                continue
            code = re.search(r"^    (\w{4}-\w{4})$", draft.text, re.M)
            self.drafts.append(draft)
            case = key.row if key.topic == "case" else self.case_of(key.row)
            if code:
                self.codes.setdefault((case, key.reader), []).append(code[1])
            assert code or key.topic != "case"
            self.set_state(letter.id, State.CONFIRMED)
            delivered += key.topic == "case"
        return delivered

    def set_state(self, action_id: int, state: State) -> None:
        with self.store.write() as session:
            action = session.get_one(Action, action_id)
            action.state, action.state_since = state, self.now

    def misbehave(self, number: int, text: str = "ты дурак", author: int = 100) -> None:
        """From the comment to the author who was told that it is gone."""
        self.write(number, text, author)
        self.harvest()
        for question in self.ask():
            self.answer(question)
        self.seal()
        self.carry(Kind.REMOVE)
        self.tell()
        self.carry(Kind.REPLY)

    def case(self) -> Question:
        """A second violation after the telling of the first, proposed and asked."""
        self.misbehave(1)
        self.misbehave(2, "сам ты идиот")
        self.propose()
        self.mail()
        return self.questions(Topic.BLOCK)[0]

    def decide(self, question: Question, by: str = "head", **said: Any) -> Decided:
        """The form's answer: unless told otherwise, 30 days, with that official's last code."""
        self.later(minutes=1)
        codes = self.codes.get((question.proposal_id or 0, by), ["нет кода"])
        return decide(
            self.store,
            self.office,
            question.id,
            said.get("round", question.round),
            by,
            said.get("verdict", "block"),
            said.get("days", 30),
            said.get("reason", "повторное оскорбление"),
            said.get("code", codes[-1]),
            self.now,
        )

    def case_of(self, decision_id: int) -> int:
        with self.store.read() as session:
            return session.get_one(Decision, decision_id).proposal_id

    def stop(self, by: str = "deputy", case: int = 1, **said: str) -> Stopped:
        """СТОП for a case with that official's last code."""
        self.later(minutes=1)
        code = said.get("code", self.codes.get((case, by), ["нет кода"])[-1])
        words = SaidStop(by, said.get("reason", "поторопились"), code)
        with self.store.write() as session:
            return stop_within(session, self.office, case, words, self.now)

    def otherwise(
        self, by: str = "head", verdict: str = "refuse", case: int = 1, **said: Any
    ) -> Decided:
        """What is said of a case after it was decided, with that official's last code."""
        self.later(minutes=1)
        code = said.get("code", self.codes.get((case, by), ["нет кода"])[-1])
        days, reason = said.get("days"), said.get("reason", "решено иначе")
        words = Said(by, DecisionVerdict(verdict), days, reason, code)
        with self.store.write() as session:
            return decide_otherwise(session, self.office, case, words, self.now)

    def decisions(self) -> list[Decision]:
        with self.store.read() as session:
            return list(session.scalars(select(Decision).order_by(Decision.id)))

    def annul(self, ruling_id: int) -> None:
        with self.store.write() as session:
            ruling = session.get_one(Ruling, ruling_id)
            if ruling.annulled_at is None:
                ruling.annulled_at, ruling.annulled_by = self.now, "it-head"

    def actions(self, kind: Kind) -> list[Action]:
        with self.store.read() as session:
            return list(session.scalars(select(Action).filter_by(kind=kind).order_by(Action.id)))
