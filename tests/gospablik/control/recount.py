"""Every number of a control letter counted a second time, from the bare tables by plain loops.

Nothing of `gospablik.control` is used: rows come by raw SQL, weeks are cut here.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gospablik.organisation import Organisation

Row = dict[str, Any]


class Recount:
    """`weeks`: (first moment, first moment of the next week), oldest first; local midnights."""

    def __init__(self, session: Session, house: Organisation, monday: datetime) -> None:
        self.session, self.house = session, house
        self.weeks = [
            (monday + timedelta(weeks=n), monday + timedelta(weeks=n + 1)) for n in range(8)
        ]

    def rows(self, query: str) -> list[Row]:
        """Rows of raw SQL, moments aware."""
        found = self.session.execute(text(query)).mappings()
        return [{key: _moment(key, value) for key, value in row.items()} for row in found]

    def per_week(self, rows: list[Row], column: str) -> list[int]:
        """How many have that moment in each week."""
        return [sum(a <= row[column] < b for row in rows if row[column]) for a, b in self.weeks]

    def posts(self, page: str) -> list[Row]:
        """Posts that came out on the page, in order, and each material reposted (no item)."""
        posts = self.rows(
            f"SELECT published_at, item_id FROM post WHERE page = '{page}'"
            " AND network_id IS NOT NULL"
        )
        reposts: dict[str, Row] = {}
        for row in self.rows(
            "SELECT subject, state_since FROM action WHERE kind = 'repost'"
            f" AND state = 'confirmed' AND page = '{page}' ORDER BY state_since"
        ):
            once = {"published_at": row["state_since"], "item_id": None}
            reposts.setdefault(row["subject"], once)
        return sorted([*posts, *reposts.values()], key=lambda row: row["published_at"])

    def silence(self, page: str) -> list[int | str]:
        """The longest silence of each week in whole hours."""
        began = self.began(page)
        moments = [row["published_at"] for row in self.posts(page)]
        found: list[int | str] = []
        for a, b in self.weeks:
            start = max(a, began)
            edges = [m for m in moments if m < a][-1:] or [start]
            gaps = pairwise([*edges, *(m for m in moments if a <= m < b), b])
            found.append(
                max(int((y - x).total_seconds() // 3600) for x, y in gaps) if start < b else "—"
            )
        return found

    def covered(self, page: str) -> list[int | str]:
        """Of each week's news, the percentage with a post."""
        out = {r["item_id"] for r in self.posts(page) if r["published_at"] < self.weeks[-1][1]}
        news = self.rows("SELECT id, published_at FROM site_item")
        found: list[int | str] = []
        for a, b in self.weeks:
            some = [r["id"] for r in news if max(a, self.began(page)) <= r["published_at"] < b]
            found.append(100 * len(out.intersection(some)) // len(some) if some else "—")
        return found

    def began(self, page: str) -> datetime:
        """The page's first moment."""
        day = self.house.page_by_key(page).since
        return datetime(day.year, day.month, day.day, tzinfo=self.house.zone).astimezone(UTC)

    def comments(self) -> list[Row]:
        """Residents' comments."""
        return self.rows(
            "SELECT c.id, c.page, c.first_seen_at, c.gone_at FROM comment c"
            " JOIN author a ON a.id = c.author_id WHERE NOT a.is_page"
        )

    def waiting(self) -> list[int]:
        """Comments whose wording of that moment was pointed at and not ruled on."""
        versions = self.rows("SELECT id, comment_id, number, seen_at FROM comment_version")
        findings = self.rows("SELECT version_id, found_at, rule FROM finding")
        rulings = self.rows("SELECT version_id, made_at, annulled_at FROM ruling")
        found = []
        for _, end in self.weeks:
            count = 0
            for comment in self.comments():
                if comment["gone_at"] and comment["gone_at"] < end:
                    continue
                of = [v for v in versions if v["comment_id"] == comment["id"]]
                first = min(of, key=lambda v: v["number"])
                seen = [v for v in of if v["seen_at"] < end] or [first]
                newest = max(seen, key=lambda v: v["number"])["id"]
                pointed = any(
                    f["version_id"] == newest
                    and f["found_at"] < end
                    and not f["rule"].startswith("sample")
                    for f in findings
                )
                ruled = any(
                    r["version_id"] == newest
                    and r["made_at"] < end
                    and not (r["annulled_at"] and r["annulled_at"] < end)
                    for r in rulings
                )
                count += pointed and not ruled
            found.append(count)
        return found

    def hours(self) -> list[int | str]:
        """The median of whole hours between the first finding and the ruling."""
        findings = self.rows("SELECT version_id, found_at FROM finding")
        rulings = self.rows("SELECT version_id, made_at FROM ruling")
        found: list[int | str] = []
        for a, b in self.weeks:
            took = []
            for ruling in rulings:
                of = [f["found_at"] for f in findings if f["version_id"] == ruling["version_id"]]
                if a <= ruling["made_at"] < b and of:
                    took.append((ruling["made_at"] - min(of)).total_seconds())
            found.append(int(median(took) // 3600) if took else "—")
        return found

    def stood(self, state: str) -> list[int]:
        """Actions in that state at the end of each week, by their attempts."""
        become = {"NeedsPerson": "errand", "Unknown": "unknown"}
        actions = self.rows("SELECT id, state, state_since FROM action")
        attempts = self.rows("SELECT action_id, outcome, finished_at FROM attempt")
        found = []
        for _, end in self.weeks:
            states = []
            for action in actions:
                if action["state_since"] < end:
                    states.append(action["state"])
                    continue
                of = [
                    (t["finished_at"], t["outcome"])
                    for t in attempts
                    if t["action_id"] == action["id"] and t["finished_at"] < end
                ]
                states.append(become.get(max(of)[1], "") if of else "")
            found.append(states.count(state))
        return found

    def checks(self, rules: str, *, bad: bool) -> list[int | str]:
        """Distinct subjects in each week; with `bad` those that were ever bad in it."""
        rows = self.rows(
            f"SELECT subject, result, checked_at FROM \"check\" WHERE rule LIKE '{rules}'"
        )
        found: list[int | str] = []
        for a, b in self.weeks:
            week = [row for row in rows if a <= row["checked_at"] < b]
            some = {row["subject"] for row in week if not bad or row["result"] == "bad"}
            found.append(len(some) if week else "?")
        return found

    def confirmed(self, kind: str, where: str = "TRUE") -> Counter[str]:
        """Actions of the last week, by how they are known."""
        a, b = self.weeks[-1]
        rows = self.rows(
            "SELECT confirmed_by, state_since FROM action"
            f" WHERE kind = '{kind}' AND state = 'confirmed' AND {where}"
        )
        return Counter(r["confirmed_by"] for r in rows if a <= r["state_since"] < b)


def _moment(key: str, value: Any) -> Any:
    if isinstance(value, str) and key.endswith(("_at", "_since", "until")):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value.astimezone(UTC) if isinstance(value, datetime) else value
