"""The rest of `week_recount`: comments, questions, cases, the ledger, and the verdicts' numbers."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from statistics import median

from gospablik.moderation.reply_subjects import action_words
from gospablik.regulation import Ground
from gospablik.store.tables import Action, Kind, State
from tests.gospablik.control.posts_recount import HOW, PostsRecount
from tests.gospablik.control.recount import Recount, Row
from tests.gospablik.control.week_recount import Lines

DONE = (
    ("опубликовано постов", "publish", "TRUE"),
    ("сделано репостов", "repost", "TRUE"),
    ("исправлено постов по сайту", "edit", "TRUE"),
    ("снято постов", "withdraw", "TRUE"),
    ("удалено комментариев", "remove", "TRUE"),
    ("уведомлено авторов", "reply", "subject LIKE 'told:%'"),
    ("заблокировано авторов", "block", "TRUE"),
    ("изменено описаний страниц", "describe", "TRUE"),
    ("отправлено писем", "mail", "TRUE"),
)
RESIDENTS = (
    " JOIN comment c ON c.id = v.comment_id JOIN author a ON a.id = c.author_id WHERE NOT a.is_page"
)
LETTER_OVER = "письмо больше не нужно"


class PeopleRecount(PostsRecount):
    """What people wrote, decided and left open."""

    def comment_rows(self) -> Lines:
        """«Комментарии и решения специалиста»."""
        pointed = self.in_week(
            "SELECT f.ground, f.found_at FROM finding f JOIN comment_version v"
            f" ON v.id = f.version_id{RESIDENTS} AND f.rule NOT LIKE 'sample%'",
            "found_at",
        )
        made = self.in_week("SELECT * FROM ruling", "made_at")
        nameless = self.in_week(
            "SELECT v.made_at, a.network_id FROM ruling v"
            f"{RESIDENTS} AND v.verdict = 'remove' AND substr(a.network_id, 1, 1) = '?'",
            "made_at",
        )

        def ruled(verdict: str, ground: str | None = None) -> int:
            return sum(r["verdict"] == verdict and ground in (None, r["ground"]) for r in made)

        comments = self.comments()
        return [
            ("пришло за неделю", str(sum(self.within(c["first_seen_at"]) for c in comments))),
            ("исчезло со страниц за неделю", str(sum(self.within(c["gone_at"]) for c in comments))),
            *(
                (f"срабатываний: {g.words}", str(sum(f["ground"] == g for f in pointed)))
                for g in Ground
            ),
            ("ждут решения специалиста сейчас", str(self.waiting_now())),
            ("решено оставить", str(ruled("keep"))),
            ("решено оставить и ответить", str(ruled("answer"))),
            ("решено оставить и предупредить автора", str(ruled("warn"))),
            *((f"решено удалить: {g.words}", str(ruled("remove", g))) for g in Ground),
            ("из них автор не назван сетью: повторов не посчитать", str(len(nameless))),
            ("решений отменено", str(len(self.in_week("SELECT * FROM ruling", "annulled_at")))),
            *self.question_rows(),
        ]

    def waiting_now(self) -> int:
        """At the end of a week so late that all that was generated has happened."""
        return Recount(self.session, self.house, self.until + timedelta(weeks=20)).waiting()[-1]

    def question_rows(self) -> Lines:
        """What residents asked, and the working hours that they waited."""
        asked = self.rows("SELECT * FROM resident_question")
        closed = [q for q in asked if self.within(q["closed_at"])]
        by_hand = [q for q in closed if q["closed_how"] in ("by_hand", "already")]
        written = self.in_week(
            "SELECT q.asked_at, x.state_since FROM action x JOIN answer w"
            " ON x.subject = 'answer:' || CAST(w.id AS VARCHAR(20)) JOIN resident_question q"
            " ON q.id = w.asked_id WHERE x.kind = 'reply' AND x.state = 'confirmed'",
            "state_since",
        )
        spans = [(q["asked_at"], q["closed_at"]) for q in by_hand]
        spans += [(w["asked_at"], w["state_since"]) for w in written]
        waiting = [q["asked_at"] for q in asked if self.waits(q)]
        not_asked = sum(q["closed_how"] == "not_asked" for q in closed)
        return [
            (
                "вопросов и просьб жителей за неделю",
                str(sum(self.within(q["asked_at"]) for q in asked)),
            ),
            ("ответила программа по слову специалиста", str(len(written))),
            ("ответили сами на странице или раньше", str(len(by_hand))),
            ("отмечено «не вопрос»", str(not_asked)),
            ("житель ждал ответа", self.span_words(spans)),
            ("вопросов без ответа сейчас", str(len(waiting))),
            ("они ждут", self.span_words([(at, self.now) for at in waiting])),
        ]

    def waits(self, question: Row) -> bool:
        """Whether it stands as it was asked, and nobody has answered it or decides about it."""
        (comment,) = self.rows(f"SELECT * FROM comment WHERE id = {question['comment_id']}")
        versions = self.rows(f"SELECT * FROM comment_version WHERE comment_id = {comment['id']}")
        last = max(versions, key=lambda v: v["number"])
        found = self.rows(f"SELECT id FROM finding WHERE version_id = {last['id']}")
        over = question["closed_at"] or comment["gone_at"] or "стёрт" in last["text"] or found
        return not over and bool(last["id"] == question["version_id"])

    def span_words(self, spans: Sequence[tuple[datetime, datetime]]) -> str:
        """The middle and the longest of these spans, minute by minute of the office's clock."""
        house = self.house.organisation

        def works(moment: datetime) -> bool:
            local = moment.astimezone(self.house.zone)
            return local.weekday() < 5 and house.day_starts <= local.time() < house.day_ends

        def words(minutes: float) -> str:
            return f"{int(minutes) // 60} ч {int(minutes) % 60:02d} мин"

        took = [
            sum(works(a + timedelta(minutes=n)) for n in range(int((b - a).total_seconds() // 60)))
            for a, b in spans
        ]
        return (
            f"половина жителей — не дольше {words(median(took))}, дольше всех — {words(max(took))}"
            " рабочего времени"
        )

    def done_rows(self) -> Lines:
        """«Сделано за неделю и откуда это известно»."""
        found: Lines = []
        for name, kind, where in DONE:
            by = self.confirmed(kind, where)
            how = "; ".join(f"{words}: {by[key]}" for key, words in HOW.items())
            found.append((name, f"Всего: {by.total()}", f"Откуда известно: {how}"))
        return found

    def case_rows(self) -> Lines:
        """«Предложения и решения о блокировке»."""
        names = {page.key: page.name for page in self.house.page}
        papers = {d["decision_id"]: d for d in self.rows("SELECT * FROM document")}
        found: Lines = []
        for d in self.in_week(
            "SELECT d.*, p.page FROM decision d JOIN proposal p ON p.id = d.proposal_id",
            "decided_at",
        ):
            block = d["verdict"] == "block"
            what = f"заблокировать до {self.when(d['until'])}" if block else "не блокировать"
            by = self.house.official_by_key(d["official"]).title
            ended = f"; {d['ended']}, {self.house.title_of(d['ended_by'])}" if d["ended"] else ""
            paper = papers.get(d["id"])
            told = (
                f"; документ № {paper['number']} от 26.11.2026, скан не приложен" if paper else ""
            )
            found.append(
                (
                    f"№ {d['proposal_id']}, {names[d['page']]}",
                    f"Решение: {what}{ended}",
                    f"Кто и когда: {by}, {self.when(d['decided_at'])}{told}",
                )
            )
        for p in self.open_cases():
            term = f"открыто {self.when(p['opened_at'])}, срок {self.when(p['until'])}"
            name = f"№ {p['id']}, {names[p['page']]}"
            found.append((name, "Решение: ждёт решения сейчас", f"Кто и когда: {term}"))
        return found

    def open_cases(self) -> list[Row]:
        """Proposals that nobody has decided, whatever week they are of."""
        return self.rows("SELECT * FROM proposal WHERE stage = 'open' ORDER BY opened_at, id")

    def case_note(self) -> str:
        """The note under them."""
        closed = self.in_week("SELECT * FROM proposal", "lapsed_at")
        changed = sum(p["lapsed_because"] == "changed" for p in closed)
        opened = len(self.in_week("SELECT * FROM proposal", "opened_at"))
        return (
            f"Открыто за неделю: {opened}, истекло без решения (не заблокировано): "
            f"{len(closed) - changed}, снято до решения: {changed}, ждут решения сейчас: "
            f"{len(self.open_cases())}. Причины решений — в деле."
        )

    def ends(self) -> list[Row]:
        """Rows of the ledger that are open now, or were missed or taken back in the week."""
        rows = self.rows(
            "SELECT action.*, not_before AS due_at FROM action ORDER BY state_since, id"
        )

        def of(which: Callable[[Row], bool]) -> list[Row]:
            return [row for row in rows if which(row)]

        def refused(row: Row) -> bool:
            return row["kind"] == "mail" and row["state"] in ("rejected", "missed")

        day = self.now - timedelta(hours=24)
        still = of(
            lambda r: (
                r["state"] in ("errand", "unknown", "rejected")
                or (r["state"] == "due" and r["due_at"] < day)
            )
        )
        still = [r for r in still if not (r["why"] or "").startswith(LETTER_OVER)]
        missed = of(lambda r: r["state"] == "missed" and self.within(r["state_since"]))
        return [
            *(r for r in still if not refused(r)),
            *(r for r in missed if not refused(r)),
            *(r for r in [*still, *missed] if refused(r)),
            *of(
                lambda r: (
                    r["state"] == "cancelled" and bool(r["press"]) and self.within(r["state_since"])
                )
            ),
        ]

    def taken_back(self) -> int:
        """Errands that a person took back."""
        return sum(row["state"] == "cancelled" for row in self.ends())

    def chain(self) -> tuple[int, str]:
        """How many proofs there are, and the last one's seal."""
        *_, last = proofs = self.rows("SELECT seal FROM proof ORDER BY number")
        return len(proofs), str(last["seal"])

    def end_rows(self) -> Lines:
        """«Поручения, неизвестные исходы…»; of a letter without whom it is for."""
        found: Lines = []
        for row in self.ends():
            state, why = State(row["state"]), f": {row['why']}" if row["why"] else ""
            known = Action(kind=Kind(row["kind"]), subject=row["subject"])
            what = f"{action_words(known)}, запись журнала № {row['id']}"
            press = "" if state is State.CANCELLED else row["press"]
            found.append(
                (
                    "письмо" if row["kind"] == "mail" else what,
                    f"Состояние и причина: {state.words} с {self.when(row['state_since'])}{why}",
                    f"Что нажать: {press or '—'}",
                )
            )
        return found
