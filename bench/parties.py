"""The demo's office for measurements: its organisation.toml."""

from pathlib import Path

from gospablik.organisation import Organisation, read_organisation
from office.demo.scene import Wishes, organisation_toml

PAGE = "zhatay-vk"


def organisation(
    folder: Path, sandbox: str = "http://127.0.0.1:9", *, wishes: Wishes | None = None
) -> Organisation:
    """The demo's organisation in that folder, its one page at that sandbox."""
    path = folder / "organisation.toml"
    path.write_text(organisation_toml(sandbox, wishes or Wishes()), "utf-8")
    return read_organisation(path)
