"""An extract tells all that is kept, and a stranger can check it with a Python of his own."""

import json
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from sqlalchemy import select, update

from gospablik.control.extract.make import FOLDER, Made, make_extract, remove_old
from gospablik.control.extract.whole import Request
from gospablik.errors import OfficeError
from gospablik.ledger.book import record
from gospablik.moderation import proof
from gospablik.moderation.keeping import ERASED
from gospablik.root import ROOT
from gospablik.store.comments import CommentVersion
from gospablik.store.extracts import Extract
from gospablik.store.ledger import Kind
from gospablik.store.review import Proof
from gospablik.store.session import Store
from tests.gospablik.moderation.town import Town

LINK = "https://vk.com/wall-7_1?reply=1"
REASON = "запрос прокуратуры № 5 от 24.11.2026"


@pytest.fixture
def town(store: Store) -> Town:
    return Town(store)


def made(town: Town, where: Path, named: str = LINK, **more: object) -> Made:
    asked = {"whole_author": False, "official": "it-head", "reason": REASON} | more
    return make_extract(town.store, town.office, Request(named, **asked), where, town.now)  # type: ignore[arg-type]


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    """As whoever got the folder: with nothing of ours on the path."""
    command = [sys.executable, "-I", "proverka.py"]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def words_of(folder: Path) -> str:
    pages = PdfReader(folder / "vypiska.pdf").pages
    return "\n".join(page.extract_text() for page in pages)


def test_a_whole_case_is_told_and_holds(town: Town, tmp_path: Path) -> None:
    town.write(9, "спасибо за <b>дорогу</b>")
    question = town.case()
    town.decide(question)
    town.carry(Kind.BLOCK)
    result = made(town, tmp_path, whole_author=True)
    assert (result.comments, result.left_out) == (3, 0)
    facts = json.loads((result.folder / "kommentarii.json").read_text("utf-8"))
    assert [one["what"] for one in facts] == ["на странице", "удалён нами", "удалён нами"]
    [ruling] = facts[1]["rulings"]
    assert (ruling["verdict"], ruling["proof"]) == ("удалить", 1)
    assert [one["state"] for one in ruling["actions"]] == ["подтверждено", "подтверждено"]
    assert "пункту 4.2" in ruling["actions"][1]["text"]
    [case] = json.loads((result.folder / "dela.json").read_text("utf-8"))
    [decision] = case["decisions"]
    assert (decision["verdict"], decision["days"]) == ("заблокировать", 30)
    assert {letter["reader"] for letter in case["letters"]} >= {"Имя head (глава)"}
    codes = [code for made in town.codes.values() for code in made]
    everything = b"".join(path.read_bytes() for path in result.folder.rglob("*") if path.is_file())
    assert codes
    assert not [code for code in codes if code.encode() in everything], "codes go nowhere"
    paper = words_of(result.folder)
    for told in ("Выписка № 1", REASON, "ты дурак", "<b>дорогу</b>", "Дело о блокировке № 1"):
        assert told in paper, paper
    checked = check(result.folder)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    with town.store.read() as session:
        seals = list(session.scalars(select(Proof.seal)))
        [row] = session.scalars(select(Extract))
    assert all(seal in checked.stdout for seal in seals)
    assert (row.official, row.reason, row.digest) == ("it-head", REASON, result.digest)
    assert sha256(result.packed.read_bytes()).hexdigest() == result.digest
    with ZipFile(result.packed) as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize(
    ("name", "spoilt"),
    [
        ("dokazatelstva/000001.bin", "слова не те"),
        ("zhurnal.jsonl", "запись № 2: ссылка на предыдущую не сходится"),
        ("vypiska.pdf", "vypiska.pdf: изменён"),
    ],
)
def test_one_changed_byte_is_named(town: Town, tmp_path: Path, name: str, spoilt: str) -> None:
    town.misbehave(1)
    town.misbehave(2, "сам ты идиот")
    result = made(town, tmp_path, whole_author=True)
    path = result.folder / name
    data = bytearray(path.read_bytes())
    place = data.index(b"spec") if b"spec" in data else len(data) // 2
    data[place] ^= 1
    path.write_bytes(data)
    checked = check(result.folder)
    assert checked.returncode == 1
    assert spoilt in checked.stdout, checked.stdout


def test_who_changes_the_list_of_sums_too_is_still_found(town: Town, tmp_path: Path) -> None:
    town.misbehave(1)
    folder = made(town, tmp_path).folder
    path = folder / "dokazatelstva" / "000001.json"
    before = sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes().replace("дурак".encode(), "глава".encode()))
    sums = folder / "SHA256SUMS"
    after = sha256(path.read_bytes()).hexdigest()
    sums.write_text(sums.read_text("utf-8").replace(before, after), "utf-8")
    checked = check(folder)
    assert "запись № 1: слова для чтения не те, что запечатаны" in checked.stdout


def test_erased_words_are_said_to_be_erased_and_the_chain_holds(town: Town, tmp_path: Path) -> None:
    town.misbehave(1)
    with town.store.write() as session:
        session.execute(update(CommentVersion).values(text=ERASED))
        proof.erase(session, 1)
    result = made(town, tmp_path, "№ 1")
    assert not list((result.folder / "dokazatelstva").glob("*")), "nothing is left to show"
    assert "стёрты по сроку хранения" in words_of(result.folder)
    assert check(result.folder).returncode == 0


def test_a_broken_row_is_said_on_the_paper(town: Town, tmp_path: Path) -> None:
    town.misbehave(1)
    with town.store.write() as session:
        session.execute(update(Proof).values(seal="0" * 64))
    result = made(town, tmp_path)
    assert "НЕ СХОДИТСЯ" in words_of(result.folder)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"named": "https://vk.com/nobody"}, "программа не знает"),
        ({"named": " "}, "программа не знает"),
        ({"named": "№ 99999999999999999999999"}, "программа не знает"),
        ({"reason": " "}, "не сказано, для кого"),
        ({"official": "nobody"}, "полномочия"),
    ],
)
def test_nothing_is_given_out_without_who_why_and_what(
    town: Town, tmp_path: Path, more: dict[str, str], why: str
) -> None:
    town.misbehave(1)
    with pytest.raises(OfficeError, match=why):
        made(town, tmp_path, **more)
    with town.store.read() as session:
        assert not list(session.scalars(select(Extract)))
    assert not (tmp_path / FOLDER).exists()


def test_no_room_on_the_disk_is_said_and_leaves_no_half(town: Town, tmp_path: Path) -> None:
    town.misbehave(1)
    (tmp_path / FOLDER).write_text("в этом месте нельзя сделать папку")
    with pytest.raises(OfficeError, match="не удалось записать на диск"):
        made(town, tmp_path)


def test_files_go_after_a_month(town: Town, tmp_path: Path) -> None:
    town.misbehave(1)
    result = made(town, tmp_path)
    assert remove_old(tmp_path, town.now) == 0
    far = town.now.replace(year=2030)
    assert remove_old(tmp_path, far + timedelta(days=1)) == 1
    assert not result.folder.exists()
    assert not result.packed.exists()


def test_a_word_of_markup_in_a_name_stays_a_word(town: Town, tmp_path: Path) -> None:
    town.write(1, "](javascript:alert(1)) <script>\u202e😡 Өҕүһ")
    town.harvest()
    with town.store.write() as session:
        record(session, organisation="town", kind=Kind.MAIL, page="", subject="case:7:head",
               now=town.now)  # fmt: skip
    paper = words_of(made(town, tmp_path).folder)
    assert "](javascript:alert(1)) <script>" in paper
    assert "Өҕүһ" in paper


def test_the_example_in_docs_holds() -> None:
    checked = check(ROOT / "docs" / "examples" / "vypiska")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "запись № " in checked.stdout
