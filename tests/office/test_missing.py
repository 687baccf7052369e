"""What `./run up` asks for before it starts: everything at once, in words to work off."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from gospablik.errors import OfficeError
from gospablik.organisation import read_organisation
from gospablik.root import ROOT
from office.api import Api
from office.missing import blocks_from_environment, missing_blocks, missing_in_file, refuse_if
from tests.gospablik.moderation.town import office

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
KEYS = {
    "GOSPABLIK_VK_TOWN_VK_COMMUNITY_TOKEN": "c",
    "GOSPABLIK_VK_TOWN_VK_SERVICE_KEY": "s",
    "GOSPABLIK_SMTP_HOST": "mail.town.test",
}


class Blocks:
    """Prefect with these blocks, by their names."""

    def __init__(self, held: Mapping[str, Mapping[str, Any]]) -> None:
        self._held = held

    def call(self, _method: str, path: str, *, absent: bool) -> Any:
        assert absent
        values = self._held.get(path.rpartition("/")[2].partition("?")[0])
        return None if values is None else {"data": dict(values)}


def lacking(**held: Mapping[str, Any]) -> str:
    named = {name.replace("_", "-"): values for name, values in held.items()}
    return " | ".join(missing_blocks(office(), cast(Api, Blocks(named))))


def test_a_complete_town_lacks_nothing() -> None:
    assert missing_in_file(office(), NOON) == []
    vk = {"community_token": "c", "service_key": "s"}
    assert lacking(vk_town_vk=vk, smtp={"host": "mail.town.test"}) == ""


def test_nobody_to_decide_and_nobody_to_write_to() -> None:
    said = " | ".join(missing_in_file(office(official=[]), NOON))
    for words in ("п. 4.3", "п. 4.2", "п. 5.2"):
        assert words in said


def test_everything_that_the_example_invents_is_named(tmp_path: Path) -> None:
    path = tmp_path / "organisation.toml"
    path.write_text((ROOT / "organisation.example.toml").read_text("utf-8"), "utf-8")
    said = " | ".join(missing_in_file(read_organisation(path), NOON))
    for words in ("smm@example.ru", "it@example.ru", "feed в [site]", "group_id"):
        assert words in said


def test_what_is_left_of_the_example_is_named() -> None:
    town = office()
    page = {**town.page[0].model_dump(), "group_id": 1}
    mail = {**town.mail.model_dump(), "duty": "it@example.ru"}
    said = missing_in_file(office(page=[page], mail=mail), NOON)
    assert ["it@example.ru" in said[0], "group_id" in said[1]] == [True, True]


@pytest.mark.parametrize("values", [{}, {"community_token": "c"}, {"service_key": "s"}])
def test_half_a_set_of_keys_is_not_a_set(values: Mapping[str, str]) -> None:
    said = lacking(vk_town_vk=values, smtp={"host": "mail.town.test"})
    assert "GOSPABLIK_VK_TOWN_VK_SERVICE_KEY" in said


def test_without_mail_it_names_the_variables() -> None:
    assert "GOSPABLIK_SMTP_HOST" in lacking(vk_town_vk={"community_token": "c", "service_key": "s"})


def test_keys_of_the_environment_become_blocks() -> None:
    blocks = blocks_from_environment(office(), {**KEYS, "GOSPABLIK_SMTP_STARTTLS": " Нет "})
    keys = {"network": "vk", "community_token": "c", "service_key": "s"}
    assert blocks["pages"] == {"town-vk": keys}
    assert blocks["smtp"]["host"] == "mail.town.test"
    assert (blocks["smtp"]["port"], blocks["smtp"]["starttls"]) == (587, False)
    assert blocks_from_environment(office(), {}) == {}


@pytest.mark.parametrize("port", ["", "smtp", "0", "70000", "-25", "25.0"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(OfficeError, match="GOSPABLIK_SMTP_PORT"):
        blocks_from_environment(office(), {**KEYS, "GOSPABLIK_SMTP_PORT": port})


def test_the_refusal_lists_everything() -> None:
    refuse_if([])
    with pytest.raises(OfficeError) as refusal:
        refuse_if(["одно", "другое"])
    assert "- одно\n  - другое" in str(refusal.value)
    assert "Не сделано: программа не начала работать" in str(refusal.value)
