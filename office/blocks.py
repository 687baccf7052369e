"""Saves the keys into Prefect's blocks: `python -m office.blocks` with JSON on standard input.

{"pages": {"<key>": {"network": "vk", "community_token": …}}, "smtp": {…}, "imap": {…}}: the fields
of the page's kind of block, see `tasks/credentials.py`.
"""

import json
import sys
from typing import Any, cast

from prefect.blocks.core import Block

from tasks.credentials import (
    IMAP_BLOCK,
    PAGE_BLOCKS,
    SMTP_BLOCK,
    ImapCredentials,
    SmtpCredentials,
)


def main() -> None:
    """Register all kinds of blocks and save these.

    What is not given stays as the block of that name has it: a new community token does not take
    the user's key away.
    """
    asked: dict[str, Any] = json.load(sys.stdin)
    kinds: list[type[Block]] = [*PAGE_BLOCKS.values(), SmtpCredentials, ImapCredentials]
    for kind in kinds:
        kind.register_type_and_schema()
    for key, values in asked.get("pages", {}).items():
        network = values.pop("network")
        _save(PAGE_BLOCKS[network], f"{network}-{key}", values)
    if "smtp" in asked:
        _save(SmtpCredentials, SMTP_BLOCK, asked["smtp"])
    if "imap" in asked:
        _save(ImapCredentials, IMAP_BLOCK, asked["imap"])


def _save(kind: type[Block], name: str, given: dict[str, Any]) -> None:
    try:
        held = cast(Block, kind.load(name)).model_dump()
    except ValueError:  # there is none yet
        held = {}
    fields = {field: held[field] for field in kind.model_fields if field in held}
    values = {**fields, **given}
    if all(one in values for one, field in kind.model_fields.items() if field.is_required()):
        kind(**values).save(name, overwrite=True)


if __name__ == "__main__":
    main()
