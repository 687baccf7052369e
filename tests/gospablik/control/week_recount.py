"""Every number of the letter's tables of the week itself counted a second time.

As in `recount`: bare rows and plain loops, nothing of `gospablik.control`. A table's row is its
cells as the plain letter prints them: the first, then «head: value».
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy.orm import Session

from gospablik.organisation import Organisation
from gospablik.templates import minute, plural
from tests.gospablik.control.recount import Recount, Row

DAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
LIVE = ("live-exists", "live-text", "live-link", "live-media")
STATUS = {"good": "указан", "bad": "не указан"}
ADMINISTRATORS = {"good": "из списка отдела", "bad": "есть посторонний"}
HOLDERS = {"good": "администрации", "bad": "частного лица"}
UNCHECKED = "не проверено"
Lines = list[tuple[str, ...]]


class WeekRecount(Recount):
    """The last of the eight weeks, as of `now`, after its end."""

    def __init__(
        self, session: Session, house: Organisation, monday: datetime, now: datetime
    ) -> None:
        super().__init__(session, house, monday)
        self.now, (self.since, self.until) = now, self.weeks[-1]
        self.checked = [
            row
            for row in self.rows('SELECT * FROM "check" ORDER BY checked_at, id')
            if self.within(row["checked_at"])
        ]

    def within(self, moment: datetime | None) -> bool:
        """Whether the moment lies in the week."""
        return moment is not None and self.since <= moment < self.until

    def when(self, moment: datetime) -> str:
        """As the letter prints it."""
        return minute(moment.astimezone(self.house.zone))

    def in_week(self, query: str, column: str) -> list[Row]:
        """Rows whose moment lies in the week, in its order."""
        rows = [row for row in self.rows(query) if self.within(row[column])]
        return sorted(rows, key=lambda row: row[column])

    def by_page(self, name: str, values: Sequence[object]) -> tuple[str, ...]:
        """A row with a column a page."""
        columns = zip(self.house.page, values, strict=True)
        return (name, *(f"{page.name}: {value}" for page, value in columns))

    def days(self) -> Lines:
        """«Посты по дням»."""
        posts = {page.key: self.filling(page.key) for page in self.house.page}
        reposts = [len(self.filling(key)) - len(self.week_posts(key)) for key in posts]
        norm = self.house.norm
        assert norm
        found = []
        for n, name in enumerate(DAYS):
            day = (self.since.astimezone(self.house.zone) + timedelta(days=n)).date()
            of_day = [
                sum(p["published_at"].astimezone(self.house.zone).date() == day for p in some)
                for some in posts.values()
            ]
            found.append(self.by_page(f"{name}, {day:%d.%m}", of_day))
        found.append(self.by_page("всего за неделю", [len(some) for some in posts.values()]))
        found.append(self.by_page("из них репостов", reposts))
        norms = [norm.posts_a_week for _ in posts]
        return [*found, self.by_page(f"норма ({norm.document})", norms)]

    def filling(self, page: str) -> list[Row]:
        """Posts and reposts that came out on the page within the week."""
        return [row for row in self.posts(page) if self.within(row["published_at"])]

    def week_posts(self, page: str) -> list[Row]:
        """Posts that came out on the page within the week."""
        return self.in_week(
            f"SELECT * FROM post WHERE page = '{page}' AND network_id IS NOT NULL", "published_at"
        )

    def page_rows(self) -> Lines:
        """«Страницы»."""
        news = self.rows("SELECT coalesce(published_at, first_seen_at) AS out_at FROM site_item")
        of_week = sum(self.within(row["out_at"]) for row in news)
        columns = [
            {"новостей на сайте за неделю": of_week, **self._page(p.key)} for p in self.house.page
        ]
        return [self.by_page(name, [column[name] for column in columns]) for name in columns[0]]

    def _page(self, page: str) -> dict[str, object]:
        match, differ, unknown = self.live(page)
        status, status_at = self.word(page, "page-official", "page-read")
        people, people_at = self.word(page, "page-administrators", "page-read")
        asked, asked_at = self.word(page, "rights-read")
        read = [row["result"] == "good" for row in self.newest(page, "harvest").values()]
        lost, late = self.lost(page), self.lacking(page)
        return {
            "сайт прочитан последний раз": self.last_good("", "site-read"),
            "новостей без поста сейчас": len(late),
            "самая долгая тишина": self.silence_words(page),
            "сверено с сайтом, совпало": match,
            "сверено с сайтом, не совпало": differ,
            "не сверено": unknown,
            "официальный статус": STATUS.get(status, UNCHECKED),
            "официальный статус проверен": status_at,
            "администраторы": ADMINISTRATORS.get(people, UNCHECKED),
            "администраторы проверены": people_at,
            "ключ программы на аккаунте": HOLDERS.get(self.word(page, "key-holder")[0], UNCHECKED),
            "права, в которых сеть отказывает": lost if lost or asked == "good" else UNCHECKED,
            "права ключей проверены": asked_at,
            "комментарии собраны: прочитано мест": read.count(True),
            "комментарии собраны: не прочитано мест": read.count(False),
            "комментарии собраны последний раз": self.last_good(page, "harvest"),
            "список заблокированных": "сверен"
            if self.word(page, "blocks-read")[0] == "good"
            else UNCHECKED,
        }

    def newest(self, page: str, rule: str) -> dict[str, Row]:
        """By its subject the last check of the week: later ones take the place of earlier ones."""
        return {r["subject"]: r for r in self.checked if (r["page"], r["rule"]) == (page, rule)}

    def word(self, page: str, rule: str, reading: str = "") -> tuple[str, str]:
        """The last result and its moment; a reading that failed later undoes it."""
        last = self.newest(page, rule)[page]
        for row in self.newest(page, reading).values():
            if row["result"] != "good" and row["checked_at"] >= last["checked_at"]:
                last = row
        return last["result"], self.when(last["checked_at"])

    def last_good(self, page: str, rule: str) -> str:
        """When anything of it was read last."""
        good = [
            row["checked_at"]
            for row in self.checked
            if (row["page"], row["rule"], row["result"]) == (page, rule, "good")
        ]
        return self.when(max(good)) if good else "не было"

    def lost(self, page: str) -> int:
        """Rights that were refused when they were looked at last."""
        return sum(row["result"] == "bad" for row in self.newest(page, "right").values())

    def results(self, page: str) -> dict[str, list[str]]:
        """By post the last result of each live check; of a post of the week perhaps none."""
        found: dict[str, list[str]] = defaultdict(list)
        for post in self.week_posts(page):
            found[str(post["id"])] = []
        for rule in LIVE:
            for subject, row in self.newest(page, rule).items():
                found[subject].append(row["result"])
        return found

    def live(self, page: str) -> tuple[int, int, int]:
        """Posts that match, that differ, and that nobody knows of."""
        results = self.results(page).values()
        match = sum(bool(some) and set(some) == {"good"} for some in results)
        differ = sum("bad" in some for some in results)
        return match, differ, len(results) - match - differ

    def lacking(self, page: str) -> list[Row]:
        """News of the week that should stand on the page by now and do not."""
        rows = self.rows(
            "SELECT coalesce(i.published_at, i.first_seen_at) AS out_at, i.gone_again_at,"
            " p.network_id, p.withdrawn_at, p.dropped_at FROM site_item i LEFT JOIN post p"
            f" ON p.item_id = i.id AND p.page = '{page}'"
        )
        grace = timedelta(minutes=self.house.organisation.grace_minutes)
        return [
            row
            for row in rows
            if self.within(row["out_at"])
            and row["out_at"] >= self.began(page)
            and row["out_at"] <= self.now - grace
            and not (row["gone_again_at"] or row["dropped_at"])
            and (not row["network_id"] or row["withdrawn_at"])
        ]

    def silence_words(self, page: str) -> str:
        """The longest silence, from when to when."""
        moments = [row["published_at"] for row in self.posts(page)]
        start = max(self.since, self.began(page))
        before = [m for m in moments if m < self.since][-1:] or [start]
        edges = [*before, *(m for m in moments if self.within(m)), self.until]
        a, b = max(pairwise(edges), key=lambda gap: gap[1] - gap[0])
        days, hours = divmod(int((b - a).total_seconds() // 3600), 24)
        length = [plural(days, "день", "дня", "дней")] * bool(days)
        length.append(plural(hours, "час", "часа", "часов"))
        return f"{' '.join(length)}: с {self.when(a)} по {self.when(b)}"
