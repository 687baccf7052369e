"""The numbers in the letter's verdicts and its subject counted again, as in `week_recount`."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from gospablik.templates import in_quotes
from tests.gospablik.control.people_recount import PeopleRecount
from tests.gospablik.control.recount import Row
from tests.gospablik.control.week_recount import LIVE


def verdict_numbers(told: PeopleRecount) -> dict[str, int]:
    """By their words all lines of verdicts that end with a number; none that is nought."""
    acted = told.in_week("SELECT made_at FROM ruling WHERE official = 'specialist'", "made_at")
    acted += told.in_week(
        "SELECT decided_at FROM repost WHERE official = 'specialist'", "decided_at"
    )
    specialist, head = (told.house.title_of(key) for key in ("specialist", "it-head"))
    found = {
        specialist: len(acted),
        head: len(by_word(told)),
        **untold(told),
        **of_mail(told),
        "Комментарии ждут решения дольше рабочего дня": len(late(told, pointed_first(told))),
        "Предложения о блокировке ждут дольше рабочего дня": len(
            late(told, [row["opened_at"] for row in told.open_cases()])
        ),
        "Решения документом без скана": len(
            told.rows("SELECT 1 FROM document WHERE scan_sha256 IS NULL")
        ),
    }
    for page in told.house.page:
        found |= {f"{in_quotes(page.name)}{key}": n for key, n in of_page(told, page.key).items()}
    return {words: number for words, number in found.items() if number}


def of_page(told: PeopleRecount, page: str) -> dict[str, int]:
    """The lines that begin with the page's name."""
    _, differ, unknown = told.live(page)
    news = told.lacking(page)
    term = timedelta(hours=told.house.organisation.late_hours)
    over = sum(told.now > row["out_at"] + term for row in news)
    unread = [r for r in told.newest(page, "harvest").values() if r["result"] != "good"]
    return {
        "": len(told.filling(page)),
        ": сеть отказывает в правах": told.lost(page),
        ": посты не соответствуют сайту": differ,
        ": посты не сверены": unknown,
        ": расхождения были и исправлены": mended(told, page),
        ": новости сайта не вышли": over,
        ": новости сайта ждут поста": len(news) - over,
        ": комментарии прочитаны не везде, не прочитано": len(unread),
    }


def mended(told: PeopleRecount, page: str) -> int:
    """Posts that differed in the week and do so no more."""
    bad = {
        row["subject"]
        for row in told.checked
        if row["page"] == page and row["rule"] in LIVE and row["result"] == "bad"
    }
    good = {s for s, results in told.results(page).items() if results and set(results) == {"good"}}
    return len(bad & good)


def by_word(told: PeopleRecount) -> list[Row]:
    """What is done by a person's word, letters aside."""
    return told.in_week(
        "SELECT state_since FROM action WHERE confirmed_person IS NOT NULL AND kind <> 'mail'",
        "state_since",
    )


def untold(told: PeopleRecount) -> dict[str, int]:
    """Authors that nobody has told of a removal."""
    states = [
        row["state"]
        for row in told.ends()
        if row["kind"] == "reply" and row["subject"].startswith("told:")
    ]
    return {
        f"Авторы не уведомлены, {words}": states.count(state)
        for state, words in (
            ("unknown", "исход неизвестен"),
            ("errand", "поручение сотруднику"),
            ("rejected", "отклонено"),
        )
    }


def of_mail(told: PeopleRecount) -> dict[str, int]:
    """Letters that were refused, and that are stuck."""
    states = [row["state"] for row in told.ends() if row["kind"] == "mail"]
    refused = states.count("rejected") + states.count("missed")
    return {"Писем не принято": refused, "Писем не отправлено": states.count("due")}


def pointed_first(told: PeopleRecount) -> list[datetime]:
    """When each comment that waits for a ruling was pointed at first."""
    comments = {row["id"] for row in told.comments() if not row["gone_at"]}
    newest: dict[int, Row] = {}
    for row in told.rows("SELECT * FROM comment_version ORDER BY number"):
        newest[row["comment_id"]] = row
    versions = {row["id"] for comment, row in newest.items() if comment in comments}
    ruled = told.rows("SELECT version_id FROM ruling WHERE annulled_at IS NULL")
    versions -= {row["version_id"] for row in ruled}
    first: dict[int, datetime] = {}
    for row in told.rows("SELECT * FROM finding ORDER BY found_at"):
        if row["version_id"] in versions and not row["rule"].startswith("sample"):
            first.setdefault(row["version_id"], row["found_at"])
    return list(first.values())


def late(told: PeopleRecount, since: Sequence[datetime]) -> list[datetime]:
    """Those that are longer ago than a working day; the generated years have no holidays."""

    def a_working_day_later(moment: datetime) -> datetime:
        local = moment.astimezone(told.house.zone) + timedelta(days=1)
        while local.weekday() >= 5:
            local += timedelta(days=1)
        return local

    return [moment for moment in since if a_working_day_later(moment) < told.now]
