"""Which words are verbs, and what they do."""

import re
from functools import lru_cache

from gospablik.text.morphology import parts_of_speech

_HEAVY = re.compile(
    "оштраф|штраф|наград|награж|отстран|выплат|выплач|компенсир|подар|запрет|запрещ|отмен|уволь|уволен"
    "|погиб|пострада|задерж|арест|снес|изъят|изыма|эвакуир|выдад|вруч|(?:^|вы|раз)дадут|лиш|привлек|суд|обвин"
    "|обещ|гарант|угрож|угроз|пригроз|банкр|перенес|перенос|расторг|конфиск|взыск|взима|продад"
    "|удвои|утрои|отлож|сорва|сгоре|рухну|обруш|отрав|заболе|умер|скончал|ранен|украд|похит"
    "|бесплатн|закро|закры|прекра|приостан|отказ|недоволен|недовол|возмущ|критик|контролир"
    "|освобод|допла|премир|присво|признан|призна|избран|избра|отклон|отверг|отозв|назначен|назнач|досроч"
)
_WEAK = re.compile(
    "ид[уеё]|жд[уеё]|ожида|проход|пройд|прош[ел]|работа|нач[аин]|провод|проведе|стои|ста[нл]|состав|получ"
    "|приним|пригла|ход[ия]|оста|откры|появ|наход|вед[её]|быва|действ|мо[гж]|хот[ия]|да[её]|дал"
    "|поступ|прид|приш|прих|заверш|законч|продолж|подой|подход|заним|занят|сдела|дела|сообщ|расска"
    "|напом|отме[тч]|сказа|говор|пиш|напи|звон|позвон|обра[тщ]|пода|направ|возьм|взять|узна|увид"
    "|най[дт]|наш[ел]|дост[ий]г|реш|выб[ие]р|голос|нуж|требу|запис|выйд|выход|вступ|предстоит|станет|смотр"
)
_VERBS = frozenset(("VERB", "INFN", "PRTS"))


@lru_cache(maxsize=20_000)
def heavy_verb(form: str) -> bool:
    """A verb that no other stands for: of an award, a fine, a refusal, a cancellation."""
    return is_verb(form) and bool(_HEAVY.search(form))


def light_verb(form: str) -> bool:
    """A verb that may stand for another of the same sentence."""
    return is_verb(form) and not heavy_verb(form)


def weak_verb(form: str) -> bool:
    """A verb that says little more than that something is: «идёт», «пройдёт», «работает»."""
    return is_verb(form) and bool(_WEAK.match(form))


def is_verb(form: str) -> bool:
    """A finite verb, an infinitive or a short participle."""
    return not _VERBS.isdisjoint(parts_of_speech(form))
