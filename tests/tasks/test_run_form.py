"""What the form of a run by hand shows, as Prefect reads it from the flow's signature."""

import re

import pytest
from prefect.utilities.callables import parameter_schema_from_entrypoint

from gospablik.root import ROOT
from office.prefect_yaml import Planned, read_prefect_yaml

PLANNED = read_prefect_yaml(ROOT, zone="Asia/Yakutsk")


@pytest.mark.parametrize("planned", PLANNED, ids=lambda planned: str(planned.name))
def test_every_field_is_russian_and_in_its_place(
    planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    fields = parameter_schema_from_entrypoint(planned.entrypoint).properties
    assert [field["position"] for field in fields.values()] == list(range(len(fields)))
    for field in fields.values():
        assert re.fullmatch(r"[А-ЯЁ][а-яё ]+", field["title"])
        assert re.match(r"[А-ЯЁ0]|$", field.get("description", ""))
        assert "anyOf" not in field, "the form would offer «None»"
