"""`./run setup`: `python -m office.setup`."""

import os
import sys
from pathlib import Path

from gospablik.clock import now
from gospablik.errors import OfficeError
from gospablik.root import ROOT
from office.key_file import KeyFile
from office.setup.answers import Answers
from office.setup.days import ask_holidays, ask_norm
from office.setup.dialogue import Dialogue
from office.setup.ending import end
from office.setup.house import ask_house
from office.setup.mail import ask_mail
from office.setup.pages import ask_pages
from office.setup.people import ask_people
from office.setup.site import ask_site
from office.setup.terminal import Stopped, Terminal
from office.setup.toml_file import read_tree

PARTS = (ask_house, ask_mail, ask_site, ask_pages, ask_people, ask_norm, ask_holidays)
"""The parts of the dialogue. Mail comes before the site, whose reader names the duty's address."""


def main() -> int:
    """Exit code: 0 ready for ./run up, 1 something lacks or the input ended, 130 after Ctrl-C."""
    path = Path(os.environ.get("GOSPABLIK_ORGANISATION", ROOT / "organisation.toml"))
    state = Path(os.environ.get("GOSPABLIK_STATE", ROOT / ".state" / "up"))
    started = "GOSPABLIK_DATABASE_URL" in os.environ or (state / "gospablik.sqlite").exists()
    on = Dialogue(Terminal(), Answers(state / "setup-draft.toml"), now(), ROOT, started=started)
    return run(on, path, state)


def run(on: Dialogue, path: Path, state: Path) -> int:
    """The whole dialogue over that file and that state folder; see `main` for what comes out."""
    say = on.terminal.say
    try:
        begin(on, path, state)
        for ask in PARTS:
            ask(on)
        return end(on, path, state)
    except (KeyboardInterrupt, Stopped) as stop:
        say("", "Прервано. Отвеченное сохранено, organisation.toml не изменён.")
        say("Продолжить: ./run setup")
        return 130 if isinstance(stop, KeyboardInterrupt) else 1
    except OfficeError as problem:
        say("", str(problem))
        return 1


def begin(on: Dialogue, path: Path, state: Path) -> None:
    """Say how to answer, and take up what is there: the file and the keys, or the draft."""
    on.terminal.say(
        "Настройка госпаблика. Вопросы идут по одному; в скобках — то, что останется при Enter.",
        "Enter без значения в скобках — ответить в другой раз; «-» — убрать; Ctrl-C — прервать.",
        "Пока вопросы не кончились, organisation.toml не меняется.",
    )
    tree, secrets = read_tree(path), KeyFile(state).read()
    if on.answers.interrupted:
        words, older = "В прошлый раз ответы остались незаконченными.", on.answers.older_than(path)
        if older:
            words += f" С тех пор {path.name} изменили, и эти изменения пропали бы."
        if on.terminal.yes(f"{words} Продолжить с них?", default=not older):
            if on.answers.resume():
                return
            on.terminal.say("Прежние ответы не читаются, начинаем сначала.")
    on.answers.begin(tree, secrets)


if __name__ == "__main__":
    sys.exit(main())
