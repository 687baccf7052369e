"""Refusals of the Bot API: the HTTP status is the error_code (facts 1.1, 1.2)."""

from typing import Any


class BotError(Exception):
    """A refusal in the server's words; `retry_after` in seconds for 429."""

    def __init__(self, code: int, description: str, *, retry_after: int = 0) -> None:
        super().__init__(description)
        self.code = code
        self.retry_after = retry_after

    def envelope(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": str(self),
        }
        if self.retry_after:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad(text: str) -> BotError:
    """400: the request cannot be carried out as it is."""
    return BotError(400, f"Bad Request: {text}")


def forbidden(text: str) -> BotError:
    """403: the bot is not where it would act."""
    return BotError(403, f"Forbidden: {text}")


def too_many(seconds: int) -> BotError:
    """429 with the seconds to wait."""
    return BotError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
