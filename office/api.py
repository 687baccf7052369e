"""Prefect's HTTP API for the office, without importing Prefect into its process."""

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import httpx

from gospablik.errors import OfficeError

RETRIES = 8
PAGE = 200


class Api:
    """A few verbs with patience: Prefect on SQLite answers 503 to a write it rolled back."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.url = env["PREFECT_API_URL"]
        name, _, password = env.get("PREFECT_API_AUTH_STRING", "").partition(":")
        self._http = httpx.Client(
            base_url=self.url, timeout=30, auth=(name, password) if name else None, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._http.close()

    def call(self, method: str, path: str, body: object = None, *, absent: bool = False) -> Any:
        """The decoded answer, None for an empty one (and for 404 if `absent` is allowed).

        Raises OfficeError if the server refuses or stays unreachable.
        """
        problem = ""
        for attempt in range(RETRIES):
            if attempt:
                time.sleep(0.2 * attempt)
            try:
                answer = self._http.request(method, path, json=body)
            except httpx.TransportError as error:
                problem = str(error) or type(error).__name__
                continue
            if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
                problem = "503, база Prefect занята"
                continue
            if absent and answer.status_code == httpx.codes.NOT_FOUND:
                return None
            if answer.is_error:
                problem = f"{answer.status_code} {answer.text[:300]}"
                break
            return answer.json() if answer.content else None
        raise OfficeError(
            f"Сервер Prefect не выполнил {method} {self.url}{path}: {problem}.",
            not_done="этот шаг и всё, что идёт за ним.",
            next_step="посмотреть server.log в папке состояния и повторить.",
        )

    def get(self, path: str) -> Any:
        """GET."""
        return self.call("GET", path)

    def post(self, path: str, body: object = None) -> Any:
        """POST with a JSON body."""
        return self.call("POST", path, {} if body is None else body)

    def delete(self, path: str) -> None:
        """DELETE; what is gone already is no error."""
        self.call("DELETE", path, absent=True)

    def all(self, path: str, body: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Every row of a `…/filter`, page after page."""
        rows: list[dict[str, Any]] = []
        while True:
            page = self.post(path, {**(body or {}), "limit": PAGE, "offset": len(rows)})
            rows += page
            if len(page) < PAGE:
                return rows
