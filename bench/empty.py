"""The floor: a flow that does nothing, on the same server and in the same environment."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from office.api import Api

NAME = "empty"
_SOURCE = "from prefect import flow\n\n\n@flow\ndef empty():\n    pass\n"


def deploy_empty(api: Api, folder: Path, pool: Mapping[str, Any]) -> str:
    """Write the flow into `folder` and deploy it; returns the deployment's id.

    `pool`: the fields that put it on a worker's pool, or nothing if its runs are started by hand.
    """
    file = folder / "empty_flow.py"
    file.write_text(_SOURCE, "utf-8")
    flow = api.post("/flows/", {"name": NAME})
    deployment = api.post(
        "/deployments/",
        {"name": NAME, "flow_id": flow["id"], "entrypoint": f"{file}:empty", **pool},
    )
    return str(deployment["id"])
