"""Bringing the database to the newest schema, before anything else touches it."""

from alembic import command
from alembic.config import Config

from gospablik.root import ROOT


def migrate(url: str) -> None:
    """Apply all migrations to the database at that URL; a second call changes nothing."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["url"] = (
        url  # not an option: options are printed, and a URL may hold a secret
    )
    command.upgrade(config, "head")
