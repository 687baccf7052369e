"""`./run setup` from the first question to the file that `./run up` reads, against the sandbox."""

import os
import stat
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gospablik.networks import pace
from gospablik.organisation import read_organisation
from gospablik.page import TelegramEntry
from gospablik.regulation import Office
from office.key_file import KeyFile
from office.missing import blocks_from_environment, missing_in_file
from sandbox.mail.smtp import SmtpOptions
from sandbox.server import Running, running
from tests.imap import PASSWORD as IMAP_PASSWORD
from tests.imap import ImapServer, imap_server
from tests.office.setup_town import LOGIN, NOON, PASSWORD, STOP, Place, secrets_of


@pytest.fixture(scope="module")
def outside() -> Iterator[Running]:
    with running(options=SmtpOptions(LOGIN, PASSWORD), https=True) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def imap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImapServer]:
    with imap_server(tmp_path_factory.mktemp("imap")) as server:
        yield server


@pytest.fixture
def place(outside: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(pace, "WINDOW", 0)
    monkeypatch.setattr(pace, "SHARED", pace.Pace())
    made = Place(tmp_path, outside)
    made.seed()
    return made


def test_a_town_that_knows_everything_may_begin(place: Place) -> None:
    code, person = place.answer(place.everything())
    assert (code, person.unasked) == (0, [])
    assert "Всё есть. Теперь: ./run up" in person.said
    office = read_organisation(place.file)
    assert missing_in_file(office, NOON) == []
    assert (office.key, office.organisation.time_zone) == ("testovyy", "Asia/Yakutsk")
    assert office.site.feed == f"{place.sandbox.http}/site/rss.xml"
    assert [page.network for page in office.page] == ["vk", "ok", "telegram", "max"]
    channel = office.page[2]
    assert isinstance(channel, TelegramEntry)
    assert (channel.chat_id, channel.username) == (place.networks[1].CHANNEL, "adm_zhatay")
    assert [one.office for one in office.official] == list(Office)
    assert office.official[1].until == date(2026, 12, 31)
    assert [one.year for one in office.holidays] == [2026, 2027]
    assert not place.draft.exists()


def test_its_keys_go_where_run_up_reads_them_and_nowhere_else(
    place: Place, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    _, person = place.answer(place.everything())
    keys = KeyFile(place.state)
    blocks = blocks_from_environment(read_organisation(place.file), keys.read())
    assert len(blocks["pages"]) == 4
    assert blocks["smtp"]["password"] == PASSWORD
    assert blocks["smtp"]["starttls"] is False
    assert stat.S_IMODE(keys.path.stat().st_mode) == 0o600
    printed = capfd.readouterr()
    shown = person.said + place.file.read_text("utf-8") + caplog.text + printed.out + printed.err
    assert [one for one in secrets_of(place) if one in shown] == []


def test_everything_was_tried(place: Place) -> None:
    _, person = place.answer(place.everything())
    said = person.said
    assert said.count("Это Ваша страница «Администрация ГО «Жатай»?") == 4
    assert "Новости найдены: лента, названная на главной странице" in said
    assert "Открыта запись в секцию лыжного спорта" in said
    assert "Сервер принял имя и пароль." in said
    assert "«удаление комментария»" in said  # an errand in OK
    letters = place.sandbox.world.inbox.letters
    assert [letter.header("Subject") for letter in letters] == ["Пробное письмо госпаблика"]


def test_who_skips_everything_is_told_what_lacks(place: Place) -> None:
    place.draft.unlink()
    code, person = place.answer({})
    assert code == 1
    assert not place.file.exists()
    lacking = person.said.partition("Не хватает:")[2]
    for words in ("полное название", "часовой пояс", "адрес официального сайта", "письма",
                  "хотя бы одна страница"):  # fmt: skip
        assert words in lacking
    assert "Теперь: узнайте недостающее и запустите ./run setup ещё раз." in lacking


def test_a_file_that_loads_but_lacks_people_and_keys_says_so(place: Place) -> None:
    answers = place.everything()
    for words in ("^ Фамилия и инициалы", "Ключ бота", "Сервер исходящей"):
        answers[words] = ""
    answers["Номер канала .-100"] = "-1001700000001"
    answers["Номер канала, с"] = "-70000001"
    code, person = place.answer(answers)
    assert code == 1
    read_organisation(place.file)
    lacking = person.said.partition("Ещё не хватает:")[2]
    for words in ("некому решать о блокировке (п. 4.3)", "(Telegram)", "(MAX)",
                  "сервер исходящей почты"):  # fmt: skip
        assert words in lacking
    assert "(ВКонтакте)" not in lacking


def test_what_is_wrong_is_told_and_asked_again(place: Place) -> None:
    answers = place.everything()
    host = answers["Сервер исходящей"]
    answers |= {
        "Сервер исходящей": [str(host), str(host)],
        "Порт: 465": [str(answers["Порт: 465"]), ""],
        "Имя для входа": [LOGIN, ""],
        "Пароль .в почтовых": ["wrong-password-Aa1", PASSWORD],
        "Адрес сайта": ["http://127.0.0.1:9/", str(answers["Адрес сайта"])],
        "Сервисный ключ": ["wrong-key-Bb2", str(answers["Сервисный ключ"])],
        "Как быть": ["1", "1", "1"],
        "Номер группы": ["городок", "70000000000002", str(answers["Номер группы"])],
    }
    answers["Ключ сообщества"] = ["wrong-key-Cc3", str(answers["Ключ сообщества"])]
    answers["Ключ пользователя"] = ["", str(answers["Ключ пользователя"])]
    answers["Номер сообщества"] = [str(answers["Номер сообщества"]), ""]
    answers["Как быть"] = ["1", "1", "1", "1"]
    for field in ("Публичный ключ", "Секретный ключ приложения", "Вечный ключ"):
        known = next(words for words in answers if words.startswith(field))
        answers[known] = [str(answers[known]), ""]
    code, person = place.answer(answers)
    said = person.said
    assert (code, person.unasked) == (0, [])
    assert "Почтовый сервер не принял имя и пароль" in said
    assert "http://127.0.0.1:9/" in said
    assert "Не годится: Номер страницы «городок» не узнать" in said
    assert said.count("Не получилось.") == 4
    assert "Не проверено" not in said
    assert "wrong-" not in said + place.file.read_text("utf-8")


def test_what_stays_untried_is_listed(place: Place) -> None:
    answers = place.everything() | {"Адрес сайта": "http://127.0.0.1:9/", "Вечный ключ": "wrong-1"}
    code, person = place.answer(answers)
    assert code == 0  # the network may be down just now, ./run up will tell
    unchecked = person.said.partition("Не проверено:")[2]
    assert "новости сайта не прочитаны" in unchecked
    assert "zhatay-ok не открылась нашими ключами" in unchecked


def test_another_page_than_ours_is_not_taken(place: Place) -> None:
    answers = place.everything() | {"Это Ваша страница": ["нет", "да"]}
    answers["Номер сообщества"] = [str(answers["Номер сообщества"]), "adm_zhatay"]
    code, person = place.answer(answers)
    assert (code, person.unasked) == (0, [])


def test_a_right_that_lacks_is_named(place: Place) -> None:
    place.networks[1].control(
        "telegram/channels", chat_id=place.networks[1].CHANNEL, title="Жатай",
        username="adm_zhatay", description="", members_count=1, owner=900, bots=[],
        group={"chat_id": place.networks[1].DISCUSSION, "title": "Обсуждение"},
    )  # fmt: skip
    _, person = place.answer(place.everything())
    assert "Ключам отказано: " in person.said


def test_a_second_time_nothing_changes_by_itself(place: Place) -> None:
    place.answer(place.everything())
    text = place.file.read_text("utf-8") + "# слово специалиста\n"
    place.file.write_text(text, "utf-8")
    code, _ = place.answer({})
    assert code == 0
    assert place.file.read_text("utf-8") == text
    assert list(place.folder.glob("*.bak*")) == []


def test_a_second_time_changes_what_is_answered(place: Place) -> None:
    place.answer(place.everything())
    before = place.file.read_text("utf-8").replace("\n[mail]", "\n# о почте\n[mail]")
    place.file.write_text(before, "utf-8")
    keys = KeyFile(place.state).read()
    code, person = place.answer(
        {"Куда писать": "new@town.test", "Почта \\[head": "head2@town.test",
         "Полномочия до .* \\[31": "-"}, started=True
    )  # fmt: skip
    assert (code, person.unasked) == (0, [])
    assert "Имя латиницей" not in person.said  # it is for ever
    office = read_organisation(place.file)
    assert (office.mail.duty, office.official[0].mail) == ("new@town.test", "head2@town.test")
    assert office.official[1].until is None
    assert "# о почте" in place.file.read_text("utf-8")
    assert (place.folder / "organisation.toml.bak-2026-12-20").read_text("utf-8") == before
    assert KeyFile(place.state).read() == keys


def test_the_mailbox_of_answers_is_opened(place: Place, imap: ImapServer) -> None:
    answers = place.everything() | {
        "Читать ответы": "да",
        "Сервер входящей": ["127.0.0.1", ""],
        "Порт: 993": [str(imap.port), ""],
        "Имя для входа": [LOGIN, "smm", "smm"],
        "Шифрование": ["3", "3"],
        "Пароль ящика": ["wrong-password-Dd4", IMAP_PASSWORD],
        "Как быть": "1",
    }
    code, person = place.answer(answers)
    assert (code, person.unasked) == (0, [])
    assert "не принял имя и пароль" in person.said
    assert "Ящик открывается." in person.said
    inbox = read_organisation(place.file).mail.inbox
    assert inbox is not None
    assert (inbox.port, inbox.login, inbox.encryption) == (imap.port, "smm", "нет")
    keys = KeyFile(place.state).read()
    blocks = blocks_from_environment(read_organisation(place.file), keys)
    assert blocks["imap"] == {"password": IMAP_PASSWORD}
    assert IMAP_PASSWORD not in person.said + place.file.read_text("utf-8")


def test_pages_are_added_one_by_one_and_never_twice(place: Place) -> None:
    place.draft.unlink()
    answers: dict[str, str | list[str]] = {
        "Короткое название": "Городок",
        "сети страница": "1",
        "Ещё страница": ["1", "3", "4"],
        "Номер сообщества": ["https://vk.com/club7", "7", "8"],
        "Номер канала .-100": "https://t.me/c/1234567890/5",
    }
    _, person = place.answer(answers)
    assert person.unasked == []
    assert "эта страница уже есть в списке: gorodok-vk" in person.said
    pages = tomllib.loads(place.draft.read_text("utf-8"))["file"]["page"]
    assert [(one["key"], one.get("group_id", one.get("chat_id"))) for one in pages] == [
        ("gorodok-vk", 7), ("gorodok-vk-2", 8), ("gorodok-telegram", -1001234567890)
    ]  # fmt: skip


def test_a_feed_in_place_of_the_sites_address_is_known_for_one(place: Place) -> None:
    feed = f"{place.sandbox.http}/site/rss.xml"
    code, person = place.answer(place.everything() | {"Адрес сайта": feed})
    assert code == 0, person.said
    site = read_organisation(place.file).site
    assert (site.feed, site.address) == (feed, None)
    text = place.file.read_text("utf-8")
    place.answer({})  # a feed alone stays a feed alone
    assert place.file.read_text("utf-8") == text


def test_another_address_of_the_site_means_another_feed(place: Place) -> None:
    place.answer(place.everything())
    code, person = place.answer({"Адрес сайта": "http://127.0.0.1:9/"})
    assert (code, person.unasked) == (0, [])
    site = read_organisation(place.file).site
    assert (site.feed, site.address) == (None, "http://127.0.0.1:9/")


def test_a_year_without_a_list_is_asked_for(place: Place) -> None:
    answers = place.everything() | {
        "Нерабочие дни 2031": ["завтра", "01.01.2030", "01.01, 02.01"],
        "Рабочие субботы": ["04.01", ""],
        "Какой документ .Enter": "постановление от 01.09.2030 № 1",
    }
    code, person = place.answer(answers, now=datetime(2031, 3, 1, tzinfo=UTC))
    assert "«01.01.2030» не 2031 года" in person.said
    assert code == 0  # the deputy's term is over, but the head is there; 2032 is not needed yet
    office = read_organisation(place.file)
    assert office.holidays[0].days == [date(2031, 1, 1), date(2031, 1, 2)]
    assert missing_in_file(office, datetime(2031, 3, 1, tzinfo=UTC)) == []


def test_a_file_changed_since_the_interruption_is_not_undone_by_enter(place: Place) -> None:
    place.answer({"Куда писать": STOP})
    place.file.write_text("[mail]\nduty = 'by-hand@town.test'\n", "utf-8")
    os.utime(place.draft, (1, 1))
    _, person = place.answer({"Полное название": "Городок", "Рабочий день с": STOP})
    assert "эти изменения пропали бы" in person.said
    draft = tomllib.loads(place.draft.read_text("utf-8"))["file"]
    assert draft["mail"]["duty"] == "by-hand@town.test"


@pytest.mark.parametrize("question", ["Куда писать", "Ключ бота", "Почта .Enter", "Какой документ"])
def test_interrupted_it_goes_on_from_there(place: Place, question: str) -> None:
    place.file.write_text("# прежний файл\n", "utf-8")
    os.utime(place.file, (1, 1))
    answers = place.everything()
    known = next(words for words in answers if words.startswith(question))
    said = answers[known]
    code, person = place.answer(answers | {known: [*said[:1], STOP] if len(said) == 2 else STOP})
    assert code == 1
    assert "Отвеченное сохранено, organisation.toml не изменён." in person.said
    assert place.file.read_text("utf-8") == "# прежний файл\n"
    assert not KeyFile(place.state).path.exists()
    assert stat.S_IMODE(place.draft.stat().st_mode) == 0o600
    code, _ = place.answer(answers | {"Полное название": ""})
    assert code == 0
    assert read_organisation(place.file).organisation.name.startswith("Администрация городка")
