"""Keys given anew: what is not given stays as it was."""

import io
import json

import pytest

from office import blocks
from tasks.credentials import SMTP_BLOCK, SmtpCredentials, VkCredentials
from tests.flows.town import PASSWORD, VK_BLOCK, Town


def save(monkeypatch: pytest.MonkeyPatch, **asked: object) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(asked)))
    blocks.main()


def test_a_new_community_token_leaves_the_users_key(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(
        monkeypatch,
        pages={"zhatay-vk": {"network": "vk", "community_token": "new"}},
        smtp={"host": "other.test"},
    )
    keys = VkCredentials.load(VK_BLOCK)
    assert isinstance(keys, VkCredentials)
    assert keys.tokens().community == "new"
    assert keys.tokens().user == town.tokens["user"]
    server = SmtpCredentials.load(SMTP_BLOCK)
    assert isinstance(server, SmtpCredentials)
    assert (server.host, server.password.get_secret_value()) == ("other.test", PASSWORD)


def test_a_users_key_alone_makes_no_block(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """`./run up` then lists what lacks."""
    town.without(VkCredentials, VK_BLOCK)
    save(monkeypatch, pages={"zhatay-vk": {"network": "vk", "user_token": "u"}})
    with pytest.raises(ValueError, match=VK_BLOCK):
        VkCredentials.load(VK_BLOCK)
