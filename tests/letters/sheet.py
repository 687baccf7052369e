"""The weekly letter's sheet as LibreOffice shows it, for the documentation:

apt-get install -y --no-install-recommends libreoffice-calc poppler-utils
.venv/bin/python -m tests.letters.sheet
"""

import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageOps

from gospablik.control.workbook import XLSX
from gospablik.root import ROOT
from gospablik.store.migrate import migrate
from gospablik.store.session import Store
from tests.gospablik.control.eight_weeks import eight_weeks, office
from tests.letters.every import weekly

PICTURE = ROOT / "docs" / "screenshots" / "30-letter-xlsx.png"
DOTS_PER_INCH = "90"


def draw() -> None:
    """The file's first two pages, one above the other, without their margins."""
    with TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/office.sqlite")
        migrate(f"sqlite:///{folder}/office.sqlite")
        eight_weeks(store, office())
        letter = weekly(store, office())
        store.close()
        (rows,) = [one for one in letter.attachments if one.media_type == XLSX]
        (Path(folder) / "sheet.xlsx").write_bytes(rows.content)
        run("soffice", "--headless", "--convert-to", "pdf", "sheet.xlsx", folder=folder)
        pages = [seen(number, folder) for number in ("1", "2")]
    whole = Image.new("L", (max(page.width for page in pages), sum(page.height for page in pages)))
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    ImageOps.expand(ImageOps.invert(whole), 20, 255).quantize(16).save(PICTURE, optimize=True)


def seen(number: str, folder: str) -> Image.Image:
    """A page, white on black."""
    options = ("-png", "-r", DOTS_PER_INCH, "-f", number, "-singlefile")
    with Image.open(BytesIO(run("pdftoppm", *options, "sheet.pdf", folder=folder))) as image:
        page = ImageOps.invert(image.convert("L"))
    return page.crop(page.getbbox())


def run(*command: str, folder: str) -> bytes:
    """What the command printed."""
    return subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout


if __name__ == "__main__":
    draw()
