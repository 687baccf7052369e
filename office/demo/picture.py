"""A picture of the four pages side by side, as a browser shows them at the end of the day."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from gospablik.errors import OfficeError

WIDTH, HEIGHT, GAP = 560, 1150, 16
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def side_by_side(addresses: Sequence[str], file: Path) -> None:
    """Write a PNG of the pages at these addresses, left to right.

    Raises OfficeError where there is no Chromium.
    """
    from PIL import Image

    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise OfficeError(
            "Не найден Chromium.",
            not_done="снимок страниц не сделан; день сыгран.",
            next_step="apt-get install chromium (Debian, Ubuntu) и повторить.",
        )
    whole = Image.new("RGB", ((WIDTH + GAP) * len(addresses) - GAP, HEIGHT), "white")
    with tempfile.TemporaryDirectory() as folder:
        for place, address in enumerate(addresses):
            shot = Path(folder, f"{place}.png")
            _shoot(browser, address, shot)
            with Image.open(shot) as page:
                whole.paste(page.convert("RGB"), ((WIDTH + GAP) * place, 0))
    whole.quantize(192).save(file, optimize=True)


def _shoot(browser: str, address: str, shot: Path) -> None:
    subprocess.run(
        [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={shot}", address,
        ],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
