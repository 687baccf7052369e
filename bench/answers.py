"""How long people wait: from an answer to what it does outside, and from a reply to a decision."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, select

from bench.empty import deploy_empty
from bench.report import Measured, ratio, seconds, table
from gospablik.root import ROOT
from gospablik.store.session import Store
from gospablik.store.tables import Decision
from office.api import Api
from office.demo.afternoon import DEPUTY, code_in
from office.demo.mailer import Mailer
from office.demo.outside import Outside
from office.demo.people import People
from office.demo.scene import ZONE, Wishes, files, prepare
from office.demo.story import NEWS
from office.environment import POOL
from office.stack import Stack

ROUNDS = 5
INSULTS = ("Диспетчер там сидит идиот", "Идиоты вы там все, и дети ваши такие же")
PATIENCE = 900.0
GONE, DECIDED = 3.0, 3.0
"""How many runs of an empty flow each may take, from the click or the start of the run."""
_EVERY = 10
"""Minutes between two readings of the mailbox, as prefect.yaml says."""


def answers() -> Measured:
    """On a running stack with its worker, beside an empty flow that is started the same way."""
    with TemporaryDirectory(prefix="gospablik-bench-") as folder:
        state = Path(folder)
        stack = Stack(root=ROOT, state=state, port=0, sandbox=True, extra_env=files(state))
        with stack:
            outside = prepare(stack, Wishes(once=True))
            return _measured(stack, outside, People(stack.env, stack.ui_url))


def _measured(stack: Stack, outside: Outside, people: People) -> Measured:
    with Api(stack.env) as api:
        deploy_empty(api, stack.state, {"work_pool_name": POOL})
    people.run("empty")
    empty = median(_timed(lambda: people.run("empty")) for _ in range(ROUNDS))
    post = _post(outside, people)
    gone = [_until_gone(outside, people, post, 501 + n) for n in range(ROUNDS)]
    store = Store(stack.env["GOSPABLIK_DATABASE_URL"])
    mailer = Mailer(stack.sandbox["smtp"])
    by_hand = _until_decided(outside, people, mailer, store, post, 510, scheduled=None)
    scheduled = _until_decided(outside, people, mailer, store, post, 511, scheduled=stack)
    store.close()
    rows = [
        ["Пустой поток: от запуска до конца", seconds(empty), ratio(1)],
        [f"Ответ специалиста → комментария нет на стене (≤ {ratio(GONE)})",
         seconds(median(gone)), ratio(median(gone) / empty)],
        [f"Запуск «Почты решений» → решение записано (≤ {ratio(DECIDED)})",
         seconds(by_hand), ratio(by_hand / empty)],
        ["Ответ Главы → решение записано, по расписанию", seconds(scheduled), "—"],
    ]  # fmt: skip
    text = table(["Что", "время", "к пустому"], rows) + (
        f"\n\nПервые две строки: медианы {ROUNDS} раз. Ящик читается раз в {_EVERY} минут, поэтому"
        f" по расписанию ответ ждёт до {_EVERY} минут и ещё запуск; последняя строка — одна проба."
    )
    good = median(gone) / empty <= GONE and by_hand / empty <= DECIDED
    return Measured("От ответа до дела", text, good and scheduled <= 60 * _EVERY + 60)


def _post(outside: Outside, people: People) -> int:
    now = datetime.now(ZONE).isoformat()
    outside.control("site/items", **NEWS[0], published_at=now)
    people.run("Публикация")
    return int(outside.posts()[0]["id"])


def _until_gone(outside: Outside, people: People, post: int, user: int) -> float:
    comment = outside.comment(post, user, INSULTS[0])
    people.run("Сбор комментариев")
    run = people.question("Разбор нарушений")
    values = _ruling(people.form(run)["properties"])
    began = time.monotonic()
    people.submit(run, values)
    _wait(lambda: any(one["id"] == comment and one["deleted"] for one in outside.comments()))
    spent = time.monotonic() - began
    people.wait(run)
    return spent


def _until_decided(  # noqa: PLR0917 (hands on everything there is)
    outside: Outside,
    people: People,
    mailer: Mailer,
    store: Store,
    post: int,
    user: int,
    *,
    scheduled: Stack | None,
) -> float:
    for text in INSULTS:
        outside.comment(post, user, text)
        people.run("Сбор комментариев")
        run = people.question("Разбор нарушений")
        people.answer(run, _ruling(people.form(run)["properties"]))
        time.sleep(1.2)  # the next has to be written after the author was told, to the second
        people.run("Сбор комментариев")
    letters = [
        one for one in outside.letters(DEPUTY) if "Предложение о блокировке" in one["subject"]
    ]
    before = _decisions(store)
    began = time.monotonic()
    mailer.answer(letters[-1], DEPUTY, f"Отказать {code_in(letters[-1])}", "Поговорим с ним.")
    if scheduled is None:
        began = time.monotonic()
        people.start("Почта решений")
    else:
        _unpause(scheduled, "Почта решений")
    _wait(lambda: _decisions(store) > before)
    return time.monotonic() - began


def _ruling(fields: Mapping[str, Any]) -> dict[str, Any]:
    choices = {name: "удалить: оскорбление" for name in fields if name.startswith("comment_")}
    who = fields["specialist"].get("enum") or [fields["specialist"]["const"]]
    return {"specialist": who[0], "reason": "Оскорбление.", **choices}


def _decisions(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count(Decision.id))) or 0


def _unpause(stack: Stack, name: str) -> None:
    with Api(stack.env) as api:
        row = api.get(f"/deployments/name/{name}/{name}")
        api.call("PATCH", f"/deployments/{row['id']}", {"paused": False})


def _wait(so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not so():
        if time.monotonic() > deadline:
            raise AssertionError("не дождались")
        time.sleep(0.1)


def _timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began
