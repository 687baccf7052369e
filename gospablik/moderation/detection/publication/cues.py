"""How a resident says it: denies, asserts, asks, tells of himself, of another year, wishes."""

import re
from dataclasses import dataclass

from gospablik.moderation.detection.publication.words import Sentence
from gospablik.text.fact import Span
from gospablik.text.lexicon import words_of

_B, _E = r"(?<!\w)(?:", ")"
_FALSE = re.compile(
    _B + r"врань|вру(?:т|н|щ)|вр[её](?:т|шь)|врать|[сн]авра|лож(?:ь|н)|лж[еиё]|лг[аиу]"
    r"|не\s?правд|обман|фейк|брех|не\sверьте|не\sверю|сказк|показух|липов|выдум|не\sсоответств|недостоверн|дезинформ"
    r"|ошиб|опечатк|неверн|неправильн|не\sправильн|перепут|на\sсамом\sделе|по\sфакту|фактически"
    r"|в\sреальности|в\sдействительности|на\sдел[еу](?!\w)|ничего\sподобного|бред(?!\w)|чуш|ерунд"
    r"|не\sтак(?!\w)|какие\sтам|да\sладно|приписк|припис[аы]|для\sгалочки|на\sбумаге" + _E,
    re.IGNORECASE,
)
_STATING = re.compile(
    _B + r"всего|только|лишь|вообще-то|вообще\sто|поправ|исправ|уточн|точнее|оказыва|до\sсих\sпор"
    r"|максимум|от\sсилы|а\sне|даже\sне|написал|пишете|указа|уже\sдавно" + _E,
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\s*(?:а\s|и\s|но\s)?(?:когда|сколько|почему|где|куда|как|как(?:ой|ая|ие|ое)(?!\s(?:там\s)?\d)|зачем|кто|можно)(?!\w)"
    r"|.*(?<!\w)ли(?!\w)",
    re.IGNORECASE,
)
_END = re.compile(r"[?!\n…]+|\.(?=\s|$)")
_OTHER_TIME = re.compile(
    _B + r"прошл|позапрошл|раньше|ранее|прежде|(?:год|лет|месяц\w{0,2})\sназад|в\sтом\sгоду|в\sте\s"
    r"|при\sс(?:оветск|ссср)|когда-то|сначала|бывало|был[оаи]\s(?:раньше|же)|следующ|вчера|позавчера"
    r"|сегодня|сейчас\sна|ещ[её]\sв\s" + _E,
    re.IGNORECASE,
)
_OTHER_PLACE = re.compile(
    _B
    + r"в\sдруг(?:их|ом|ой)|соседн|в\s(?:других|чужих)|за\sграниц|по\sстране|везде|в\sмагазин"
    + _E,
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?<!\w)(?:в|во|на|из|под)\s(?=(?-i:[А-ЯЁҔҤӨҺҮ][а-яё]))", re.IGNORECASE)
_UNSURE = re.compile(
    _B + r"наверн|вроде|каж(?:ется|ись)|может(?!\w)|могли|возможно|видимо|похоже|если|бы(?!\w)|надо"
    r"|нужн|хоте|хоч|лучше|пусть|пускай|предлага|долж[не]|жела[ею]|мечта|думал|давайте|сделайте|дайте"
    r"|прос(?:им|ьба)|прошу|слышал|говорят|добавьте|увеличьте|пожалуйста|примерно" + _E,
    re.IGNORECASE,
)
_AGREES = re.compile(
    _B + r"спасибо|благодар|молодц|согласн|ура(?!\w)|здорово|отлично|супер|поздравл|наконец"
    r"|подтвержд|вс[её]\s(?:верно|правильно)|ждем|ждём|прид[её]м|приду(?!\w)|буд(?:ем|у)(?!\w)"
    + _E,
    re.IGNORECASE,
)
_OWN = words_of(
    """муж жена сын дочь дочка мама папа мать отец бабушка дедушка внук внучка сосед соседка брат
    сестра ребенок пенсия зарплата оклад кредит ипотека квитанция квартплата заплатил заплатила
    заплатили плачу платим платил платила получаю получаем получил получила купил купила купили
    отдал отдала отдали потратил потратила живу живем работаю жду ждем звонил звонила звонили
    стою стоим стоял стояла стояли хожу езжу ездил ездила сижу сидим беру берем"""
)
_SELF = frozenset(("я", "мы", "мой", "наш"))


@dataclass(frozen=True, slots=True)
class Manner:
    """What speaks for a statement against the post, and what against it; each 0 or more."""

    false: bool
    stating: bool
    against: float


def manner(text: str, said: Sentence, known: frozenset[str]) -> Manner:
    """How a sentence of a comment is meant; `known`: keys of the post."""
    start, end = said.span
    false = _FALSE.search(text) is not None
    against = (
        0.3 * _own(said, known)
        + 0.35 * (_OTHER_TIME.search(text, start, end) is not None)
        + 0.35 * _elsewhere(text, said, known)
        + 0.35 * (_UNSURE.search(text, start, end) is not None)
        + 0.25 * (_AGREES.search(text) is not None and not false)
    )
    return Manner(false, _STATING.search(text, start, end) is not None, against)


def asked(text: str, span: Span, at: int, how: Manner) -> float:
    """What speaks against a place of a sentence that is asked; «разве не 15?» denies too."""
    end = _END.search(text, at)
    question = (end is not None and "?" in end[0]) or _ASKS.match(text, *span) is not None
    return question * (0.1 if how.false else 0.35)


def _own(said: Sentence, known: frozenset[str]) -> bool:
    """«Я заплатил», «у нас», «пенсия»; not what the post itself is about."""
    own = [word for word in said.words if word.lemma in _SELF or {word.lemma, word.form} & _OWN]
    return any(word.lemma in _SELF or word.key not in known for word in own)


def _elsewhere(text: str, said: Sentence, known: frozenset[str]) -> bool:
    """«В Якутске», where the post does not name it, «в соседнем районе»."""
    if _OTHER_PLACE.search(text, *said.span):
        return True
    named = {found.end() for found in _PLACE.finditer(text, *said.span)}
    return any(word.span[0] in named and word.key and word.key not in known for word in said.words)
