"""MAX's errors: a real HTTP status with {code, message} (facts 2.1)."""

from secrets import token_hex


class MaxError(Exception):
    """A refusal."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    def body(self) -> dict[str, str]:
        """The answer's JSON."""
        return {"code": self.code, "message": str(self)}


class UndoneError(Exception):
    """Answered as HTTP 200 with {"success": false, "message": …} (SimpleQueryResult)."""


def payload(message: str) -> MaxError:
    """Something malformed, or an id that MAX never gave."""
    return MaxError(400, "proto.payload", message)


def denied(message: str) -> MaxError:
    """The bot has no right to that."""
    return MaxError(403, "access.denied", message)


def not_found(message: str) -> MaxError:
    """There is no such thing, or not for this bot."""
    return MaxError(404, "not.found", message)


def not_ready(kind: str) -> MaxError:
    """The uploaded thing is still being worked on; nothing was posted."""
    message = f"Key: errors.process.attachment.{kind}.not.processed"
    return MaxError(400, "attachment.not.ready", message)


def internal() -> MaxError:
    """What MAX says when it has no better words, with an id at the end."""
    return MaxError(500, "internal.error", f"Internal server error, id: {token_hex(8)}")
