"""Questions about ports, the server and its workers."""

import socket
from datetime import UTC, datetime, timedelta

import httpx

from gospablik.errors import OfficeError
from office.api import Api
from office.environment import POOL


def free_port(host: str, wanted: int | None) -> int:
    """The wished port; without a wish 4200 or, if that is taken, any free one.

    Raises OfficeError if the wished one is taken.
    """
    for port in (4200, 0) if wanted is None else (wanted,):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OfficeError(
        f"Порт {wanted} на {host} занят или недоступен.",
        not_done="сервер Prefect не запущен.",
        next_step="освободить порт или выбрать другой.",
    )


def answers(url: str) -> bool:
    """Whether a GET gets 200."""
    try:
        return httpx.get(url, timeout=5, trust_env=False).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def workers_online(api: Api) -> list[str]:
    """Names of the workers of our pool that the server takes for alive."""
    rows = api.call("POST", f"/work_pools/{POOL}/workers/filter", {}, absent=True) or []
    return [row["name"] for row in rows if row["status"] == "ONLINE"]


def runs_late(api: Api, by: timedelta) -> int:
    """How many runs of our pool should have begun so long ago and have not, though it was time."""
    late = {
        "state": {"name": {"any_": ["Late"]}},
        "next_scheduled_start_time": {"before_": (datetime.now(UTC) - by).isoformat()},
    }
    pool = {"name": {"any_": [POOL]}}
    return int(api.post("/flow_runs/count", {"flow_runs": late, "work_pools": pool}))


def forget_workers(api: Api, *, but: str) -> None:
    """Take the former lives of our worker off the pool's page."""
    for row in api.post(f"/work_pools/{POOL}/workers/filter"):
        if row["name"].startswith("office-") and row["name"] != but:
            api.delete(f"/work_pools/{POOL}/workers/{row['name']}")
