"""What else residents write that day: what breaks the rules, and what only looks like it.

Everybody is invented, and so is every word; the telephone belongs to nobody.
"""

from office.demo.story import (
    ELSEWHERE_COMMENTS,
    FIRST_COMMENTS,
    FOURTH_COMMENT,
    KEEP,
    REMOVE,
    SECOND_COMMENT,
    THIRD_COMMENT,
)

UNLAWFUL = "удалить: нарушает закон"
AGAINST_RULES = "удалить: нарушает правила сети"
ON_THE_WALL = [
    (510, "Х*ёвая у вас вода, бл*ть, из крана ржавчина течёт", AGAINST_RULES),
    (511, "Слесарь, я тeбя yбью, только появись на нашей улице", UNLAWFUL),
    (512, "Вот номер нашего слесаря, звоните ему ночью: восемь девятьсот четырнадцать ноль ноль "
     "ноль ноль ноль пятнадцать", UNLAWFUL),
    (513, "Мефедр0н и соль, закладки по всему посёлку, пиши в тг", UNLAWFUL),
    (514, "Опять эти ч.у.р.к.и копают, гнать их из посёлка", UNLAWFUL),
    (515, "Поджечь надо эту контору, приходите ночью с бензином", UNLAWFUL),
]  # fmt: skip
"""Violations in disguise: author, words, what the specialist answers."""
WARN = "предупредить"
WARNED = (526, "Бл*ть, опять всю улицу перекопали, пройти негде")
"""Foul words about a fair cause: the comment stays, its author is warned."""
ASIDE = [
    (516, "3apa6oтoк в интернете без вложений, пиши в личку"),
    (517, "Неправда, воду отключат 28 ноября"),
]
"""Nobody is asked about these: they are shown for when there is time."""
IN_SAKHA = [
    (518, "Биһиги дьиэбитигэр уу суох. Уу хаһан кэлэрий?"),
    (519, "Эһиги үлэҕитигэр махтанабыт, оҕолорбутугар уу наада."),
]
"""«In our house there is no water. When will it come?» and «We thank you for your work, our
children need water»: shown to be read, judged by nobody."""
LAWFUL = [
    (520, "Скорбим вместе с семьёй Семёна Петровича. Весь посёлок убит горем, светлая ему память."),
    (521, "Статья 319 УК РФ: публичное оскорбление представителя власти наказывается штрафом до "
     "сорока тысяч рублей. Пишите вежливо, соседи."),
    (522, "Звонила в диспетчерскую, а мне ответили «сама дура» и бросили трубку. Разве так "
     "разговаривают с жителями?"),
    (523, "Глава администрации не справляется, начальник отдела ЖКХ за год ничего не сделал. "
     "Позор такой работе, обоим пора в отставку!"),
    (524, "Дозвонилась диспетчеру: 8-4112-00-00-01, трубку берут до вечера."),
    (506, "Воды нет уже с утра. Когда дадут воду?"),
    (507, "Скажите, когда воду дадут"),
]  # fmt: skip
"""Mourning, a quoted law, a quoted insult, criticism by office, a telephone that the news itself
names; the last two ask what others ask elsewhere."""
ASKED_ELSEWHERE = {
    "zhatay-ok": (508, "Когда дадут воду?"),
    "zhatay-telegram": (509, "А когда дадут воду, кто знает?"),
    "zhatay-max": (525, "Когда дадут воду, скажите"),
}
"""By the page's key: with those on the wall a mass question."""

QUESTION = FIRST_COMMENTS[0]
OWN_WORDS, ANSWER = "ответить: своими словами", "На Комсомольской воду не отключают."
"""What one resident asks, and what the specialist answers in «Ответы жителям»."""

TO_REMOVE = {
    **{
        text: REMOVE
        for _, text in (*FIRST_COMMENTS[3:], ELSEWHERE_COMMENTS[2], SECOND_COMMENT, THIRD_COMMENT)
    },
    **{text: choice for _, text, choice in ON_THE_WALL},
    FOURTH_COMMENT[1]: AGAINST_RULES,
}
"""What the specialist answers of each violation; of one he warns, of all else «оставить»."""
STAY_ON_THE_WALL = [*FIRST_COMMENTS[:3], *LAWFUL, *IN_SAKHA, *ASIDE, WARNED]
WALL = [*FIRST_COMMENTS, *((user, text) for user, text, _ in ON_THE_WALL), *STAY_ON_THE_WALL[3:]]
"""All of VK's comments of the morning, as they are written."""

_TELLING = 40


def answer_of(shown: str) -> str:
    """What the specialist chooses for the comment that begins in these words of the form."""
    said = {**TO_REMOVE, WARNED[1]: WARN}
    return next((choice for text, choice in said.items() if text[:_TELLING] in shown), KEEP)
