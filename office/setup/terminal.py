"""The person at the keyboard: lines in, lines out; secrets are not echoed."""

import getpass
import sys
from collections.abc import Callable, Sequence
from typing import TextIO, TypeVar

T = TypeVar("T")

REMOVE = "-"
"""The answer that takes a present value away."""

_NOT_UTF8 = (
    "Буквы пришли не в UTF-8, а, похоже, в Windows-1251. Ответ не записан.\n"
    "Что делать: включите в программе терминала UTF-8 (в PuTTY: Window → Translation → Remote"
    " character set → UTF-8) и ответьте ещё раз."
)


class Stopped(Exception):
    """Nobody answers any more: the input has ended."""


class Unfit(Exception):
    """The answer cannot be taken; the words say what is wrong."""


class Terminal:
    """Questions with a prompt. With a real terminal a secret is typed unseen."""

    def __init__(self, source: TextIO | None = None, out: TextIO | None = None) -> None:
        self._in, self._out = source or sys.stdin, out or sys.stdout
        if source is None:
            # What is not UTF-8 is told in words; what the terminal lacks is no reason to die.
            sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]
            sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]

    def say(self, *lines: str) -> None:
        """Lines for the person."""
        for line in lines:
            print(line, file=self._out, flush=True)

    def line(self, prompt: str, *, secret: bool = False) -> str:
        """One answer, without the blanks around it. Raises Stopped when the input has ended."""
        while True:
            try:
                answer = self._typed(prompt) if secret and self._in.isatty() else self._read(prompt)
                answer.encode("utf-8")
            except UnicodeError:
                self._tell_of_encoding()
            else:
                return answer.strip()

    def ask(
        self,
        words: str,
        check: Callable[[str], T],
        *,
        default: T | None = None,
        shown: str | None = None,
        otherwise: str = "Enter — позже",
    ) -> T | None:
        """An answer that `check` takes; asked again while it raises Unfit.

        Enter: the default, or None; «-»: None. `shown`: the default as the person reads it.
        """
        hint = f"({otherwise})"
        if default is not None:
            hint = f"[{default if shown is None else shown}]"
        while True:
            answer = self.line(f"{words} {hint}: ")
            if not answer:
                return default
            if answer == REMOVE:
                return None
            try:
                return check(answer)
            except Unfit as problem:
                self.say(f"  Не годится: {problem}. Ответьте ещё раз.")

    def yes(self, words: str, *, default: bool) -> bool:
        """Да or нет."""
        known = {"да": True, "д": True, "yes": True, "y": True,
                 "нет": False, "н": False, "no": False, "n": False}  # fmt: skip
        while True:
            answer = self.line(f"{words} [{'да' if default else 'нет'}]: ").casefold()
            if not answer:
                return default
            if answer in known:
                return known[answer]
            self.say("  Ответьте «да» или «нет».")

    def choose(self, words: str, options: Sequence[str], *, default: int | None = None) -> int:
        """The index of the chosen option, counted from 0; Enter: the default, or -1."""
        self.say(words, *(f"  {number} — {option}" for number, option in enumerate(options, 1)))
        hint = "(Enter — пропустить)" if default is None else f"[{default + 1}]"
        while True:
            answer = self.line(f"Номер {hint}: ")
            if not answer:
                return -1 if default is None else default
            if answer.isdecimal() and 0 < int(answer) <= len(options):
                return int(answer) - 1
            self.say(f"  Не годится: нужно число от 1 до {len(options)}.")

    def _read(self, prompt: str) -> str:
        if self._in is sys.stdin and self._in.isatty():
            try:
                return input(prompt)
            except EOFError:
                raise Stopped from None
        print(prompt, end="", file=self._out, flush=True)
        line = self._in.readline()
        if not line:
            raise Stopped
        if not self._in.isatty():
            print(file=self._out)  # nobody pressed Enter on the screen
        return line

    def _typed(self, prompt: str) -> str:
        try:
            return getpass.getpass(prompt)
        except EOFError:
            raise Stopped from None

    def _tell_of_encoding(self) -> None:
        self.say("", _NOT_UTF8)
        binary = getattr(self._out, "buffer", None)
        if binary is not None:  # the same once more, for a screen that shows Windows-1251
            binary.write(_NOT_UTF8.encode("cp1251", "replace") + b"\n")
            binary.flush()
