"""The sandboxes and clients of the sandbox's own tests."""

from tests.sandbox.conftest import (
    max_process,
    mx,
    sandbox,
    sandbox_process,
    telegram_process,
    tg,
    vk,
)

__all__ = ["max_process", "mx", "sandbox", "sandbox_process", "telegram_process", "tg", "vk"]
