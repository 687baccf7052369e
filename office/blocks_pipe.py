"""Keys on their way into Prefect's blocks: not on a command line, not in a file."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from gospablik.errors import OfficeError
from gospablik.root import ROOT


def save_blocks(env: Mapping[str, str], blocks: Mapping[str, Any]) -> None:
    """Register the kinds of blocks and save these: over a pipe, not on a command line."""
    done = subprocess.run(
        [sys.executable, "-m", "office.blocks"],
        input=json.dumps(blocks),
        env=dict(env), cwd=ROOT, text=True, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise OfficeError(
            f"Блоки Prefect не сохранены: {done.stderr.strip()[-800:]}",
            not_done="программа не начала работать.",
            next_step="посмотрите server.log в папке состояния.",
        )
