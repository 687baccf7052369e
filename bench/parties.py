"""The demo's office for measurements that need no Prefect: its organisation.toml, its own desk."""

from pathlib import Path
from tempfile import TemporaryDirectory

from gospablik.organisation import Organisation, read_organisation
from office.demo.scene import Wishes, organisation_toml


def organisation(sandbox: str = "http://127.0.0.1:9") -> Organisation:
    """The demo's organisation, its one page at that sandbox."""
    with TemporaryDirectory(prefix="gospablik-bench-") as folder:
        path = Path(folder) / "organisation.toml"
        path.write_text(organisation_toml(sandbox, Wishes()), "utf-8")
        return read_organisation(path)
