"""Saves the keys into Prefect's blocks: `python -m office.blocks` with JSON on standard input.

{"pages": {"<key>": {"community_token", "service_key", "user_token"}}, "smtp": {…}}
"""

import json
import sys
from typing import Any

from tasks.credentials import SMTP_BLOCK, SmtpCredentials, VkCredentials


def main() -> None:
    """Register both block types and save the blocks, over those of the same name."""
    asked: dict[str, Any] = json.load(sys.stdin)
    for kind in (VkCredentials, SmtpCredentials):
        kind.register_type_and_schema()
    for key, values in asked.get("pages", {}).items():
        VkCredentials(**values).save(f"vk-{key}", overwrite=True)
    if "smtp" in asked:
        SmtpCredentials(**asked["smtp"]).save(SMTP_BLOCK, overwrite=True)


if __name__ == "__main__":
    main()
