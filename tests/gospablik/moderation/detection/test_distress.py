"""Trouble in a comment is found however it is written, and look-alikes raise no alarm."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospablik.errors import OfficeError
from gospablik.moderation.detection.distress.trouble import Trouble, distress
from gospablik.moderation.detection.distress.trouble_list import LIST, read

FOUND = {
    Trouble.FIRE: [
        "Пожар!!! горит дом на Ленина 5",
        "ГОРИМ ЛЮДИ",
        "у соседей дым валит из окна",
        "пажар горит сарай",
        "П О Ж А Р на Кирова",
        "Розетка искрит и дымит, что делать?",
        "лес горит прямо за посёлком",
        "горит!!! улица Строителей 12",
        "памагите гарим",
        "дети застряли в горящем доме",
        "Нет света, и трансформатор горит",
        "Вчера горел сарай, а сейчас опять горит!",
        "Баһаар! Дьиэ умайа турар",
        "pozhar na lenina",
    ],
    Trouble.HEAT: [
        "у нас нет тепла третий день дети мерзнут",
        "Батареи ледяные",
        "У меня грудной ребёнок, в комнате +13",
        "дома 12 градусов с ребенком сидим",
        "дом 5,нет отопления с утра",
        "нет атопления",
        "ЗАМЕРЗАЕМ!!!! НИКТО НЕ ЕДЕТ",
        "Котельная встала, посёлок замерзает",
        "второй раз за зиму остаёмся без отопления, прошлой зимой то же самое было",
        "2026 год на дворе, а в домах нет тепла",
        "отопление отрубили ночью, минус пятьдесят",
        "Платим за отопление, а тепла нет, дети мёрзнут",
        "В прошлом году было тепло, а сейчас нет отопления",
        "Плановое отключение кончилось, а тепла до сих пор нет",
    ],
    Trouble.WATER: [
        "воды нет с утра",
        "вторые сутки без воды весь дом",
        "водовозка не приехала",
        "Водопровод перемёрз на всей улице",
        "из крана ничего не течёт",
    ],
    Trouble.LIGHT: [
        "Свет отключили час назад",
        "света.нет",
        "опять вырубило свет во всём районе",
        "СВЕТ. НЕТ. УЖЕ. СУТКИ.",
        "нетсвета",
        "свет давно пропал",
        "Электричества не было всю ночь и нет",
        "Когда дадут свет? Сидим в темноте",
        "уот суох",
        "оборвало провода",
    ],
    Trouble.CHILD: [
        "пропал мальчик 8 лет в синей куртке, телефон не отвечает",
        "сын не вернулся домой из школы, уже 9 вечера",
        "потеряли девочку 5 лет в тц, помогите",
        "вчера пропал мальчик из Магана",
        "сын непришол со школы домой",
        "внучок на улицу вышел и нет его уже два часа, мороз",
        "Ребёнок до сих пор не дома",
        "оҕо сүттэ",
    ],
    Trouble.PERSON: ["Дедушка ушёл из дома и не вернулся", "муж не вернулся с охоты"],
    Trouble.SUICIDE: [
        "не хочу больше жить",
        "не хо4у жить",
        "Хочу умереть",
        "нехачу жить",
        "я не хочу больше так жить, нет сил",
        "без меня всем будет лучше",
        "подруга пишет, что хочет покончить с собой",
        "подросток стоит на крыше девятиэтажки",
        "жить больше нет смысла",
    ],
    Trouble.GAS: [
        "в подъезде сильно пахнет газом",
        "утечка газа на Кирова 10!!",
        "пахнит газам в подьезде",
        "газ шипит из трубы",
    ],
    Trouble.UNWELL: [
        "мужчина лежит на снегу возле магазина",
        "человек без сознания на остановке",
        "мужчина лежит безсознания",
        "скорая не едет уже час",
        "бабушка упала и не может встать",
        "на трассе заглохли, замерзаем, помогите",
        "сосед избивает жену",
    ],
    Trouble.ICE: [
        "провалились под лед на реке машина с людьми",
        "рыбаков унесло на льдине",
        "рыбак под лёд ушел возле Табаги",
        "ребёнок провалился в полынью",
        "тонет человек у причала",
    ],
}
NOT_FOUND = [
    "горю на работе",
    "умираю со смеху",
    "Сдохнуть можно от скуки в этом посёлке",
    "Не хочу жить в этом городе",
    "в прошлом году был пожар на складе",
    "В 2015 году пропал мальчик, так и не помогли",
    "Вчера прошли учения. Пожар условный",
    "у нас в школе была учебная эвакуация, дети думали пожар",
    "Новость читала про пожар в Перми, ужас",
    "смотрела фильм, там пропал мальчик",
    "Сериал «Провалились под лёд» снимают в Якутске",
    "А если пожар? Как пожарные проедут",
    "Не дай бог пожар",
    "Спасибо пожарным, быстро потушили",
    "фонари на улице не горят",
    "Ёлка горит красиво",
    "Глаза горят у детей, молодцы!",
    "цены горят, магазин закрывается",
    "Плановое отключение света 12 мая с 9 до 17, верно?",
    "Завтра плановое отключение воды, до скольки?",
    "Когда включат отопление в этом году?",
    "Свет дали, всем спасибо",
    "нет света в конце тоннеля",
    "На остановке нет света, темно",
    "пришел счет за отопление 12 тысяч",
    "Перерасчёт за декабрь, когда не было отопления, будет?",
    "в автобусе холодно, печка не работает",
    "Детям холодно на остановке, поставьте павильон",
    "дома сижу, на улице холод",
    "У вас совести нет",
    "В бассейне нет воды, когда откроют",
    "Вода в реке поднялась",
    "От автобусов воняет газом",
    "Когда газ проведут?",
    "газеты не приносят",
    "Пропала собака, верните",
    "у сына пропал интерес к учёбе",
    "Девочка нашлась, спасибо всем",
    "Ищу няню для ребёнка 3 лет",
    "плохо чистят дороги, человеку не пройти",
    "мне плохо от ваших обещаний",
    "Собака лежит на дороге",
    "Скорая не может проехать, почистите двор",
    "Тарифы нас убивают",
    "Посёлок тонет в грязи",
    "Проект провалился",
    "Нет смысла платить, жить стало дороже",
    "Огонь горит в сердцах ветеранов",
    "Дочку увезли в санаторий, спасибо",
    "Сериал про пожар посмотрели всей семьёй",
    "Лёд на реке уже крепкий?",
]
CASES = [(kind, text) for kind, texts in FOUND.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_trouble_of_now_is_found(kind: Trouble, text: str) -> None:
    found = distress(text)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_only_looks_like_trouble_raises_no_alarm(text: str) -> None:
    assert distress(text) is None


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_capitals_and_signs_around_hide_nothing(kind: Trouble, text: str) -> None:
    for written in (text.upper(), f"🔥🔥 {text}!!!", f"Здравствуйте.\n{text}"):
        found = distress(written)
        assert found is not None, written
        assert found.kind == kind


def test_the_gravest_trouble_is_told_first() -> None:
    found = distress("Нет воды, нет света, и дом горит")
    assert found is not None
    assert found.kind == Trouble.FIRE


def test_the_reason_quotes_the_resident() -> None:
    text = "Здравствуйте! У нас\u00a0НЕТ ТЕПЛА, помогите"
    found = distress(text)
    assert found is not None
    assert text[slice(*found.span)] == "НЕТ ТЕПЛА"
    assert found.reason == "нет тепла: «НЕТ ТЕПЛА»"


NUMBERS = {
    Trouble.FIRE: ["112", "101"],
    Trouble.GAS: ["112", "104"],
    Trouble.SUICIDE: ["8-800-2000-122", "112"],
    Trouble.CHILD: ["102", "112"],
    Trouble.PERSON: ["102", "112"],
    Trouble.UNWELL: ["103", "112"],
    Trouble.ICE: ["112", "101"],
    Trouble.HEAT: ["112"],
    Trouble.WATER: ["112"],
    Trouble.LIGHT: ["112"],
}


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_the_reply_names_whom_to_call_and_promises_no_repair(kind: Trouble, text: str) -> None:
    found = distress(text)
    assert found is not None
    assert [number for number in NUMBERS[kind] if number not in found.reply] == []
    for promise in ("исправим", "восстановим", "включим", "устраним", "приедем", "выедем", "скоро"):
        assert promise not in found.reply.lower()


def test_a_long_text_holds_nothing_up() -> None:
    hostile = ["а" * 100_000, "нет " * 25_000, "нет света горит не дом " * 5_000, "😀" * 100_000]
    started = time.process_time()
    for text in hostile:
        distress(text)
    assert time.process_time() - started < 20
    assert distress("🔥🚒😀" * 100) is None


@settings(max_examples=200)
@given(st.text() | st.lists(st.sampled_from([text for _, text in CASES])).map("\n".join))
def test_any_text_is_survived_and_the_span_is_within(text: str) -> None:
    found = distress(text)
    if found:
        start, end = found.span
        assert 0 <= start < end <= len(text)
        assert found.reason.startswith(f"{found.kind}: «")


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('kind = "FIRE"', 'kind = "FLOOD"'),
        ("[replies]", "[reply]"),
        ("within = 5", 'within = "пять"'),
        ("spare = [", "spare = [5, "),
        ("[replies]", "[[[replies"),
    ],
)
def test_a_spoilt_list_is_refused_in_russian(tmp_path: Path, good: str, bad: str) -> None:
    spoilt = tmp_path / "distress.toml"
    assert good in LIST.read_text("utf-8")
    spoilt.write_text(LIST.read_text("utf-8").replace(good, bad), "utf-8")
    with pytest.raises(OfficeError, match=r"Список бед не прочитан: distress\.toml"):
        read(spoilt)
