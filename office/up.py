"""`./run up`: the office at work, by organisation.toml, until Ctrl-C or SIGTERM."""

import os
import signal
import sys
import threading
from pathlib import Path

from gospablik.errors import OfficeError
from gospablik.organisation import read_organisation
from gospablik.root import ROOT
from gospablik.store.migrate import migrate
from office.api import Api
from office.deploy import deploy
from office.leftovers import crash_runs_without_process
from office.stack import Stack
from office.watch import Watch

REVIVE_EVERY = 5.0


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
    path = ROOT / "organisation.toml"
    organisation = read_organisation(path)
    state = Path(os.environ.get("GOSPABLIK_STATE", ROOT / ".state" / "up"))
    state.mkdir(parents=True, exist_ok=True)
    database = os.environ.get("GOSPABLIK_DATABASE_URL", f"sqlite:///{state}/gospablik.sqlite")
    print(f"{organisation.organisation.short_name}: запускаюсь…", flush=True)
    with Stack(root=ROOT, state=state, extra_env={"GOSPABLIK_DATABASE_URL": database}) as stack:
        migrate(database)
        deployed = deploy(root=ROOT, env=stack.env, organisation=path)
        with Api(stack.env) as api:
            crashed = crash_runs_without_process(api)
        stack.start_worker()
        print(f"Работаю. Prefect: {stack.ui_url}. Остановить: Ctrl-C.", flush=True)
        if deployed.cancelled_late_runs or crashed:
            print(
                f"После остановки: пропущенных запусков отменено {deployed.cancelled_late_runs}, "
                f"прерванных отмечено упавшими {len(crashed)}.",
                flush=True,
            )
        with Watch(
            env=stack.env,
            alarm=tell,
            all_clear=tell,
            worker_alive=lambda: stack.alive("worker"),
        ):
            while not ended.wait(REVIVE_EVERY):
                revive(stack)
        print("Останавливаюсь…", flush=True)


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
