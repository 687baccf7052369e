"""Mistakes in prefect.yaml that Prefect itself would swallow."""

from pathlib import Path

import pytest
from prefect.cli.deploy._models import DeploymentConfig, PrefectYamlModel, WorkPoolConfig

from gospablik.errors import OfficeError
from office import prefect_yaml
from office.prefect_yaml import Planned, read_prefect_yaml
from tests.office.conftest import PREFECT_YAML, make_toy


def test_good_file(tmp_path: Path) -> None:
    assert read_prefect_yaml(make_toy(tmp_path / "toy"), zone="Asia/Yakutsk") == [
        Planned(name="ask", entrypoint="flows/toy.py:ask"),
        Planned(name="long", entrypoint="flows/toy.py:long"),
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("schedules:", "shedules:", "неизвестный ключ «shedules»"),
        ("name: toy", "nmae: toy", "неизвестный ключ «nmae»"),
        ("pull: []", "", "pull: []"),
        ("name: ask", "version: '1'", "№ 1 без имени"),
        ("name: ask", "name: long", "«long» повторяется"),
        ("toy.py:ask", "toy.py:asks", "нет функции asks"),
        ("toy.py:ask", "toys.py:ask", "нет файла flows/toys.py"),
        ("entrypoint: flows/toy.py:long", "version: '1'", "нет entrypoint"),
        (", timezone: *zone", "", "нет часового пояса"),
        ("Asia/Yakutsk", "Europe/Moscow", "пояс Asia/Yakutsk"),
        ("{name: gospablik}", "{name: other}", "должен быть «gospablik»"),
        ("{name: gospablik}", "{name: gospablik, quue: x}", "work_pool.quue"),
        ("deployments:", "deployment:", "нет списка deployments"),
        ("pull: []", "pull: [", "не читается"),
    ],
)
def test_mistake_is_named(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    root = make_toy(tmp_path / "toy")
    assert right in PREFECT_YAML
    (root / "prefect.yaml").write_text(PREFECT_YAML.replace(right, wrong, 1))
    with pytest.raises(OfficeError) as refusal:
        read_prefect_yaml(root, zone="Asia/Yakutsk")
    assert said in str(refusal.value)
    assert "ничего не развёрнуто" in str(refusal.value)


def test_our_keys_are_keys_of_prefect() -> None:
    known = set(DeploymentConfig.model_fields)
    assert known >= prefect_yaml.DEPLOYMENT_KEYS
    assert known - prefect_yaml.DEPLOYMENT_KEYS == {"schedule", "flow_name", "sla"}
    assert set(WorkPoolConfig.model_fields) == prefect_yaml.POOL_KEYS
    assert {f.alias or name for name, f in PrefectYamlModel.model_fields.items()} == (
        prefect_yaml.TOP_KEYS - {"definitions"}
    )
