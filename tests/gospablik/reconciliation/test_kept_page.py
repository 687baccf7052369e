"""The page's file is the former one or the new one; old ones go after their time."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from gospablik.errors import OfficeError
from gospablik.reconciliation.kept_page import KEPT, keep_page
from tests.gospablik.reconciliation.shown_rows import NOW


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_the_latest_page_has_a_name_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    assert keep_page(folder, 1, "раз", NOW, latest=True) == folder / "sverka-1.html"
    keep_page(folder, 2, "два", NOW, latest=False)
    assert files(folder) == {"sverka-1.html": "раз", "sverka.html": "раз", "sverka-2.html": "два"}


def test_a_write_that_breaks_leaves_the_former_page_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_page(tmp_path, 1, "прежняя", NOW, latest=True)
    before = files(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OfficeError, match="No space left"):
        keep_page(tmp_path, 1, "новая", NOW, latest=True)
    assert files(tmp_path) == before


def test_what_a_killed_writer_left_does_no_harm_and_goes_in_time(tmp_path: Path) -> None:
    left = tmp_path / f"sverka-1.html.{'0' * 32}.new"
    left.write_text("полови", "utf-8")
    keep_page(tmp_path, 1, "целая", NOW, latest=False)
    assert (tmp_path / "sverka-1.html").read_text("utf-8") == "целая"
    assert left.exists()
    age(left, KEPT + timedelta(minutes=1))
    keep_page(tmp_path, 2, "целая", NOW, latest=False)
    assert not left.exists()


def age(path: Path, by: timedelta) -> None:
    moment = (NOW - by).timestamp()
    os.utime(path, (moment, moment))


def test_an_old_page_that_cannot_be_deleted_keeps_no_other_from_going(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("sverka-1.html", "sverka-2.html"):
        (tmp_path / name).write_text("", "utf-8")
        age(tmp_path / name, KEPT + timedelta(days=1))
    unlink = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path.name == "sverka-1.html":
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    keep_page(tmp_path, 3, "новая", NOW, latest=False)
    assert files(tmp_path) == {"sverka-1.html": "", "sverka-3.html": "новая"}


def test_pages_are_kept_ninety_days(tmp_path: Path) -> None:
    for name, old in (("sverka-1.html", 91), ("sverka-2.html", 89), ("sverka.html", 400)):
        (tmp_path / name).write_text("", "utf-8")
        age(tmp_path / name, timedelta(days=old))
    strange = tmp_path / "sverka-договор.html"
    strange.write_text("", "utf-8")
    age(strange, timedelta(days=400))
    keep_page(tmp_path, 3, "", NOW, latest=False)
    assert set(files(tmp_path)) == {
        "sverka-2.html", "sverka-3.html", "sverka.html", "sverka-договор.html",
    }  # fmt: skip
