"""`secrets.env` in the state folder: keys that `./run setup` took, on their way into the blocks.

A key is handed over to Prefect once; who changes it in Prefect later keeps what he wrote there,
until `./run setup` is given another.
"""

import hashlib
import json
import os
import shlex
from collections.abc import Mapping
from pathlib import Path

from gospablik.errors import OfficeError
from gospablik.organisation import Organisation
from office.api import Api
from office.blocks_pipe import save_blocks
from office.missing import blocks_from_environment, missing_blocks
from office.private_file import write_private

_SMTP = "GOSPABLIK_SMTP_"


class KeyFile:
    """The file and, beside it, marks of what of it was handed over."""

    def __init__(self, state: Path) -> None:
        self.path = state / "secrets.env"
        self._handed = state / "secrets.handed.json"

    def read(self) -> dict[str, str]:
        """Everything in it by the names of environment variables; nothing if there is no file.

        Raises OfficeError for a file that cannot be read or has a line that is none.
        """
        try:
            lines = self.path.read_text("utf-8-sig").splitlines()
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as problem:
            raise self._unfit(f"не читается ({type(problem).__name__})") from None
        held = {}
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            name, is_there, value = line.partition("=")
            try:
                held[name.strip()] = "".join(shlex.split(value))
            except ValueError:
                is_there = ""
            if not is_there:
                raise self._unfit(f"строка {number} не вида ИМЯ=значение")
        return held

    def write(self, secrets: Mapping[str, str]) -> None:
        """Replace the file by these; nobody but its owner may read it."""
        lines = [f"{name}={shlex.quote(value)}\n" for name, value in sorted(secrets.items())]
        write_private(self.path, "".join(lines))

    def fresh(self) -> dict[str, str]:
        """What was not handed over as it is now; of the mail server all or nothing."""
        held, handed = self.read(), self._marks()
        new = {name for name, value in held.items() if handed.get(name) != _mark(value)}
        if any(name.startswith(_SMTP) for name in new):
            new |= {name for name in held if name.startswith(_SMTP)}
        return {name: held[name] for name in held if name in new}

    def handed_over(self) -> None:
        """Prefect's blocks hold all of it now."""
        held = self.read()
        if held:
            write_private(self._handed, json.dumps({name: _mark(held[name]) for name in held}))

    def _marks(self) -> dict[str, str]:
        try:
            return dict(json.loads(self._handed.read_text("utf-8")))
        except (OSError, ValueError):
            return {}

    def _unfit(self, why: str) -> OfficeError:
        return OfficeError(
            f"Файл ключей {self.path} {why}.",
            not_done="ключи не прочитаны, программа не начала работать.",
            next_step="исправьте файл или удалите его и запустите ./run setup.",
        )


def hand_over(env: Mapping[str, str], office: Organisation, keys: KeyFile, api: Api) -> list[str]:
    """Save what is new into Prefect's blocks; what they lack even so.

    The environment of this start wins over the file.
    """
    save_blocks(env, blocks_from_environment(office, {**keys.fresh(), **os.environ}))
    lacking = missing_blocks(office, api)
    if lacking and keys.read():  # Prefect's database was lost or begun anew
        save_blocks(env, blocks_from_environment(office, {**keys.read(), **os.environ}))
        lacking = missing_blocks(office, api)
    keys.handed_over()
    return lacking


def _mark(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
