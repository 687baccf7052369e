"""The networks are served at the same time: a slow one does not hold up the others."""

import threading

import httpx
import pytest
from prefect import Flow
from sqlalchemy import select

from flows.collect_comments import collect_comments
from flows.passports import passports
from flows.reconcile import reconcile
from gospablik import clock
from gospablik.control.checks import note_reading
from gospablik.control.rules import SITE_READ
from gospablik.networks import transport
from gospablik.store.tables import Comment, PageSeen
from office.demo.story import GROUP
from tasks.credentials import MaxCredentials, OkCredentials
from tasks.desk import desk
from tests.flows.town import Town

OK_GROUP, MAX_CHAT, MAX_BOT = 57, -7001, 900
PAGES = f"""
[[page]]
key = "ok-page"
network = "ok"
group_id = {OK_GROUP}
name = "Жатай в Одноклассниках"
mode = "наблюдение"
since = 1990-01-01
official_wording = "Официальная страница"
api = "{{sandbox}}/ok/fb.do"
address = "{{sandbox}}/ok"

[[page]]
key = "max-page"
network = "max"
chat_id = {MAX_CHAT}
name = "Жатай в MAX"
mode = "наблюдение"
since = 1990-01-01
official_wording = "Официальная страница"
api = "{{sandbox}}/max"
"""


def open_ok(town: Town) -> None:
    put, people = town.outside.control, {"1": "Мария", "2": "Айта"}
    put("ok/applications", application_key="APPKEY", secret="SECRET")
    for number, name in people.items():
        put("ok/users", user_id=number, first_name=name, last_name="И.")
    put("ok/groups", group_id=str(OK_GROUP), name="Жатай", roles={"1": "ADMIN", "2": "ACTIVE"})
    put(
        "ok/tokens", access_token=f"ok-{town.tokens['user']}", application_key="APPKEY", user_id="1"
    )
    topic = put("ok/topics", group_id=str(OK_GROUP), text="Новость")
    put("ok/comments", topic_id=topic["topic_id"], user_id="2", text="из ОК")
    keys = {"application_secret": "SECRET", "access_token": f"ok-{town.tokens['user']}"}
    OkCredentials(application_key="APPKEY", **keys).save("ok-ok-page", overwrite=True)


def open_max(town: Town) -> None:
    put, token = town.outside.control, f"max-{town.tokens['user']}"
    for number, name in ((1, "Глава"), (2, "Айта")):
        put("max/users", user_id=number, first_name=name)
    put("max/bots", user_id=MAX_BOT, first_name="Жатай", username="adm_bot", token=token)
    admins = [{"user_id": MAX_BOT}]
    put("max/channels", chat_id=MAX_CHAT, title="Жатай", owner_id=1, members=[2], admins=admins)
    post = put("max/posts", chat_id=MAX_CHAT, text="Новость")
    put("max/comments", post=post["mid"], user_id=2, text="из MAX")
    MaxCredentials(bot_token=token).save("max-max-page", overwrite=True)


class Watcher(threading.Thread):
    """Lets the held network go once it is held and rows of that table are stored of the others.

    The held page stands first in the settings: served in turn, the others would never be read
    while it waits, and `seen` would stay false.
    """

    def __init__(self, town: Town, table: type[Comment | PageSeen], others: set[str]) -> None:
        super().__init__(daemon=True)
        self.town, self.table, self.others, self.seen = town, table, others, False
        self.over = threading.Event()

    def run(self) -> None:
        while not self.seen and not self.over.wait(0.02):
            self.seen = self.holding() and self.others <= stored(self.town, self.table)
        httpx.delete(f"{self.town.outside.address}/control/faults")

    def holding(self) -> bool:
        faults = httpx.get(f"{self.town.outside.address}/control/faults").json()
        return any(fault["holding"] for fault in faults)


def stored(town: Town, table: type[Comment | PageSeen]) -> set[str]:
    with town.store.read() as session:
        return set(session.scalars(select(table.page)))


@pytest.mark.parametrize(
    ("flow", "method", "table"),
    [
        (collect_comments, "wall.get", Comment),
        (passports, "groups.getById", PageSeen),
        (reconcile, "groups.getById", PageSeen),
    ],
)
def test_a_network_that_does_not_answer_holds_up_no_other(
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    flow: Flow[..., str],
    method: str,
    table: type[Comment | PageSeen],
) -> None:
    monkeypatch.setattr(transport, "_READ", 60.0)
    town.settings(more=PAGES.format(sandbox=town.outside.address))
    open_ok(town)
    open_max(town)
    post = town.outside.control("vk/posts", group_id=GROUP, text="Новость")
    town.outside.comment(post["post_id"], 501, "из ВКонтакте")
    with town.store.write() as session:
        note_reading(session, desk().office, page="", rule=SITE_READ, subject="site", unread=None,
                     now=clock.now())  # fmt: skip
    town.fault(f"vk:{method}", "hold")
    watcher = Watcher(town, table, {"ok-page", "max-page"})
    watcher.start()
    run = town.run(flow)
    watcher.over.set()
    watcher.join()
    assert watcher.seen, "ВКонтакте ещё ждали, когда остальные были прочитаны"
    assert not run.red, run.words
    assert stored(town, table) == {"zhatay-vk", "ok-page", "max-page"}
