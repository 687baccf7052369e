"""The words of the day. Everybody in it is invented; nobody's real text is repeated."""

from office.stack import MAILBOX

GROUP = 217000001
MAIL = MAILBOX
MAILBOX_LOGIN, MAILBOX_PASSWORD = "smm", "sandbox-mailbox"
"""The sandbox's own, for the mailbox of MAIL."""
KEYS_OF = {"owner": "Окружная Администрация (демонстрация)", "holder": "учреждение"}
"""Whose the keys of every page are: a specially created account (clause 2.2)."""


def description(sandbox: str) -> str:
    """What each page says of itself: that it is official, mail, and where the rules stand."""
    return (
        "Официальная страница Окружной Администрации Городского округа «Жатай». "
        f"Новости посёлка, объявления, ответы на вопросы. Почта: {MAIL}. "
        f"Правила комментирования: {rules_link(sandbox)}"
    )


def rules_link(sandbox: str) -> str:
    """The page of the official site with the rules of commenting."""
    return f"{sandbox}/site/rules/"


TOKENS = {
    "community": "vk1.a.demo-community-key",
    "service": "demo-service-key",
    "user": "vk1.a.demo-user-key",
}

RESIDENTS = {
    501: ("Айталина", "Егорова"),
    502: ("Борис", "Ворчалов"),
    503: ("Вера", "Кузьмина"),
    504: ("Геннадий", "Грубиянов"),
    505: ("Дарья", "Резкина"),
    506: ("Елена", "Вопросова"),
    507: ("Жанна", "Спросова"),
    508: ("Захар", "Ожидаев"),
    509: ("Ия", "Терпелова"),
    510: ("Кирилл", "Матерков"),
    511: ("Лев", "Грозилов"),
    512: ("Михаил", "Болтунов"),
    513: ("Ник", "Неизвестный"),
    514: ("Олег", "Враждин"),
    515: ("Павел", "Поджогин"),
    516: ("Рита", "Рекламова"),
    517: ("Степан", "Спорщиков"),
    518: ("Сардаана", "Аммосова"),
    519: ("Туйаара", "Павлова"),
    520: ("Раиса", "Печалина"),
    521: ("Семён", "Законников"),
    522: ("Тамара", "Обидина"),
    523: ("Ульяна", "Критикова"),
    524: ("Фаина", "Звонарёва"),
    525: ("Харитон", "Жданов"),
    526: ("Цырен", "Дорожников"),
}

NEWS = [
    {
        "title": "Отключение холодной воды 27 ноября",
        "announce": "Плановые работы на улице Северной с 10:00 до 16:00.",
        "text": "27 ноября с 10:00 до 16:00 на улице Северной, дома 1–15, не будет холодной воды: "
        "«Водоканал» меняет задвижку.\n\nПодвоз воды: к дому 7 в 12:00 и 15:00. "
        "Телефон диспетчера: 8 (4112) 00-00-01.",
    },
    {
        "title": "Открыта запись в секцию лыжного спорта",
        "announce": "Набираем детей от 8 до 12 лет.",
        "text": "Спортивная школа посёлка набирает детей от 8 до 12 лет в секцию лыжного спорта. "
        "Занятия по вторникам и четвергам в 15:30, запись бесплатная.\n\n"
        "Справка от врача обязательна.",
    },
    {
        "title": "Публичные слушания по бюджету",
        "announce": "Слушания пройдут 3 декабря в 17:00 в здании администрации.",
        "text": "Публичные слушания по проекту бюджета пройдут 3 декабря в 17:00 в здании "
        "администрации, второй этаж, зал заседаний.\n\nПредложения принимаются до 1 декабря.",
    },
]
PICTURED = 2
"""Which of the news has a picture."""
SPOILT = {
    "title": "Ярмарка местных товаров",
    "announce": "Ярмарка пройдёт 29 ноября с 11:00.",
    "text": "Ярмарка местных товаров пройдёт 30 ноября с 12:00 до 15:00 на площади у клуба.",
}
"""The feed and the article page name different days: the post has to be held back."""
CORRECTION = ("29 ноября с 11:00", "30 ноября с 12:00 до 15:00")
"""What the specialist makes of it, by the page."""

EDITED = 0
"""Which of the news the site changes after its posts went out."""
EDIT = ("16:00", "18:00")
"""What stood there, and what stands there now: the posts have to follow."""
BY_HAND = "Сдаётся помещение бывшей пекарни, 64 кв. м. Телефон: 8 (4112) 00-00-02."
"""An employee puts this on VK's wall; the site says nothing of it."""
HAND_EDITED = 2
SLIP = ("3 декабря", "4 декабря")
"""Somebody edits that post in OK by hand, and the date is wrong now."""

FIRST_COMMENTS = [
    (501, "Скажите, пожалуйста, а на Комсомольской тоже отключат?"),
    (502, "Опять! Третий раз за осень. Безобразие, за что мы платим?"),
    (503, "Спасибо, что предупредили заранее."),
    (504, "Диспетчер там сидит идиот, дозвониться невозможно"),
    (505, "Какой д.е.б.и.л это придумал, в такой мороз"),
]
ELSEWHERE_COMMENTS = [
    (503, "Спасибо, передам соседям."),
    (505, "А раньше предупредить нельзя было? Ничего не успеваем."),
    (504, "Идиот на идиоте в этой администрации"),
]
"""What residents write in each of the other networks: thanks, anger, an insult."""
SECOND_COMMENT = (504, "Идиоты вы там все, и дети ваши такие же")
THIRD_COMMENT = (505, "Сами вы д.е.б.и.л.ы, все до одного")
FOURTH_COMMENT = (510, "Ох*ели вы там, бл*ть, все до единого")
"""Of one more who was told already; about blocking its author nobody decides."""
LAPSED = "истекло без решения (не заблокировано): "
"""How the weekly letter counts such cases."""
TAKEN_BACK = FIRST_COMMENTS[4]
"""The removal that is taken back in the afternoon."""

TOPIC = 0
"""Under the post of which of the news they write."""

CORRECT = "исправить текст"
REMOVE = "удалить: оскорбление"
KEEP = "оставить"
