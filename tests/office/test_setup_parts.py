"""The parts of `./run setup` that need nobody: reading answers, writing the file, keeping keys."""

import io
import stat
import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.errors import OfficeError
from gospablik.organisation import House, Inbox, Official
from gospablik.page import Authority, VkEntry
from gospablik.root import ROOT
from gospablik.settings import Section
from office import key_file
from office.api import Api
from office.key_file import KeyFile, hand_over
from office.setup import find_page
from office.setup.answers import Answers, of
from office.setup.authority import FINGERPRINTS
from office.setup.dialogue import day, hour, number
from office.setup.house import latin
from office.setup.schedules import set_zone
from office.setup.terminal import Stopped, Terminal, Unfit
from office.setup.toml_file import problems_of, read_tree, text_of, write
from tests.gospablik.moderation.town import office

NOON = datetime(2026, 12, 20, 3, tzinfo=UTC)
EXAMPLE = (ROOT / "organisation.example.toml").read_text("utf-8")


def typed(*lines: str) -> tuple[Terminal, io.StringIO]:
    out = io.StringIO()
    return Terminal(io.StringIO("".join(f"{line}\n" for line in lines)), out), out


def test_nonsense_is_asked_again_with_what_is_wrong() -> None:
    terminal, out = typed("сто", "70000", "993")
    assert terminal.ask("Порт", of(Inbox, "port", number)) == 993
    assert "найдено «сто», а нужно целое число" in out.getvalue()
    assert "число не больше 65535" in out.getvalue()


@pytest.mark.parametrize(
    ("model", "field", "wrong", "fit"),
    [
        (Official, "mail", "глава", "почтовый адрес"),
        (House, "time_zone", "Якутия", "имя пояса из базы IANA"),
        (House, "key", "Жатай", "строчные латинские буквы"),
        (VkEntry, "proxy", "ftp://x", "адрес, который начинается с https://"),
        (VkEntry, "official_wording", "да", "не короче 5 знаков"),
    ],
)
def test_the_files_own_model_checks_each_answer(
    model: type[Section], field: str, wrong: str, fit: str
) -> None:
    with pytest.raises(Unfit, match=fit):
        of(model, field)(wrong)


def test_enter_keeps_and_a_dash_takes_away() -> None:
    terminal, _ = typed("", "-", "")
    assert terminal.ask("Почта", str, default="a@town.test") == "a@town.test"
    assert terminal.ask("Почта", str, default="a@town.test") is None
    assert terminal.ask("Почта", str) is None
    with pytest.raises(Stopped):
        terminal.ask("Почта", str)


def test_a_choice_is_one_of_those_offered() -> None:
    terminal, out = typed("0", "три", "2", "")
    assert terminal.choose("Сеть?", ["а", "б"]) == 1
    assert out.getvalue().count("нужно число от 1 до 2") == 2
    assert terminal.choose("Сеть?", ["а", "б"]) == -1
    terminal, out = typed("может быть", "Да")
    assert terminal.yes("Взять?", default=False) is True
    assert "Ответьте «да» или «нет»" in out.getvalue()


def test_days_and_hours_as_people_write_them() -> None:
    assert day("01.12.2026") == day("2026-12-01") == date(2026, 12, 1)
    assert hour("9") == hour("09:00") == hour("9.00") == time(9)
    for read, wrong in ((day, "31.02.2026"), (day, "завтра"), (hour, "25"), (hour, "утро")):
        with pytest.raises(Unfit):
            read(wrong)


@pytest.mark.parametrize(
    ("name", "key"),
    [("ГО «Жатай»", "zhatay"), ("Нижняя Пойма", "nizhnyaya-poyma"), ("Якутск-2", "yakutsk-2"),
     ("«Объезд»", "obezd"), ("2026", None), ("", None)],
)  # fmt: skip
def test_a_key_out_of_a_name(name: str, key: str | None) -> None:
    assert latin(name) == key


@given(st.text(max_size=80))
def test_an_offered_key_is_always_fit(name: str) -> None:
    key = latin(name)
    assert key is None or of(House, "key")(key) == key


def test_the_fingerprints_are_those_of_the_example() -> None:
    assert all(f'"{one}",' in EXAMPLE for one in FINGERPRINTS)
    Authority(file="x.pem", sha256=list(FINGERPRINTS))


def test_comments_and_order_of_the_file_are_kept() -> None:
    tree = tomllib.loads(EXAMPLE)
    tree["organisation"]["name"] = "Администрация «Новая»"
    tree["mail"]["inbox"] = {"host": "imap.town.test", "login": "smm"}
    tree["page"].append({**tree["page"][0], "key": "second", "group_id": 7})
    tree["official"] = [{"key": "head", "office": "глава", "name": "А", "mail": "a@town.test"}]
    del tree["holidays"][0]
    text = text_of(EXAMPLE, tree)
    assert tomllib.loads(text) == tree
    kept = [line for line in EXAMPLE.splitlines() if line.startswith("#")]
    assert len([line for line in kept if line in text]) > len(kept) * 0.9
    assert problems_of(tree) is None


def test_the_same_answers_leave_the_file_byte_for_byte() -> None:
    assert text_of(EXAMPLE, tomllib.loads(EXAMPLE)) == EXAMPLE


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.integers(-(2**50), 2**50), st.booleans(), st.dates(), st.lists(st.dates(), max_size=3),
)  # fmt: skip
NAMES = st.from_regex("[a-z_]{1,8}", fullmatch=True)
ROWS = st.lists(
    st.fixed_dictionaries({"key": NAMES}, optional={"name": VALUES, "since": VALUES}),
    min_size=1, max_size=3, unique_by=lambda row: str(row["key"]),
)  # fmt: skip
TREES = st.fixed_dictionaries(
    {"organisation": st.dictionaries(NAMES, VALUES, max_size=4)},
    optional={"page": ROWS, "official": ROWS, "mail": st.fixed_dictionaries(
        {"sender": VALUES}, optional={"inbox": st.dictionaries(NAMES, VALUES, max_size=3)})},
)  # fmt: skip


@given(TREES, TREES)
def test_whatever_was_there_the_values_come_out(before: dict[str, Any], after: Any) -> None:
    assert tomllib.loads(text_of(text_of("", before), after)) == after


def test_the_old_file_stays_beside_and_no_copy_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "organisation.toml"
    for name in ("Первая", "Вторая", "Третья"):
        write(path, {"organisation": {"name": name}}, NOON)
    copies = [path.with_name(f"organisation.toml.bak-2026-12-20{x}") for x in ("", ".2")]
    assert ["Первая" in copies[0].read_text(), "Вторая" in copies[1].read_text()] == [True, True]
    assert write(path, {"organisation": {"name": "Третья"}}, NOON) is None


@pytest.mark.parametrize(
    "text", ["[organisation\n", "page = 1\n", "[[page]]\nkey = 'a'\n", "mail = 'x'\n",
             "[[page]]\nkey = 'a'\nnetwork = 'facebook'\n", "\xff\n"],
)  # fmt: skip
def test_a_file_that_cannot_be_asked_about_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "organisation.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(OfficeError, match="ничего не спрошено и не изменено"):
        read_tree(path)


def test_the_schedules_get_the_zone_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "prefect.yaml"
    text = (ROOT / "prefect.yaml").read_text("utf-8")
    path.write_text(text, "utf-8")
    path.chmod(0o640)
    assert set_zone(path, "Asia/Yakutsk") is False
    assert set_zone(path, "Europe/Moscow") is True
    changed = path.read_text("utf-8").splitlines()
    differ = [(a, b) for a, b in zip(text.splitlines(), changed, strict=True) if a != b]
    assert differ == [("  zone: &zone Asia/Yakutsk", "  zone: &zone Europe/Moscow")]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_the_schedules_stand_whole_whenever_setup_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "prefect.yaml"
    text = (ROOT / "prefect.yaml").read_text("utf-8")
    path.write_text(text, "utf-8")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "chmod", killed)
    with pytest.raises(KeyboardInterrupt):
        set_zone(path, "Europe/Moscow")
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("network", "words", "number"),
    [
        ("vk", "https://vk.com/club24", 24),
        ("vk", "public24", 24),
        ("vk", "vk.com/fanclub24", 7),
        ("ok", "https://ok.ru/group/53/topics", 53),
        ("ok", "ok.ru/subgroup/53", 7),
        ("telegram", "https://t.me/c/15/3", -10015),
        ("max", "https://web.max.ru/-68", -68),
        ("max", "https://max.ru/zhatay-2026", 7),
    ],
)
def test_a_number_in_a_short_name_is_not_the_page_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, network: str, words: str, number: int
) -> None:
    monkeypatch.setattr(find_page, "_asked", lambda *_: 7)
    on = cast(Any, SimpleNamespace(root=tmp_path))
    assert find_page.number_of(on, {"network": network, "key": "a"}, words) == number


def test_a_draft_comes_back_as_it_was(tmp_path: Path) -> None:
    first = Answers(tmp_path / "draft.toml")
    first.begin({"organisation": {"day_starts": time(9)}}, {"TOKEN": "a'b\"c$"})
    first.put(first.table("mail"), "duty", "it@town.test")
    first.note("site", "не прочитан")
    again = Answers(tmp_path / "draft.toml")
    assert again.interrupted
    assert again.resume()
    assert (again.tree, again.secrets) == (first.tree, first.secrets)
    assert again.unchecked == {"site": "не прочитан"}
    (tmp_path / "draft.toml").write_text("[", "utf-8")
    assert Answers(tmp_path / "draft.toml").resume() is False


SECRETS = st.dictionaries(
    st.from_regex("GOSPABLIK_[A-Z]{1,8}", fullmatch=True),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30),
)


@given(SECRETS)
def test_keys_come_out_of_the_file_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, secrets: dict[str, str]
) -> None:
    keys = KeyFile(tmp_path_factory.mktemp("keys"))
    keys.write(secrets)
    assert keys.read() == secrets
    assert stat.S_IMODE(keys.path.stat().st_mode) == 0o600


def test_a_key_is_handed_over_once_so_that_a_change_in_prefect_stays(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path)
    assert keys.fresh() == {}
    smtp = {"GOSPABLIK_SMTP_HOST": "m", "GOSPABLIK_SMTP_PORT": "1"}
    held = {"GOSPABLIK_VK_A_SERVICE_KEY": "s", **smtp}
    keys.write(held)
    assert keys.fresh() == held
    keys.handed_over()
    assert keys.fresh() == {}
    keys.write(held | {"GOSPABLIK_SMTP_PORT": "2"})
    assert keys.fresh() == {"GOSPABLIK_SMTP_HOST": "m", "GOSPABLIK_SMTP_PORT": "2"}


@pytest.mark.parametrize("line", ["просто слова", "A='не закрыто"])
def test_a_broken_key_file_is_named_without_its_keys(tmp_path: Path, line: str) -> None:
    (tmp_path / "secrets.env").write_text(f"# ключи\n\n{line}\n", "utf-8")
    with pytest.raises(OfficeError, match="строка 3") as refusal:
        KeyFile(tmp_path).read()
    assert line not in str(refusal.value)


def test_run_up_hands_the_keys_over_and_once_more_if_prefect_lost_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[dict[str, Any]] = []
    lacking: list[str] = []
    monkeypatch.setattr(key_file, "save_blocks", lambda env, blocks: saved.append(blocks))
    monkeypatch.setattr(key_file, "missing_blocks", lambda office, api: list(lacking))
    keys = KeyFile(tmp_path)
    keys.write({"GOSPABLIK_SMTP_HOST": "mail.town.test"})
    monkeypatch.delenv("GOSPABLIK_SMTP_HOST", raising=False)

    def start() -> list[str]:
        saved.clear()
        hand_over({}, office(), keys, cast(Api, None))
        return [str(blocks.get("smtp", {}).get("host")) for blocks in saved]

    assert start() == ["mail.town.test"]
    assert start() == ["None"]  # what was changed in Prefect stays
    lacking.append("почтовый сервер")
    assert start() == ["None", "mail.town.test"]
    monkeypatch.setenv("GOSPABLIK_SMTP_HOST", "other.town.test")
    lacking.clear()
    assert start() == ["other.town.test"]
