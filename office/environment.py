"""What Prefect and its runs are told through the environment: by the stack to every child."""

import os
from collections.abc import Mapping
from pathlib import Path

from gospablik.root import ROOT

POOL = "gospablik"
HEARTBEAT_SECONDS = 60
SILENT_AFTER_SECONDS = 200  # three heartbeats and a breath

# A profile or a cloud key of the person at the keyboard would win over the address set below.
STRANGERS = ("PREFECT_API_KEY", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH")


def prefect_environment(
    *, root: Path, state: Path, address: str, base: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The environment for Prefect's server, worker, flow runs and command line.

    `address` is the server's, as http://host:port. What is set in `base` (os.environ) and not
    named here stays: a PostgreSQL for Prefect is given by PREFECT_SERVER_DATABASE_CONNECTION_URL,
    a password by PREFECT_SERVER_API_AUTH_STRING, the address people use behind a proxy by
    PREFECT_UI_URL.
    """
    env = {k: v for k, v in (os.environ if base is None else base).items() if k not in STRANGERS}
    env |= {
        "PREFECT_HOME": str(state / "prefect"),
        "GOSPABLIK_STATE": str(state.absolute()),
        "PREFECT_API_URL": f"{address}/api",
        "PREFECT_UI_URL": env.get("PREFECT_UI_URL", f"{address}/v2"),
        # Relative: the pages work by whatever name people reach them (localhost, a tunnel).
        "PREFECT_SERVER_UI_API_URL": "/api",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": address,
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
        # Nobody is told anything.
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "GX_ANALYTICS_ENABLED": "false",
        # Runs asked for by hand start at once; a run is never started before its time.
        "PREFECT_WORKER_QUERY_SECONDS": "2",
        "PREFECT_WORKER_PREFETCH_SECONDS": "0",
        "PREFECT_RUNNER_AUTO_INSTALL_DEPENDENCIES": "false",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
        "PREFECT_LOGGING_EXTRA_LOGGERS": "gospablik",
        "PREFECT_LOGGING_COLORS": "false",
        "PREFECT_CLI_COLORS": "false",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_DEPLOYMENTS_CLEAR_SCHEDULES_ON_EMPTY": "true",
        "PYTHONPATH": os.pathsep.join(dict.fromkeys((str(root), str(ROOT)))),
        "PYTHONUNBUFFERED": "1",
    }
    if password := env.get("PREFECT_SERVER_API_AUTH_STRING"):
        env["PREFECT_API_AUTH_STRING"] = password
    return env
