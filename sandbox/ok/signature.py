"""How a call is signed (facts B1)."""

from collections.abc import Mapping
from hashlib import md5

UNSIGNED = ("access_token", "session_key", "sig")


def session_secret(access_token: str, application_secret: str) -> str:
    """The secret of a session, as a client without `session_secret_key` derives it."""
    return _md5(access_token + application_secret)


def signature(params: Mapping[str, str], secret: str) -> str:
    """The `sig` of these parameters: sorted, joined without separators, nothing URL-encoded."""
    signed = sorted((key, value) for key, value in params.items() if key not in UNSIGNED)
    return _md5("".join(f"{key}={value}" for key, value in signed) + secret)


def _md5(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()
