"""What was decided about a block, in the words that people read everywhere."""

from datetime import datetime

from gospablik.organisation import Organisation
from gospablik.store.decisions import Decision, DecisionVerdict
from gospablik.templates import minute, plural

BLOCK, REFUSE = "заблокировать", "не блокировать"
WORDS = {DecisionVerdict.BLOCK: BLOCK, DecisionVerdict.REFUSE: REFUSE}
FOR_EVER = "бессрочно"


def term_words(days: int | None) -> str:
    """«30 дней»; None: for ever."""
    return plural(days, "день", "дня", "дней") if days else FOR_EVER


def verdict_words(decision: Decision) -> str:
    """«заблокировать на 30 дней», «заблокировать бессрочно», «не блокировать»."""
    if decision.verdict is DecisionVerdict.REFUSE:
        return REFUSE
    return f"{BLOCK} {'на ' if decision.days else ''}{term_words(decision.days)}"


def until_words(office: Organisation, decision: Decision) -> str:
    """«заблокировать до 25.12.2026 09:30», «заблокировать бессрочно», «не блокировать»."""
    if decision.verdict is DecisionVerdict.REFUSE:
        return REFUSE
    return f"{BLOCK} {end_words(office, decision.until)}"


def end_words(office: Organisation, until: datetime | None) -> str:
    """«до 25.12.2026 09:30»; None: for ever."""
    return f"до {minute(office.local(until))}" if until else FOR_EVER


def stands_words(office: Organisation, decision: Decision) -> str:
    """What holds where it could not be changed, and since when or from when on."""
    if decision.ended:
        return f"прежнее решение не возвращено: оно {decision.ended.value}"
    acts = minute(office.local(decision.acts_at))
    since = f" с {acts}" if decision.verdict is DecisionVerdict.BLOCK else ""
    return f"прежнее решение не изменено и остаётся в силе: {verdict_words(decision)}{since}"


def why_over(decision: Decision) -> str:
    """Why a decision is in force no more."""
    return decision.ended.value if decision.ended else "срок вышел"
