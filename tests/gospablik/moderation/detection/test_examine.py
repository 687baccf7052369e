"""The detector points at what breaks a rule, however written, and not at criticism or Sakha."""

import random
import string
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.detector.probes import FOLDER
from gospablik.moderation.detection.distress.trouble import distress
from gospablik.moderation.detection.examine import examine
from gospablik.moderation.detection.hit import Kind, Tier
from gospablik.moderation.detection.personal.data import personal_data
from gospablik.moderation.detection.publication.mismatch import mismatches
from gospablik.regulation import Ground
from tests.gospablik.moderation.detection.slow import spent

ORDINARY = [
    "Херсон",
    "команда",
    "командный",
    "рубля",
    "рубли",
    "страховать",
    "подстраховать",
    "колебание",
    "мандат",
    "мандарин",
    "мандала",
    "небеса",
    "учебник",
    "требует",
    "требую",
    "употреблять",
    "сугроб",
    "хлеба",
    "себе",
    "тебе",
    "хулиган",
    "худой",
    "хутор",
    "ребёнок",
    "оскорблять",
    "вебинар",
    "ЕБРР",
    "дебаты",
    "стебель",
    "мебель",
    "себестоимость",
    "сук",
    "сукно",
    "баран",
    "козёл",
    "свинья",
    "хлеб",
    "судьба",
    "лебедь",
    "погребение",
    "ухудшение",
    "похудеть",
    "дурман",
    "дурной",
    "дурно",
    "барсук",
    "идиотизм",
    "идиотский",
    "дебильный",
    "дурацкий",
    "уродился",
    "уродливый",
    "чмокать",
    "мудрый",
    "бляха",
    "похуже",
    "хуже",
    "гондола",
    "педикюр",
    "страхуй",
    "подстрахуй",
    "застрахуем",
    "тупик",
    "тупой",
    "неблагоустроенный",
    "психует",
    "команды",
    "благо",
    "сукин",
]

CRITICISM = [
    "Воровство и бездельники! Стыдно, позор администрации!",
    "Дороги ужасные, отопления нет третий день, куда смотрит глава?",
    "Опять распилили бюджет, жулики и взяточники",
    "Дураки и дороги — две беды, а у нас одна дорога",
    "Это идиотизм — чистить снег в мае",
    "Врёте вы всё, хватит обещаний, в отставку!",
    "Синдром Дауна — не повод отказывать в садике",
]

SAKHA = [
    "Мин эбэтэр эн баран кэлиэхпит, олох үчүгэй",
    "Уһуйааҥҥа оҕолор бааллар",
    "Бүгүн халлаан ичигэс, тыал суох",
    "Хам турар уу, анал суол",
    "Дьон-сэргэ мустан ыһыах ыста",
    "Нэһилиэк олохтоохторо көмөлөстүлэр",
]

WRITTEN_AROUND = [
    "дурак", "ДУРАК!!!", "д.у.р.а.к", "д у р а к", "д-у-р-а-к", "дypaк", "дууурааак", "дур@к",
    "д\u200bу\u200bрак", "д\u0301урак", "дур*ак", "ид1от", "с-ука", "cyka", "6лядь", "п1дор",
    "xyй", "уёбок", "заебали", "ДуРаЧьё",
]  # fmt: skip


# What a fresh reader of the rules wrote to catch them out.
HARMLESS = [
    "Ваша собака опять бегает без поводка",
    "Вас покусала собака?",
    "Вы мусор когда вывезете",
    "Уберите мусор у вашего дома",
    "У вас корова пропала?",
    "Вам больной человек звонит",
    "Больные дети ждут вас по 3 часа",
    "Ваш петух орёт",
    "Вы пень у школы уберите",
    "Жирный минус вам",
    "Тупые ножи точу, вам на дом",
    "Крыса в подъезде, ваши действия?",
    "Алкаши у вас под окнами",
    "Депутаты, свиньи и козы бродят по посёлку!",
    "Собаки, администрация! Ребёнка покусали",
    "тараканы и крысы, управляющая компания молчит",
    "Завалю вас письмами",
    "Завалим вас жалобами",
    "Порву вам квитанции",
    "Повешу ваш плакат",
    "Закопаем трубу сами, вас не дождёмся",
    "Убью время, пока вас жду",
    "Расстрелять бы за такие дороги",
    "Русские и якуты вместе воевали, животные помогали фронту",
    "Колотые дрова и чурки, машина 25 тыс",
    "Чебуреки вкусные в кафе",
    "Ищу работу, есть права, пишите в личку",
    "Мошенники звонят: «Ваша карта заблокирована»",
    "Распродажа в универмаге",
    "Е.Б. Ушакова приём ведёт?",
    "Ж.О. Попов",
    "п*здравляю всех",
    "Хули*ганы бьют стёкла",
    "п..о поводу воды",
    "Овощ нынче дорогой",
    "Скот перегнали на летник",
    "Лох серебристый",
    "Идите в лес за брусникой",
    "Пошли в баню, а там закрыто",
    "звонили в ЖКХ 8(41151)4-12-34",
    "Перебитая труба второй месяц, перебитые стёкла",
    "небалуй ты его, пускай сам в школу ходит",
    "ху ис ху в списке депутатов",
    "ма нда рины привезли",
    "Не убейтесь там на лестнице у почты",
    "на кол сажали за такое при Грозном",
    "Шишки кедровые продаю 300 р ведро",
    "Грибы сушеные продам",
    "Фен продам, новый",
    "Чурка дров по чем? привезите 3 куба",
    "Даун-синдром у ребенка, есть ли группа в садике?",
    "Найдём на вас управу",
    "жми на кнопку светофора, не работает",
    "чебуреки у вокзала вкусные",
    "сучки на сосне подпилите",
    "Сука по кличке Найда ищет хозяев, стерилизована",
    "трахнуло током от столба",
    "Эбалар встречались в клубе",
    "Хулимсунт это где?",
    "Чмырёв Олег победил на лыжне",
    "Мудров В., Тупицын С., Лохов Д. — списки очередников",
    "ответа на a.p***va@yandex.ru нет",
    "угр03@ тяжел0е.как",
    "восточная 36, кадастровый номер 14:36:105012",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_nobody_is_asked_about_what_residents_write_every_day(text: str) -> None:
    found = examine(text)
    assert found.tier is not Tier.A
    assert all(hit.weight < 0.6 for hit in found.hits), found.hits


@pytest.mark.parametrize("word", ORDINARY)
def test_ordinary_words_are_not_shown(word: str) -> None:
    assert examine(word).tier is None


@pytest.mark.parametrize("text", CRITICISM + SAKHA)
def test_no_rule_is_met_by_criticism_or_sakha(text: str) -> None:
    assert examine(text).tier in (None, Tier.C)
    assert all(hit.kind is Kind.RUDE for hit in examine(text).hits)


def test_harsh_but_lawful_comments_are_never_in_the_first_tier() -> None:
    lines = (FOLDER / "criticism.txt").read_text("utf-8").splitlines()
    assert len(lines) >= 150
    assert [line for line in lines if examine(line).tier is Tier.A] == []


@pytest.mark.parametrize("text", WRITTEN_AROUND)
def test_words_are_found_however_written(text: str) -> None:
    assert examine(f"ну ты и {text} конечно").tier is Tier.A, text


def test_the_reason_shows_the_words_as_they_were_written() -> None:
    text = "Глава — Д.У.Р.А.К, и ты ид1от"
    [hit] = examine(text).hits
    assert hit.ground is Ground.INSULT
    assert hit.reason == "оскорбительное слово: «Д.У.Р.А.К», «ид1от»"
    assert text[slice(*hit.span)] == "Д.У.Р.А.К"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Я тебя убью, жди", Kind.THREAT),
        ("Узкоглазые, валите отсюда", Kind.HATRED),
        ("Продам меф, пишите в тг", Kind.DRUGS),
        ("Жгите военкомат, люди", Kind.CALL),
        ("Займ без отказа, пишите в лс", Kind.SPAM),
        ("Его телефон 8 914 222-33-44, звоните ему домой", Kind.PERSONAL),
        ("Вы все козлы", Kind.INSULT),
        ("Вы же просто бараны", Kind.INSULT),
        ("У нас мэр дебил", Kind.INSULT),
        ("Магазин „Надежда“ закрыт. Убью вас всех", Kind.THREAT),
        ("Вас найду и убью", Kind.THREAT),
        ("Иди на хуй", Kind.OBSCENE),
        ("тебя не переебать", Kind.OBSCENE),
        ("зар3жу тебя", Kind.THREAT),
        ("М е ф е д р о н, закладки, тг", Kind.DRUGS),
        ("Его номер 89I4222ЗЗ44", Kind.PERSONAL),
    ],
)
def test_each_kind_is_named(text: str, kind: Kind) -> None:
    found = examine(text)
    assert kind in {hit.kind for hit in found.hits}
    assert found.tier in (Tier.A, Tier.B)


@pytest.mark.parametrize(
    "text",
    [
        "Меня в управлении назвали дурой, где жаловаться?",
        "Кондуктор сказала мне: «Закрой рот, дура»",
        "Я дурак, что вам поверил",
        "Стоим на остановке как дураки",
        "Ст. 319 УК РФ — оскорбление представителя власти",
        "Козёл соседа съел капусту",
        "Берёзовые чурки для растопки",
    ],
)
def test_what_is_told_of_or_quoted_is_no_violation(text: str) -> None:
    assert examine(text).tier is not Tier.A
    assert all(hit.weight < 0.5 for hit in examine(text).hits if hit.kind is not Kind.RUDE)


def test_only_a_person_judges_sakha() -> None:
    found = examine("Бүгүн халлаан ичигэс, баран олох үчүгэй дьон кэллэ")
    assert found.sakha
    assert (found.tier, found.hits) == (None, ())
    assert examine("Бүгүн халлаан ичигэс. Иди на хуй, тварь").tier is Tier.A


def test_what_does_not_agree_with_the_post_is_the_last_tier() -> None:
    post = "Семьям вручили сертификаты: каждая получит по 12 000 рублей."
    found = examine("Неправда, на самом деле семьям вручили по 9 500 рублей", post)
    assert found.tier is Tier.C
    assert [hit.kind for hit in found.hits] == [Kind.MISMATCH]
    assert found.hits[0].ground is Ground.DISTORTION


def test_links_mail_addresses_and_mentions_are_no_words() -> None:
    found = examine("https://suka.test/дурак www.дурак.test #дурак @suka дурак@mail.test")
    assert [hit.kind for hit in found.hits] == [Kind.PERSONAL]


SLOW: dict[str, Callable[[random.Random], str]] = {
    "one star": lambda chance: _masked(chance, 7, 1),
    "two stars": lambda chance: _masked(chance, 8, 2),
    "a long word": lambda chance: _masked(chance, 12, 1),
    "in quotation marks": lambda chance: f"«{_masked(chance, 7, 1)}»",
    "parted by commas": lambda chance: f"{_masked(chance, 7, 1)},{_masked(chance, 7, 1)}",
    "a quotation mark inside": lambda chance: _masked(chance, 7, 1, '"'),
    "an emoji inside": lambda chance: _masked(chance, 6, 1, "🙂"),
    "at signs": lambda chance: _masked(chance, 8, 2, "@"),
    "dots": lambda chance: _masked(chance, 7, 1, "..."),
    "both scripts": lambda chance: _letters(chance, 7, RUSSIAN + string.ascii_lowercase),
    "by sound": lambda chance: _letters(chance, 8, "cyjw"),
    "Sakha": lambda chance: _masked(chance, 7, 1, "*", RUSSIAN + "ҕҥөһү"),
    "figures in words": lambda chance: _letters(chance, 8, "хпебуйд0346"),
    "letters that stand alone": lambda chance: chance.choice(RUSSIAN),
    "figures": lambda chance: _letters(chance, 4, string.digits),
}
RUSSIAN = "абвгдежзийклмнопрстуфхцчшщыьэюя"
POST = "15 ноября в 10:00 семьям вручили сертификаты: каждая получит по 12 000 рублей. " * 5


def _letters(chance: random.Random, many: int, of: str = RUSSIAN) -> str:
    return "".join(chance.choice(of) for _ in range(many))


def _masked(
    chance: random.Random, many: int, hidden: int, sign: str = "*", of: str = RUSSIAN
) -> str:
    letters = list(_letters(chance, many, of))
    for at in chance.sample(range(1, many - 1), hidden):
        letters[at] = sign
    return "".join(letters)


@pytest.mark.parametrize("kind", SLOW)
def test_a_comment_of_nothing_but_new_words_takes_less_than_50_ms(kind: str) -> None:
    """4,000 letters; other words each time, for what was read once is remembered."""
    for look in (
        examine,
        distress,
        lambda text: personal_data(text, POST),
        lambda text: mismatches(text, POST),
    ):
        times = []
        for seed in range(3):
            chance = random.Random(f"{kind} {seed} {look}")
            text = " ".join(SLOW[kind](chance) for _ in range(2_000))[:4_000]
            started = time.process_time()
            look(text)
            times.append(time.process_time() - started)
        assert min(times) < 0.05


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=300)
def test_any_text_is_looked_at_and_spans_lie_in_it(text: str) -> None:
    found = examine(text)
    assert 0 <= found.score <= 1
    for hit in found.hits:
        assert 0 <= hit.span[0] < hit.span[1] <= len(text)
        assert 0 < hit.weight <= 1


@pytest.mark.parametrize(
    "text",
    [
        "дурак" * 20000,
        "д." * 50000,
        "а б " * 25000,
        "@" * 100_000,
        "\u0301" * 100_000,
        "a@" * 50000,
        "х*" * 50000,
        "1 " * 50000,
        "🙂" * 100_000,
    ],
)
def test_no_text_holds_up_a_pass(text: str) -> None:
    """Beside an ordinary text as long; the best of three, for the collector may take its turn."""
    ordinary = "обычные слова про воду и дороги "
    floor = spent(examine, ordinary * (len(text) // len(ordinary)))
    assert spent(examine, text) < 20 * floor
