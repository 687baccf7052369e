"""organisation.toml: what it holds, and how each mistake in it is named to a person."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gospablik.errors import OfficeError
from gospablik.organisation import Mode, Official, Organisation, read_organisation
from gospablik.regulation import Office
from gospablik.root import ROOT
from gospablik.source import SourceKind
from tests.gospablik.moderation.town import office

EXAMPLE = (ROOT / "organisation.example.toml").read_text("utf-8")
SIGNED = (
    EXAMPLE
    + """
[[official]]
key = "head"
office = "глава"
name = "Фамилия И. О."
mail = "head@example.ru"
"""
)


def read(tmp_path: Path, text: str) -> Organisation:
    path = tmp_path / "organisation.toml"
    path.write_text(text, "utf-8")
    return read_organisation(path)


def refused(tmp_path: Path, text: str) -> str:
    with pytest.raises(OfficeError) as refusal:
        read(tmp_path, text)
    assert "Не сделано: программа не запущена" in str(refusal.value)
    assert "Что делать:" in str(refusal.value)
    return str(refusal.value)


def test_the_example_is_good_and_harmless(tmp_path: Path) -> None:
    """Copied as it is, it acts on nothing: whoever forgets the mode only watches."""
    example = read(tmp_path, EXAMPLE)
    assert [page.mode for page in example.page] == [Mode.WATCH]
    assert example.norm is None, "норма без документа — не норма"
    assert example.official == []
    assert example.key == "zhatay"
    assert str(example.zone) == "Asia/Yakutsk"


def test_accounts_are_on_pages_of_the_file() -> None:
    raw = office().model_dump()
    raw["official"][0]["accounts"] = {"town-vk": "501"}
    assert Organisation.model_validate(raw).official[0].accounts == {"town-vk": "501"}
    raw["official"][0]["accounts"] = {"town-ok": "501"}
    with pytest.raises(ValidationError, match="town-ok среди них нет"):
        Organisation.model_validate(raw)


@pytest.mark.parametrize("ours", ["sender", "duty"])
def test_who_decides_by_mail_has_a_box_of_his_own(ours: str) -> None:
    """What comes from our own addresses is not read: his decision would vanish."""
    raw = office().model_dump()
    raw["official"][1]["mail"] = raw["mail"][ours].upper()
    Organisation.model_validate(raw)
    raw["mail"]["inbox"] = {"host": "imap.town.test", "login": "smm"}
    with pytest.raises(ValidationError, match="у «deputy» свой почтовый ящик"):
        Organisation.model_validate(raw)


def test_the_examples_people_are_good_once_uncommented(tmp_path: Path) -> None:
    head, tail = EXAMPLE.split("# Должности названы", 1)
    people = "\n".join(line.removeprefix("# ").removeprefix("#") for line in tail.splitlines()[1:])
    town = read(tmp_path, f"{head}\n{people}\n")
    assert [official.office for official in town.official] == list(Office)
    source = EXAMPLE
    for line in ("[[source]]", "key = ", "name = ", "kind = ", "addresses = "):
        source = source.replace(f"# {line}", line, 1)
    (minec,) = read(tmp_path, source).source
    assert (minec.key, minec.kind) == ("minec", SourceKind.AUTHORITY)
    norm = EXAMPLE
    for line in ("[norm]", "posts_a_week", "document = "):
        norm = norm.replace(f"# {line}", line, 1)
    assert read(tmp_path, norm).norm is not None


def test_the_examples_lines_of_a_passport_are_good_once_uncommented(tmp_path: Path) -> None:
    text = EXAMPLE
    for key in ("address", "appeals", "administrators", "contact", "rules_link"):
        assert text.count(f"# {key} = ") == 1
        text = text.replace(f"# {key} = ", f"{key} = ")
    ends = text.replace("# suspended_from", "suspended_from")
    both = ends.replace("# suspended_because", "suspended_because")
    page = read(tmp_path, both).page[0]
    assert (page.contact, page.suspended_from) == ("smm@example.ru", date(2027, 1, 15))
    assert "page[1]: найдена таблица; ожидается и день suspended_from" in refused(tmp_path, ends)


def test_pass_marks_are_shares_and_have_their_defaults(tmp_path: Path) -> None:
    marks = read(tmp_path, EXAMPLE).checks
    assert (marks.fidelity, marks.coverage) == (1.0, 0.95)
    text = EXAMPLE
    for line in ("[checks]", "fidelity = ", "coverage = "):
        assert text.count(f"# {line}") == 1
        text = text.replace(f"# {line}", line)
    assert read(tmp_path, text).checks == marks, "закомментировано то же, что действует"
    for wrong, said in (("95", "число не больше 1"), ("nan", "число"), ('"все"', "число"),
                        ("-0.1", "число не меньше 0")):  # fmt: skip
        words = refused(tmp_path, text.replace("= 0.95", f"= {wrong}"))
        assert f"checks.coverage: найдено «{wrong.strip(chr(34))}»; ожидается {said}" in words


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('key = "zhatay"', "", "organisation.key: не найдено; ожидается обязательное значение"),
        ('key = "zhatay"', 'key = "Жатай"', "key: найдено «Жатай»; ожидается короткий"),
        ("grace_minutes = 240", "grace_minuts = 240", "organisation.grace_minuts: найдено «240»; "
         "ожидается такого ключа нет"),
        ("grace_minutes = 240", "grace_minutes = 0", "число не меньше 1"),
        ("grace_minutes = 240", 'grace_minutes = "часа"', "целое число"),
        ("stop_all = false", 'stop_all = "наверное"', "true или false"),
        ("Asia/Yakutsk", "Asia/Zhatay", "имя пояса из базы IANA"),
        ("09:00:00", '"утром"', "organisation.day_starts: найдено «утром»"),
        ("https://example.sakha.gov.ru", "ftp://example.sakha.gov.ru", "начинается с https://"),
        ("https://example", "https://user:secret@example", "без имени и пароля"),
        ("smm@example.ru", "smm example.ru", "mail.sender: найдено «smm example.ru»; ожидается "
         "почтовый адрес"),
        ('mode = "наблюдение"', 'mode = "сам"', "page[1].mode: найдено «сам»; ожидается одно из:"),
        ("since = 2026-12-01", 'since = "скоро"', "page[1].since: найдено «скоро»; ожидается дата"),
        ("group_id = 1", "group_id = -1", "page[1].group_id"),
        ('network = "vk"', 'network = "myspace"', "page[1].network: найдено «myspace»"),
        ('name = "Администрация', 'name = ""\n#', "page[1].name: найдено «»; ожидается строка не"),
        ("2026-12-31,\n]", "2025-12-31,\n]", "holidays[1]: найдена таблица; ожидается дни 2026"),
        ('\noffice = "глава"', '\noffice = "мэр"', "official[1].office: найдено «мэр»; ожидается"),
        ("[site]", "[site", "Файл organisation.toml не читается"),
        ("[[page]]", "[[pages]]", "page: не найдено"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_key(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in SIGNED
    assert said in refused(tmp_path, SIGNED.replace(right, wrong, 1))


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    text = EXAMPLE.replace('"zhatay"', '"Жатай"', 1).replace('"наблюдение"', '"сам"', 1)
    words = refused(tmp_path, text)
    assert "organisation.key" in words
    assert "page[1].mode" in words


@pytest.mark.parametrize(
    ("network", "number", "name"),
    [
        ("vk", "group_id = 77", "ВКонтакте"),
        ("ok", "group_id = 77", "Одноклассники"),
        ("telegram", "chat_id = -77", "Telegram"),
        ("max", "chat_id = -77", "MAX"),
    ],
)
def test_one_page_of_a_network_stands_there_once(
    tmp_path: Path, network: str, number: str, name: str
) -> None:
    def page(key: str, number: str) -> str:
        return f"""
[[page]]
key = "{key}"
network = "{network}"
{number}
name = "Страница"
mode = "самостоятельно"
since = 2026-11-01
official_wording = "Официальная страница"
"""

    twice = refused(tmp_path, EXAMPLE + page("one", number) + page("two", number))
    assert f"one и two — одна и та же страница сети {name}, номер" in twice
    assert read(tmp_path, EXAMPLE + page("one", number) + page("two", f"{number}8"))


def test_an_error_repeats_no_password(tmp_path: Path) -> None:
    """What was found is shown, on a screen and in a log; a password inside of it is not."""
    words = refused(tmp_path, EXAMPLE.replace("https://example", "https://user:hush@example"))
    assert "hush" not in words
    assert "example.sakha.gov.ru" in words


def test_a_missing_file_says_who_writes_it(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match=r"запустите \./run setup"):
        read_organisation(tmp_path / "none.toml")


def test_a_file_of_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "organisation.toml"
    path.write_bytes(EXAMPLE.encode("cp1251", "replace"))
    with pytest.raises(OfficeError, match="кодировка UTF-8"):
        read_organisation(path)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"addresses": ["https://vk.com/minec"]}, "адрес сообщества ВКонтакте с его номером"),
        ({"addresses": ["https://m.vk.ru/wall-1_2"]}, "адрес сообщества ВКонтакте с его номером"),
        ({"addresses": ["file:///etc"]}, "который начинается с https://"),
        ({"addresses": ["https://a.test/b c"]}, "адрес без пробелов"),
        ({"addresses": []}, "хотя бы одна запись"),
        ({"kind": "партия"}, "одно из: 'орган власти', 'СМИ', 'учреждение'"),
    ],
)
def test_a_source_that_could_never_be_recognised_is_named(
    tmp_path: Path, wrong: dict[str, object], said: str
) -> None:
    good = {"key": "a", "name": "А", "kind": "СМИ", "addresses": ["https://vk.com/club1"]}
    lines = [f"{key} = {json.dumps(value)}" for key, value in (good | wrong).items()]
    words = refused(tmp_path, "\n".join([EXAMPLE, "[[source]]", *lines]))
    assert "source[1]." in words
    assert said in words


@pytest.mark.parametrize("what", ["page", "official", "holidays", "source"])
def test_a_key_serves_one_thing(what: str) -> None:
    source = {"key": "a", "name": "А", "kind": "СМИ", "addresses": ["https://a.test"]}
    raw = office(source=[source]).model_dump()
    with pytest.raises(ValueError, match="повторяется"):
        Organisation.model_validate({**raw, what: [*raw[what], raw[what][0]]})


def test_what_is_not_there_is_a_key_error() -> None:
    town = office()
    assert town.page_by_key("town-vk") is town.page[0]
    assert town.official_by_key("spec") is town.official[3]
    for find in (town.page_by_key, town.official_by_key):
        with pytest.raises(KeyError):
            find("nobody")


def test_a_duty_holds_from_its_first_day_to_its_last() -> None:
    """The last day ends at midnight in Yakutsk, not in London."""
    town = office()  # the deputy's duty ends on 31 December 2026
    decide = (Office.HEAD, Office.DEPUTY)
    last_minute = datetime(2026, 12, 31, 14, 59, tzinfo=UTC)
    midnight = datetime(2026, 12, 31, 15, 0, tzinfo=UTC)
    assert [o.key for o in town.acting(last_minute, *decide)] == ["head", "deputy"]
    assert [o.key for o in town.acting(midnight, *decide)] == ["head"]


@given(
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    day=st.dates(),
)
def test_acting_is_being_between_the_two_dates(
    since: date | None, until: date | None, day: date
) -> None:
    person = Official(
        key="p", office=Office.HEAD, name="И", mail="a@b.c", since=since, until=until
    )  # fmt: skip
    assert person.acting(day) == ((since or date.min) <= day <= (until or date.max))


def test_a_page_begins_at_midnight_of_its_zone() -> None:
    town = office()
    assert town.start_of(town.page[0]) == datetime(2026, 10, 31, 15, 0, tzinfo=UTC)


def test_who_may_do_what_by_the_regulation() -> None:
    assert [o for o in Office if o.decides_blocks] == [Office.HEAD, Office.DEPUTY]
    assert [o for o in Office if o.rules_on_comments] == [Office.IT_HEAD, Office.SPECIALIST]


def test_the_pages_of_other_networks_in_the_example_are_valid(tmp_path: Path) -> None:
    """Uncommented as the example says, they are what the program takes."""
    lines, among_pages = [], False
    for line in EXAMPLE.splitlines():
        among_pages = line.startswith("# Страницы в других") or (
            among_pages and not line.startswith("# Должности")
        )
        setting = re.match(r'# ([\[\]}]|\w+ = |  ")', line)
        lines.append(line.removeprefix("# ") if among_pages and setting else line)
    path = tmp_path / "organisation.toml"
    path.write_text("\n".join(lines), "utf-8")
    pages = read_organisation(path).page
    assert [page.network for page in pages] == ["vk", "ok", "telegram", "max"]
    authority = pages[-1].authority
    assert authority is not None
    assert len(authority.sha256) == 3


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "organisation.toml"
    path.write_text(EXAMPLE, "utf-8-sig")
    assert read_organisation(path).key == "zhatay"


def test_a_folder_in_place_of_the_file_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="не открывается"):
        read_organisation(tmp_path)


def test_pages_of_one_name_are_told_apart_by_their_network() -> None:
    town = office()
    vk = town.page[0]
    assert town.named(vk) == vk.name
    other = {"network": "ok", "group_id": 5, "key": "town-ok"}
    common = vk.model_dump(exclude={"network", "group_id", "key", "api", "address"})
    both = office(page=[vk.model_dump(), common | other])
    assert [both.named(page) for page in both.page] == [
        f"{vk.name} (ВКонтакте)",
        f"{vk.name} (Одноклассники)",
    ]
