"""Anchors: opaque to the client, a number to us."""

import base64
import binascii

from sandbox.ok.errors import invalid


def anchor(number: int) -> str:
    """The anchor of this place."""
    return base64.b64encode(str(number).encode()).decode()


def place(text: str) -> int:
    """The place behind an anchor; 100 PARAM for anything else."""
    try:
        return int(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        raise invalid("anchor", text) from None
