"""`./run up`: the office at work, by organisation.toml, until Ctrl-C or SIGTERM."""

import os
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from gospablik.clock import now
from gospablik.errors import OfficeError
from gospablik.mail import MailServer
from gospablik.moderation.questions import open_questions, withdraw
from gospablik.organisation import Organisation, read_organisation
from gospablik.root import ROOT
from gospablik.store.migrate import migrate
from gospablik.store.session import Store
from gospablik.store.tables import Topic
from office.alarms import Alarms
from office.api import Api
from office.deploy import Deployment, deploy
from office.key_file import KeyFile, hand_over
from office.leftovers import crash_runs_without_process
from office.missing import block, missing_in_file, refuse_if
from office.probes import runs_late
from office.stack import Stack
from office.watch import ALL_CLEAR, LATE, Watch

REVIVE_EVERY = 5.0
QUESTIONS = {
    "Задержанные посты": (Topic.HELD,),
    "Разбор нарушений": (Topic.REVIEW,),
    "Решение о блокировке": (Topic.BLOCK,),
    "Исчезнувшие новости": (Topic.GONE,),
    "Беда": (Topic.TROUBLE,),
    "Ответы жителям": (Topic.ANSWER,),
    "Объяснение за неделю": (Topic.EXPLAIN,),
    "Описание страницы": (Topic.DESCRIBE,),
    "Поручения": (Topic.ERRANDS,),
    "Свои слова и пороги": (Topic.WORDS, Topic.THRESHOLDS),
    "Отменить решение": (Topic.UNDO,),
    "Ответ на просьбу": (Topic.UNBLOCK,),
    "Остановить решение": (Topic.STOP,),
    "Решение документом": (Topic.DOCUMENT,),
}
"""Which questions a deployment asks: withdrawn before it is deleted."""


def main() -> int:
    """Exit code: 0 after a stop that was asked for, 1 with the reason in words."""
    ended = threading.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: ended.set())
    try:
        run(ended)
    except OfficeError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def run(ended: threading.Event) -> None:
    """Start everything in order, watch, and stop when `ended` is set."""
    path = Path(os.environ.get("GOSPABLIK_ORGANISATION", ROOT / "organisation.toml"))
    office = read_organisation(path)
    state = Path(os.environ.get("GOSPABLIK_STATE", ROOT / ".state" / "up"))
    state.mkdir(parents=True, exist_ok=True)
    database = os.environ.get("GOSPABLIK_DATABASE_URL", f"sqlite:///{state}/gospablik.sqlite")
    files = {"GOSPABLIK_DATABASE_URL": database, "GOSPABLIK_ORGANISATION": str(path)}
    print(f"{office.organisation.short_name}: запускаюсь…", flush=True)
    with Stack(root=ROOT, state=state, extra_env=files) as stack:
        migrate(database)
        store = Store(database)
        with Api(stack.env) as api:
            lacking = hand_over(stack.env, office, KeyFile(state), api)
            refuse_if([*missing_in_file(office, now()), *lacking])
            alarms = Alarms(store, office, mail_server(api))
            deployed = deploy(
                root=ROOT,
                env=stack.env,
                organisation=path,
                before_delete=lambda gone: withdraw_questions(store, office, gone),
            )
            crashed = crash_runs_without_process(api)
        stack.start_worker()
        print(f"Работаю. Prefect: {stack.ui_url}. Остановить: Ctrl-C.", flush=True)
        end_outage(alarms)
        if deployed.cancelled_late_runs or crashed:
            print(
                f"После остановки: пропущенных запусков отменено {deployed.cancelled_late_runs}, "
                f"прерванных отмечено упавшими {len(crashed)}.",
                flush=True,
            )
        with watch(stack, alarms):
            while not ended.wait(REVIVE_EVERY):
                revive(stack)
        print("Останавливаюсь…", flush=True)


def watch(stack: Stack, alarms: Alarms) -> Watch:
    """Who looks whether Prefect works, and tells by mail: from outside of it."""
    return Watch(
        env=stack.env,
        alarm=alarms.down,
        all_clear=alarms.up_again,
        worker_alive=lambda: stack.alive("worker"),
        runs_late=lambda: count_late(stack.env),
    )


def count_late(env: Mapping[str, str]) -> int:
    """Runs that wait too long for the watch's liking. Raises OfficeError."""
    with Api(env) as api:
        return runs_late(api, LATE)


def end_outage(alarms: Alarms) -> None:
    """The outage that an earlier run told is over; while it stands, the next one is not told."""
    try:
        alarms.up_again(ALL_CLEAR)
    except OfficeError as problem:
        tell(str(problem))


def mail_server(api: Api) -> MailServer:
    """The mail server of the block, kept by us: it is needed when Prefect is down."""
    values = block(api, "gospablik-smtp", "smtp") or {}
    return MailServer(
        host=values["host"],
        port=values.get("port", 587),
        login=values.get("login") or None,
        password=values.get("password") or None,
        starttls=values.get("starttls", True),
    )


def withdraw_questions(store: Store, office: Organisation, gone: Deployment) -> None:
    """Before a deployment goes: its forms would take an answer and lose it."""
    topics = QUESTIONS.get(gone["name"], ())
    with store.write() as session:
        for question in open_questions(session, office):
            if question.topic in topics:
                withdraw(session, question.id, "форма убрана из prefect.yaml", now())


def revive(stack: Stack) -> None:
    """Start again what ended by itself; what does not start is tried again at the next turn."""
    try:
        for name in stack.revive():
            tell(f"Процесс {name} завершился сам и запущен снова. Причина в {stack.log(name)}.")
    except OfficeError as problem:
        tell(str(problem))


def tell(text: str) -> None:
    """To the journal of whoever runs this."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
