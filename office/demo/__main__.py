"""`./run demo`: everything started, the day played, and left standing to be looked at."""

import argparse
import shutil
import signal
import sys
import tempfile
import threading
from pathlib import Path
from types import FrameType

from gospablik.errors import OfficeError
from gospablik.root import ROOT
from office.demo.afternoon import Afternoon
from office.demo.day import Day
from office.demo.mailer import Mailer
from office.demo.other_networks import Elsewhere, others
from office.demo.people import People
from office.demo.picture import side_by_side
from office.demo.scene import Wishes, files, prepare, set_schedules
from office.demo.story import GROUP
from office.demo.terminal import Terminal
from office.demo.verdict import (
    extract_does_not_hold,
    lapse_does_not_hold,
    what_is_wrong,
    what_is_wrong_elsewhere,
    what_was_found,
)
from office.stack import Stack


def main() -> int:
    """0 if the day ended as it must (--once) or was ended by a person; 1 with the reason."""
    wishes = _wishes()
    signal.signal(signal.SIGTERM, _interrupt)
    state = _state(wishes)
    try:
        return run(wishes, state)
    except KeyboardInterrupt:
        print("\nОстановлено. Процессов не осталось.")
        return 0
    except OfficeError as problem:
        print(f"\n{problem}\nЖурналы: {state}", file=sys.stderr)
        return 1


def run(wishes: Wishes, state: Path) -> int:
    """Start, play, tell; stay up unless --once."""
    terminal = Terminal(once=wishes.once)
    terminal.step("Запускаются сервер Prefect, исполнитель и подставные сети…")
    port = 0 if wishes.once else None
    with Stack(
        root=ROOT, state=state, port=port, sandbox=True, fresh=True, extra_env=files(state)
    ) as stack:
        outside = prepare(stack, wishes)
        terminal.step(f"Готово. Prefect: {stack.ui_url}")
        elsewhere = others(stack.sandbox)
        people = People(stack.env, stack.ui_url)
        organisation = Path(stack.env["GOSPABLIK_ORGANISATION"])
        mailer = Mailer(stack.sandbox["smtp"])
        database = stack.env["GOSPABLIK_DATABASE_URL"]
        afternoon = Afternoon(outside, people, terminal, mailer, organisation, database=database)
        Day(outside, elsewhere, people, terminal, wishes, afternoon=afternoon).play()
        wrong = [*what_is_wrong(outside, wishes), *what_is_wrong_elsewhere(elsewhere, wishes)]
        if wishes.user_token:
            wrong += [*extract_does_not_hold(state), *lapse_does_not_hold(outside)]
        if not wishes.site:
            wrong += what_was_found(state / "pages" / "sverka.html")
        _farewell(terminal, stack, outside.address, elsewhere, wrong=wrong)
        if wishes.picture:
            pages = [f"{outside.address}/vk/club{GROUP}", *(one.page() for one in elsewhere)]
            side_by_side(pages, Path(wishes.picture))
        if not wishes.once:
            if not wishes.site:  # of a real feed only the newest items were asked for
                set_schedules(stack, paused=False)
            print("Всё останется работать до Ctrl-C.", flush=True)
            threading.Event().wait()
    if not wrong:
        shutil.rmtree(state, ignore_errors=True)
    return 1 if wrong else 0


def _farewell(
    terminal: Terminal, stack: Stack, sandbox: str, elsewhere: Elsewhere, *, wrong: list[str]
) -> None:
    terminal.step("День закончен." if not wrong else "День закончен не так, как должен:")
    for words in wrong:
        terminal.more(f"- {words}")
    terminal.more(f"Prefect (запуски, формы, отчёты): {stack.ui_url}")
    terminal.more(f"ВКонтакте:                        {sandbox}/vk/club{GROUP}")
    for network in elsewhere:
        terminal.more(f"{network.words + ':':<33} {network.page()}")
    terminal.more(f"Почтовый ящик:                    {sandbox}/mail/")
    terminal.more(f"Официальный сайт:                 {sandbox}/site/news/")


def _wishes() -> Wishes:
    parser = argparse.ArgumentParser(prog="./run demo", description="Рабочий день пресс-службы.")
    parser.add_argument("--once", action="store_true", help="без человека: сыграть и проверить")
    parser.add_argument("--site", help="адрес или файл настоящей ленты новостей")
    parser.add_argument("--items", type=_items, default=5, help="сколько новейших новостей взять")
    parser.add_argument(
        "--no-user-token", action="store_true", help="без ключа пользователя: будут поручения"
    )
    parser.add_argument("--picture", help="куда записать снимок четырёх страниц (PNG)")
    given = parser.parse_args()
    return Wishes(
        once=given.once,
        site=given.site,
        items=given.items,
        user_token=not given.no_user_token,
        picture=given.picture,
    )


def _items(given: str) -> int:
    if given.isdecimal() and 1 <= int(given) <= 100:
        return int(given)
    raise argparse.ArgumentTypeError(f"нужно число от 1 до 100, а дано «{given}»; ничего не начато")


def _state(wishes: Wishes) -> Path:
    if wishes.once:
        return Path(tempfile.mkdtemp(prefix="gospablik-demo-"))
    return ROOT / ".state" / "demo"


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
