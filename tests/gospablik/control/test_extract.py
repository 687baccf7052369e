"""An extract tells all that is kept, and a stranger can check it with a Python of his own."""

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from sqlalchemy import select, update

from gospablik.control.extract.journal import journal
from gospablik.control.extract.make import FOLDER, Made, make_extract, remove_old
from gospablik.control.extract.whole import Request, Whole, gather
from gospablik.errors import OfficeError
from gospablik.ledger.book import record
from gospablik.moderation.asking.answers import Chosen
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.pictures.due import note_unread
from gospablik.moderation.pictures.forget import forget_contents, forget_pictures
from gospablik.moderation.review_case import WARN
from gospablik.moderation.telling import order_warnings
from gospablik.moderation.troubles.case import YES
from gospablik.root import ROOT
from gospablik.store.comments import CommentVersion
from gospablik.store.extracts import Extract
from gospablik.store.ledger import Kind
from gospablik.store.review import Proof
from gospablik.store.session import Store
from tests.gospablik.moderation.asking.kit import PASSED, WATER
from tests.gospablik.moderation.asking.kit import ask as ask_of_answers
from tests.gospablik.moderation.asking.kit import say as answer
from tests.gospablik.moderation.pictures.kit import RED, attach, fetch, rows, rule
from tests.gospablik.moderation.test_posts_under import WATER as WATER_CUT
from tests.gospablik.moderation.test_posts_under import see
from tests.gospablik.moderation.test_trouble_questions import ask as ask_of_troubles
from tests.gospablik.moderation.test_trouble_questions import say as say_of_trouble
from tests.gospablik.moderation.test_troubles import COLD
from tests.gospablik.moderation.test_undoing import form
from tests.gospablik.moderation.test_undoing import say as undo
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


def test_of_a_post_of_others_the_words_are_told_with_their_time(town: Town, tmp_path: Path) -> None:
    see(town)
    town.misbehave(1)
    result = made(town, tmp_path)
    [one] = json.loads((result.folder / "kommentarii.json").read_text("utf-8"))
    assert (one["post_title"], one["post_text"]) == ("", WATER_CUT)
    assert one["post_seen_at"] == "2026-11-25T09:30:00+09:00"
    kept = json.loads((result.folder / "dokazatelstva" / "000001.json").read_text("utf-8"))
    assert kept["post"]["text"] == WATER_CUT
    paper = words_of(result.folder)
    assert "Пост опубликован не программой; его слова на 25.11.2026 09:30:" in paper
    assert "с 9 до 18 часов" in paper
    checked = check(result.folder)
    assert checked.returncode == 0, checked.stdout + checked.stderr


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
        forget_contents(session, [1])
    result = made(town, tmp_path, "№ 1")
    assert not list((result.folder / "dokazatelstva").glob("*")), "nothing is left to show"
    assert "стёрты по сроку хранения" in words_of(result.folder)
    checked = check(result.folder)
    assert checked.returncode == 0
    assert "слова те" not in checked.stdout
    assert "слов нет: они стёрты по сроку хранения" in checked.stdout


def test_a_picture_that_was_not_read_is_said_once(sqlite_store: Store, tmp_path: Path) -> None:
    town = Town(sqlite_store)
    attach(town, 1, RED)
    town.harvest()
    [one] = rows(town)
    with town.store.write() as session:
        note_unread(session, one.id, "Картинка не прочитана: сеть молчит.", town.now)
    paper = words_of(made(town, tmp_path).folder)
    assert "Картинка не прочитана: сеть молчит." in paper
    assert "Картинка: Картинка" not in paper


def test_the_record_tells_who_was_given_what(sqlite_store: Store, tmp_path: Path) -> None:
    town = Town(sqlite_store)
    town.misbehave(1)
    first = made(town, tmp_path, whole_author=True)
    (tmp_path / FOLDER).rename(tmp_path / "away")
    (tmp_path / FOLDER).write_text("в этом месте нельзя сделать папку")
    with pytest.raises(OfficeError, match="она стоит без суммы"):
        made(town, tmp_path, reason="запрос суда")
    with town.store.read() as session:
        (lost, given), total = journal(session, town.office)
    assert total == 2
    assert (lost.reason, lost.digest, lost.whole_author) == ("запрос суда", "", False)
    assert (given.reason, given.digest, given.comment) == (REASON, first.digest, "1")
    assert given.made_by == "Имя it-head (начальник отдела ИТ)"


def test_a_broken_row_is_said_on_the_paper(town: Town, tmp_path: Path) -> None:
    town.misbehave(1)
    with town.store.write() as session:
        session.execute(update(Proof).values(seal="0" * 64))
    result = made(town, tmp_path)
    assert "НЕ СХОДИТСЯ" in words_of(result.folder)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"named": "https://vk.com/nobody"}, "не узнать комментария наших страниц"),
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


def comments_of(result: Made) -> list[dict[str, Any]]:
    return list(json.loads((result.folder / "kommentarii.json").read_text("utf-8")))


def test_all_that_the_page_writes_is_told_by_its_name(town: Town, tmp_path: Path) -> None:
    town.write(1, COLD)
    town.write(2, WATER)
    town.harvest()
    say_of_trouble(town, ask_of_troubles(town)[0], YES)
    answer(town, ask_of_answers(town)[0], Chosen(PASSED))
    town.carry(Kind.REPLY)
    town.write(3, "ты дурак")
    town.harvest()
    town.answer(town.ask()[0], WARN)
    with town.store.write() as session:
        order_warnings(session, town.office, town.now)
    town.misbehave(4, "сам ты идиот")
    assert undo(town, form(town)) is None
    town.carry(Kind.RESTORE, Kind.REPLY)
    result = made(town, tmp_path, whole_author=True)
    trouble, question, warned, undone = comments_of(result)
    [told] = trouble["answers"]
    assert (told["about"], told["decision"]) == (
        "беда: нет тепла — «нет тепла»", "решено ответить",
    )  # fmt: skip
    assert told["action"]["what"] == "ответ о беде"
    assert "передаём дежурному" in told["action"]["text"]
    [told] = question["answers"]
    assert (told["about"], told["official"]) == ("вопрос жителя", "Имя spec (специалист отдела ИТ)")
    assert (told["action"]["what"], told["action"]["state"]) == ("ответ жителю", "подтверждено")
    [warning] = warned["rulings"][0]["actions"]
    assert warning["what"] == "предупреждение автору"
    assert [one["what"] for one in undone["rulings"][0]["actions"]] == [
        "удаление комментария", "ответ автору", "возврат комментария", "ответ автору",
    ]  # fmt: skip
    assert [one["text"] for one in undone["rulings"][0]["actions"] if one["text"]] == (
        town.wall.replies[-2:]
    )
    paper = "".join(words_of(result.folder).split())
    for words in town.wall.replies:
        first = words.splitlines()[0]
        assert "".join(first.split()) in paper, words
    for line in ("найдены слова о беде (нет тепла)", "возврат комментария: подтверждено"):
        assert line in " ".join(fate for one in comments_of(result) for fate in one["story"])


def test_halves_of_a_killed_pass_go_after_a_day(town: Town, tmp_path: Path) -> None:
    half = tmp_path / FOLDER / ".vypiska-00007-20261125-0900"
    (half / "dokazatelstva").mkdir(parents=True)
    (half.parent / f"{half.name}.zip").write_bytes(b"PK")
    began = datetime.fromtimestamp(half.stat().st_mtime, tz=UTC)
    assert remove_old(tmp_path, began + timedelta(hours=23)) == 0
    assert len(list(half.parent.iterdir())) == 2, "it may be written just now"
    assert remove_old(tmp_path, began + timedelta(hours=25)) == 0
    assert not list(half.parent.iterdir())


def test_the_files_are_for_the_program_s_user_alone(town: Town, tmp_path: Path) -> None:
    town.misbehave(1)
    before = os.umask(0)
    try:
        result = made(town, tmp_path)
    finally:
        os.umask(before)
    there = [result.folder.parent, result.packed, result.folder, *result.folder.rglob("*")]
    assert {stat.filemode(one.stat().st_mode) for one in there} == {"drwx------", "-rw-------"}


def test_a_disk_that_fills_up_leaves_no_half(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.misbehave(1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gospablik.control.extract.make.os.replace", full)
    with pytest.raises(OfficeError, match="не удалось записать на диск"):
        made(town, tmp_path)
    assert not list((tmp_path / FOLDER).iterdir())


def with_picture(town: Town, where: Path) -> Path:
    attach(town, 1, RED)
    town.harvest()
    fetch(town)
    rule(town)
    town.seal()
    return made(town, where).folder


def sum_up_anew(folder: Path) -> None:
    """As whoever changed a file would."""
    names = sorted(one for one in folder.rglob("*") if one.is_file() and one.name != "SHA256SUMS")
    lines = [
        f"{sha256(one.read_bytes()).hexdigest()}  {one.relative_to(folder).as_posix()}\n"
        for one in names
    ]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


def test_another_picture_under_a_fitting_name_is_found(sqlite_store: Store, tmp_path: Path) -> None:
    folder = with_picture(Town(sqlite_store), tmp_path)
    assert check(folder).returncode == 0
    [picture] = (folder / "kartinki").iterdir()
    picture.unlink()
    other = b"another"
    (folder / "kartinki" / f"{sha256(other).hexdigest()}.png").write_bytes(other)
    sum_up_anew(folder)
    checked = check(folder)
    assert checked.returncode == 1
    assert f"запись № 1: запечатанной картинки {picture.stem} нет" in checked.stdout


def test_a_sealed_picture_goes_with_the_words_also_of_an_erased_comment(
    sqlite_store: Store, tmp_path: Path
) -> None:
    town = Town(sqlite_store)
    attach(town, 1, RED)
    town.harvest()
    fetch(town)
    rule(town)
    town.seal()
    with town.store.write() as session:
        forget_pictures(session, [1])
    folder = made(town, tmp_path, "№ 1").folder
    assert len(list((folder / "kartinki").iterdir())) == 1
    assert check(folder).returncode == 0


def test_what_is_not_sealed_is_not_said_to_be(sqlite_store: Store, tmp_path: Path) -> None:
    town = Town(sqlite_store)
    attach(town, 1, RED)
    town.harvest()
    fetch(town)
    checked = check(made(town, tmp_path).folder)
    assert checked.returncode == 0
    assert "Всё сходится: файлы те же." in checked.stdout
    assert "слова сверять не с чем" in checked.stdout
    assert "Картинок, которые не запечатаны: 1" in checked.stdout


def test_another_record_beside_the_chain_is_named(sqlite_store: Store, tmp_path: Path) -> None:
    town = Town(sqlite_store)
    town.misbehave(1)
    folder = made(town, tmp_path).folder
    path = folder / "zhurnal" / "000001.json"
    path.write_text(path.read_text("utf-8").replace("spec", "head"), "utf-8")
    sum_up_anew(folder)
    assert "zhurnal/000001.json: не та запись" in check(folder).stdout


def test_who_asked_is_recorded_with_the_comment_that_was_named(
    sqlite_store: Store, tmp_path: Path
) -> None:
    town = Town(sqlite_store)
    town.misbehave(1)
    town.misbehave(2, "сам ты идиот")
    made(town, tmp_path, "№ 2", whole_author=True)
    with town.store.read() as session:
        assert session.scalars(select(Extract.comment_id)).all() == [2]


def test_while_it_is_gathered_others_write(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(sqlite_store)
    town.misbehave(1)
    kept = []

    def gathered(*said: Any) -> Whole:
        with town.store.write() as session:
            kept.append(session.scalar(select(Proof.number)))
        return gather(*said)

    monkeypatch.setattr("gospablik.control.extract.make.gather", gathered)
    assert made(town, tmp_path).number == 1
    assert kept == [1], "gathered once, and no lock held meanwhile"


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
    example = ROOT / "docs" / "examples" / "vypiska"
    shipped = ROOT / "templates" / "extract" / "proverka.py"
    assert (example / "proverka.py").read_bytes() == shipped.read_bytes()
    checked = check(example)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "запись № " in checked.stdout
