"""Why what was found may be a mistake: said beside each reason, whoever decides. Pure."""

from gospablik.moderation.again import AGAIN, RESTORED

_OPENS, _CLOSES = " (может быть ошибкой: ", ")"
_BY_WORDS = "программа судит по словам, а не по смыслу"
_DOUBTS = {
    AGAIN: "автор мог привести удалённое, чтобы возразить; если ошибкой было само удаление, его "
    "отменяют формой «Отменить решение»",
    RESTORED: "удаление могло не состояться; вернуть комментарий мог другой администратор или сеть",
    "sample-": "",
    "pointed": "",
    "insult": "критика работы или решения — не оскорбление; слово бывает цитатой, иронией, сказано "
    "о себе или о вещи",
    "ill-wish": "сердитый оборот ещё не оскорбление: посмотрите, о ком он",
    "obscene": "бывает цитата, фамилия, название или похожее обычное слово",
    "threat": "может быть преувеличение, шутка или пересказ чужих слов",
    "hatred": "может быть рассказ о чужих словах или возмущение ими",
    "drugs": "может быть жалоба или просьба принять меры",
    "call": "может быть вопрос или возмущение чужим призывом",
    "spam": "может быть вопрос или предупреждение о мошенниках",
    "personal": "данные могут быть самого автора или организации, которая сама их называет",
}
"""By how a rule's name begins: where the rule itself names no doubt."""


def with_doubt(reason: str, doubt: str) -> str:
    """Both as a finding keeps them."""
    return f"{reason}{_OPENS}{doubt.removeprefix('может быть ')}{_CLOSES}" if doubt else reason


def parted(rule: str, kept: str) -> tuple[str, str]:
    """Of a finding: its reason and why it may be a mistake; empty for a comment drawn at random."""
    reason, opens, doubt = kept.partition(_OPENS)
    if opens:
        return reason, doubt.removesuffix(_CLOSES)
    of_rule = (words for begins, words in _DOUBTS.items() if rule.startswith(begins))
    return kept, next(of_rule, _BY_WORDS)
