"""The comments of a town's year and what people and the program did about them."""

from datetime import datetime, timedelta
from typing import Any

from bench.bulk import Bulk
from gospablik.moderation.statement import GENESIS, canonical, content_digest, sha256, statement_of
from gospablik.organisation import Organisation
from gospablik.outcomes import ConfirmedBy
from gospablik.regulation import Ground
from gospablik.store.tables import (
    Closed,
    Comment,
    DecisionVerdict,
    Kind,
    ProposalStage,
    Ruling,
    Stage,
    State,
    Topic,
    Verdict,
)

RESIDENTS = 20_000
FOUND, ASKED, EDITED, REPLIED = 20, 33, 25, 50
"""One comment in so many: the detector points at it; it asks; it has a second wording; it is the
page's own.
"""
ANNULLED, CASE, STUCK = 50, 50, 400
"""One ruling in so many is annulled; one removal becomes a case; one action has to wait for a
person, and in the last week still does.
"""
_RULED = (
    *(Verdict.REMOVE, Verdict.KEEP, Verdict.REMOVE, Verdict.KEEP),
    *(Verdict.ANSWER, Verdict.KEEP, Verdict.REMOVE, Verdict.WARN),
)
_ON_A_FORM = 20
_HOUR = timedelta(hours=1)


class Comments:
    """Writes them one by one. `last`: midnight after the reported week."""

    def __init__(self, bulk: Bulk, office: Organisation, pages: list[str], last: datetime) -> None:
        self._bulk, self._office, self._pages, self._last = bulk, office.key, pages, last
        self._rulings = self._actions = self._removals = self._answers = 0
        self._form = 0
        self._seal = GENESIS
        for number in range(RESIDENTS + len(pages)):
            resident = number < RESIDENTS
            bulk.add(
                "author", id=number + 1, organisation=office.key, page=pages[number % len(pages)],
                network_id=str(number + 1 if resident else -number),
                name=f"Житель посёлка {number}" if resident else "Администрация",
                is_page=not resident,
            )  # fmt: skip

    def write(self, number: int, moment: datetime, posts: dict[str, list[str]]) -> None:
        """One comment with all that came of it; `posts`: of its week, by page."""
        own = number % REPLIED == 7
        author = RESIDENTS + number % len(self._pages) if own else number * 7919 % RESIDENTS
        page = self._pages[author % len(self._pages)]
        under = posts[page][number % len(posts[page])] if posts.get(page) else "1"
        found = number % FOUND == 3 and not own
        verdict = _RULED[number // FOUND % len(_RULED)] if found else None
        ruled = moment + 5 * _HOUR if found and moment < self._last - 48 * _HOUR else None
        gone = ruled + _HOUR if ruled and verdict is Verdict.REMOVE else None
        comment = Comment(
            id=number + 1, organisation=self._office, page=page, network_id=str(number + 1),
            post_network_id=under, author_id=author + 1, written_at=moment,
            first_seen_at=moment + _HOUR / 6, gone_at=gone,
        )  # fmt: skip
        self._bulk.add(
            "comment", id=comment.id, organisation=self._office, page=page,
            network_id=comment.network_id, post_network_id=under, author_id=author + 1,
            written_at=moment, first_seen_at=comment.first_seen_at, gone_at=gone,
        )  # fmt: skip
        self._versions(comment, edited=number % EDITED == 11)
        if found:
            ground = list(Ground)[number // FOUND % 4]
            self._find(comment, ground)
            if ruled and verdict:
                self._rule(comment, verdict, ground, ruled)
        elif number % ASKED == 5 and not own:
            self._ask(comment, number // ASKED)

    def end(self) -> None:
        """What the last form shows, and the letters that were sent."""
        for day in range(350):
            self._action(Kind.MAIL, "", f"urgent:{day}:specialist", self._last - day * 24 * _HOUR,
                         how=ConfirmedBy.ANSWER)  # fmt: skip

    def _versions(self, comment: Comment, *, edited: bool) -> None:
        for number in range(1, 3 if edited else 2):
            self._bulk.add(
                "comment_version", id=2 * comment.id + number - 1, comment_id=comment.id,
                number=number, text=f"Комментарий {comment.id}: когда починят дорогу? " * 2,
                attachments="[]", seen_at=comment.first_seen_at + (number - 1) * _HOUR,
            )  # fmt: skip

    def _find(self, comment: Comment, ground: Ground) -> None:
        self._bulk.add(
            "finding", version_id=_last_version(comment), ground=ground.value, rule="word-1",
            reason="слово из списка", found_at=comment.first_seen_at + _HOUR, urgent=False,
        )  # fmt: skip

    def _rule(self, comment: Comment, verdict: Verdict, ground: Ground, at: datetime) -> None:
        self._rulings += 1
        annulled = at + 24 * _HOUR if self._rulings % ANNULLED == 0 else None
        ruling = Ruling(
            id=self._rulings, organisation=self._office, comment_id=comment.id,
            version_id=_last_version(comment), question_id=self._asked(Topic.REVIEW, at),
            verdict=verdict, ground=ground if verdict is Verdict.REMOVE else None,
            reason="оскорбляет соседа", official="specialist", made_at=at, annulled_at=annulled,
            comment=comment,
        )  # fmt: skip
        self._bulk.add(
            "ruling", id=ruling.id, organisation=self._office, comment_id=comment.id,
            version_id=ruling.version_id, question_id=ruling.question_id, verdict=verdict.value,
            ground=ruling.ground.value if ruling.ground else None, reason=ruling.reason,
            official="specialist", made_at=at, annulled_at=annulled,
            annulled_by="it-head" if annulled else None,
        )  # fmt: skip
        if verdict is Verdict.REMOVE:
            self._remove(ruling, at)

    def _asked(self, topic: Topic, at: datetime) -> int:
        """The form; each shows some comments."""
        if self._rulings % _ON_A_FORM == 1 or not self._form or topic is not Topic.REVIEW:
            self._form += 1
            self._bulk.add(
                "question", id=self._form, organisation=self._office, topic=topic.value, round=1,
                stage=Stage.ANSWERED.value, officials='["specialist"]', asked_at=at - _HOUR,
                until=at + 24 * _HOUR, ended_at=at, answered_by="specialist",
            )  # fmt: skip
        return self._form

    def _remove(self, ruling: Ruling, at: datetime) -> None:
        comment = ruling.comment
        self._removals += 1
        self._prove(ruling, at)
        self._action(Kind.REMOVE, comment.page, str(ruling.id), at + _HOUR)
        self._action(Kind.REPLY, comment.page, f"told:{ruling.id}", at + _HOUR,
                     how=ConfirmedBy.ANSWER)  # fmt: skip
        if self._removals % CASE == 0:
            self._decide(comment, ruling.id, at + 2 * _HOUR)

    def _prove(self, ruling: Ruling, at: datetime) -> None:
        """As `moderation.proof` seals it, but for the words around."""
        content = _content(ruling)
        salt = f"{ruling.id:064x}"
        statement = canonical(
            statement_of(
                ruling, number=self._removals, previous=self._seal,
                content=content_digest(salt, content), sealed_at=at,
            )
        )  # fmt: skip
        seal = sha256(statement)
        self._bulk.add(
            "proof", id=self._removals, organisation=self._office, number=self._removals,
            ruling_id=ruling.id, statement=statement, seal=seal, previous=self._seal, sealed_at=at,
        )  # fmt: skip
        self._bulk.add(
            "proof_content", proof_id=self._removals, salt=salt, content=canonical(content)
        )
        self._seal = seal

    def _decide(self, comment: Comment, ruling: int, at: datetime) -> None:
        case = self._removals // CASE
        evidence = sha256(str(case))
        recent = at > self._last - 72 * _HOUR
        stage = ProposalStage.OPEN if recent else ProposalStage.DECIDED
        self._bulk.add(
            "proposal", id=case, organisation=self._office, page=comment.page,
            author_id=comment.author_id, rulings=f"[{ruling}]", evidence=evidence,
            stage=stage.value, opened_at=at, until=at + 240 * _HOUR, wrong_codes=0,
        )  # fmt: skip
        if recent:
            return
        self._bulk.add(
            "decision", id=case, organisation=self._office, proposal_id=case, official="head",
            verdict=DecisionVerdict.BLOCK.value, days=30, until=at + 721 * _HOUR,
            reason="систематические нарушения", evidence=evidence, decided_at=at + _HOUR,
            acts_at=at + _HOUR,
        )  # fmt: skip
        self._action(Kind.BLOCK, comment.page, str(case), at + 2 * _HOUR)

    def _ask(self, comment: Comment, turn: int) -> None:
        """Of twenty questions the program answers ten, people six; of the last days' all wait."""
        asked, closed = comment.first_seen_at, comment.first_seen_at + 20 * _HOUR
        waits = closed > self._last - 48 * _HOUR
        how = (Closed.ANSWERED, Closed.BY_HAND, Closed.ANSWERED, Closed.NOT_ASKED)[turn % 4]
        self._bulk.add(
            "resident_question", id=comment.id, organisation=self._office, comment_id=comment.id,
            version_id=_last_version(comment), topic="roads", asked_at=asked,
            closed_at=None if waits else closed, closed_how=None if waits else how.value,
        )  # fmt: skip
        if waits or how is not Closed.ANSWERED:
            return
        self._answers += 1
        self._bulk.add(
            "answer", id=self._answers, organisation=self._office, asked_id=comment.id,
            question_id=self._asked(Topic.ANSWER, closed), template="reception",
            text="Обратитесь в приёмную.", official="specialist", made_at=closed,
        )  # fmt: skip
        self._action(Kind.REPLY, comment.page, f"answer:{self._answers}", closed + _HOUR)

    def _action(
        self, kind: Kind, page: str, subject: str, at: datetime,
        *, how: ConfirmedBy = ConfirmedBy.READBACK,
    ) -> None:  # fmt: skip
        """Carried out; of some the outcome was unknown before, or a person had to."""
        self._actions += 1
        key = 1_000_000 + self._actions
        waits = self._actions % STUCK == 0
        open_now = waits and at > self._last - 168 * _HOUR and kind is Kind.REPLY
        self._bulk.add(
            "action", id=key, organisation=self._office, kind=kind.value, page=page,
            subject=subject, revision=1, recorded_at=at, not_before=at,
            state=State.ERRAND.value if open_now else State.CONFIRMED.value,
            state_since=at if open_now else at + 2 * _HOUR * waits, tries=1,
            confirmed_by=None if open_now else how.value,
            press="Ответьте автору на странице." if waits else None,
        )  # fmt: skip
        tries = [("do", "NeedsPerson", at)] if waits else []
        if not open_now:
            tries.append(("do", "Done", at + 2 * _HOUR * waits))
        for verb, outcome, when in tries:
            self._bulk.add(
                "attempt", action_id=key, claim_token="0" * 32, verb=verb, finished_at=when,
                outcome=outcome, detail="", counted=True,
            )  # fmt: skip


def _last_version(comment: Comment) -> int:
    edited = (comment.id - 1) % EDITED == 11
    return 2 * comment.id + int(edited)


def _content(ruling: Ruling) -> dict[str, Any]:
    comment = ruling.comment
    return {
        "author": {"network_id": str(comment.author_id), "name": "Житель посёлка"},
        "comment": {"network_id": comment.network_id, "link": "https://vk.com/wall-1_1?reply=1"},
        "versions": [{"number": 1, "text": "Комментарий: когда починят дорогу? " * 2}],
        "reason": ruling.reason,
    }
