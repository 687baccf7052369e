"""The detector points at what breaks a rule, however written, and not at criticism or Sakha."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.detector.probes import FOLDER
from gospablik.moderation.detection.examine import examine
from gospablik.moderation.detection.hit import Kind, Tier
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
