"""Which environment variables carry the keys of which network's page, the first time.

`GOSPABLIK_<NETWORK>_<PAGE>_<NAME>`: the page's key in capitals, dashes as underscores.
"""

from gospablik.page import Page

NAMES: dict[str, dict[str, str]] = {
    "vk": {
        "community_token": "COMMUNITY_TOKEN",
        "service_key": "SERVICE_KEY",
        "user_token": "USER_TOKEN",
    },
    "ok": {
        "application_key": "APPLICATION_KEY",
        "application_secret": "APPLICATION_SECRET",
        "access_token": "ACCESS_TOKEN",
        "session_secret": "SESSION_SECRET",
    },
    "telegram": {"bot_token": "BOT_TOKEN"},
    "max": {"bot_token": "BOT_TOKEN"},
}
"""Field of the network's block → end of the variable's name."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "vk": ("community_token", "service_key"),
    "ok": ("application_key", "access_token"),
    "telegram": ("bot_token",),
    "max": ("bot_token",),
}
"""Fields without which the page cannot be run."""


def variable(page: Page, field: str) -> str:
    """The name of the environment variable with that field of that page's block."""
    return variable_of(page.network, page.key, field)


def variable_of(network: str, page_key: str, field: str) -> str:
    """The same for a page that is known by its network and key alone."""
    key = page_key.upper().replace("-", "_")
    return f"GOSPABLIK_{network.upper()}_{key}_{NAMES[network][field]}"


def asked_for(page: Page) -> str:
    """«задайте A и B, если есть — C», in an operator's words."""
    required = REQUIRED[page.network]
    needed = " и ".join(variable(page, field) for field in required)
    optional = [variable(page, field) for field in NAMES[page.network] if field not in required]
    return f"задайте {needed}" + (f", если есть — {', '.join(optional)}" if optional else "")
