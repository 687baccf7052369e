"""Addresses that networks give out for uploads and events carry keys; httpx logs them whole."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_KEPT_BACK: ContextVar[bool] = ContextVar("kept_back", default=False)


class _WithoutQuery(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if _KEPT_BACK.get():
            record.msg, record.args = re.sub(r"\?\S*", "?***", record.getMessage()), ()
        return True


logging.getLogger("httpx").addFilter(_WithoutQuery())


@contextmanager
def unlogged_query() -> Iterator[None]:
    """While this is open, the addresses in httpx's log end where their parameters begin."""
    before = _KEPT_BACK.set(True)
    try:
        yield
    finally:
        _KEPT_BACK.reset(before)
