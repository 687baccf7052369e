"""Which side of a figure words tell: «до», «не более», «тяжелее», «и выше», «потолок —»."""

import re

from gospablik.text import lexicon
from gospablik.text.fact import Fact, Kind
from gospablik.text.token import Token

_PREPOSITIONS = {"с": "с", "со": "с", "от": "из"}
_DATED = (Kind.DATE, Kind.TIME, Kind.WEEKDAY, Kind.YEAR)
_DAY_TOLD_TWICE = {Kind.WEEKDAY, Kind.DATE}
_CEILINGS = lexicon.words_of("потолок предел лимит")
_GROWING = lexicon.words_of("дольше чаще дороже")
_BEHIND = lexicon.words_of("больше более выше дольше старше меньше менее ниже младше моложе")
_MODAL = lexicon.words_of("должен должна должно должны может могут")
# «Минувшее воскресенье» and «последнее» are no comparatives.
_COMPARATIVE = re.compile("..(?:[бвдлмптр]|ьн|нн)ее$")
_BETWEEN = ("чем", "возраста", "из")
_GREATER = lexicon.words_of("больше меньше выше ниже дороже дешевле более менее")
_DASH = re.compile(r"[)\s]{0,3}[-–—]\s?")
_UNBOUND = (Kind.RANGE, Kind.PHONE, Kind.LINK, Kind.PERSON)


def give_bounds(text: str, tokens: list[Token]) -> None:
    """Fills in the bound of each fact of a sentence; the word that told it tells nothing more."""
    bound, by = "", None
    for number, token in enumerate(tokens):
        if token.fact:
            following = tokens[number + 1].form if number + 1 < len(tokens) else ""
            token.bound = _bound(bound, token.fact, following)
            if _moved(tokens, number) or (bound in ("с", "из") and _place(text, token)):
                token.bound = ""
            if token.bound and by is not None and by.form not in lexicon.BOUNDS:
                by.content = False
            token.bound = (
                _bound_behind(tokens, number) or _till(text, tokens, number) or token.bound
            )
            if text[token.span[1] : token.span[1] + 1] == "+":
                token.bound = "от"
            before = tokens[number - 1].fact if number else None
            if not token.bound and before and {before.kind, token.fact.kind} == _DAY_TOLD_TWICE:
                token.bound = tokens[number - 1].bound
        side = "" if token.fact else _side(tokens, number)
        if side:
            bound, by = _PREPOSITIONS.get(token.form, side), token
            if token.form == "бы":
                tokens[number - 1].content = False
        elif token.form not in _BETWEEN and not (token.form == "на" and _than(tokens, number)):
            bound, by = "", None


def _side(tokens: list[Token], number: int) -> str:
    """That of the word, «не» and «самое» before it reckoned with."""
    form, before = tokens[number].form, tokens[number - 1].form if number else ""
    if form == "бы" and before == "хотя":
        return "от"
    side = _side_of(form)
    turned = _denied(tokens, number) or (before == "самое" and form in ("позднее", "раннее"))
    return lexicon.OPPOSITE.get(side, side) if turned else side


def _than(tokens: list[Token], number: int) -> bool:
    """«Не более чем на 5 %» is a bound, «больше на 5 %» a difference."""
    return number > 0 and tokens[number - 1].form not in _GREATER


def _moved(tokens: list[Token], number: int) -> bool:
    """«С мая на сентябрь»: nothing begins in May."""
    fact, behind = tokens[number].fact, tokens[number + 1 : number + 3]
    if fact is None or len(behind) < len(("на", "сентябрь")) or behind[0].form != "на":
        return False
    other = behind[1].fact
    return other is not None and other.kind is fact.kind


def _place(text: str, token: Token) -> bool:
    """«От 15-го дома» is «от дома 15»."""
    number = token.fact is not None and token.fact.kind is Kind.NUMBER
    return number and text[slice(*token.span)].endswith("-го")


def _till(text: str, tokens: list[Token], number: int) -> str:
    """«1 апреля (9:00) — 30 июня»: the dash behind the hour means «до»."""
    before, fact = tokens[number - 1] if number else None, tokens[number].fact
    if before is None or before.fact is None or fact is None or fact.kind is not Kind.DATE:
        return ""
    gap = text[before.span[1] : tokens[number].span[0]]
    hour = before.fact.kind in (Kind.TIME, Kind.WEEKDAY)
    return "до" if hour and _DASH.fullmatch(gap) else ""


def _side_of(form: str) -> str:
    """«От», «до» or «около» for a word that says which side of a figure is meant, or empty."""
    if form == "по":
        return form
    if form.startswith(("превы", "достигш")):
        return "от"
    if form in lexicon.BOUNDS or form in _CEILINGS:
        return lexicon.BOUNDS.get(form, "до")
    if form == "ок":
        return "около"
    # «Тяжелее 3,5 тонны», «длиннее метра»: any comparative but those that make it less.
    return "от" if form in _GROWING or _COMPARATIVE.search(form) else ""


def turned_by_not(tokens: list[Token], number: int) -> bool:
    """«Не более», «не тяжелее», «не должен превышать»: a bound rather than a denial."""
    following = tokens[number].form
    if following in lexicon.TURNED_BY_NOT or following.startswith("превы"):
        return True
    behind = tokens[number + 1 : number + 3]
    if following in _MODAL and behind and behind[0].form.startswith("превы"):
        return True
    return bool(_COMPARATIVE.search(following)) and any(token.fact for token in behind)


def _denied(tokens: list[Token], number: int) -> bool:
    """Whether «не» stands before the word of a bound, or before «должен» in front of it."""
    form, before = (
        tokens[number].form,
        [token.form for token in tokens[max(0, number - 2) : number]],
    )
    if before[-1:] == ["не"]:
        return turned_by_not(tokens, number)
    return form.startswith("превы") and before[:1] == ["не"] and before[-1] in _MODAL


def _bound_behind(tokens: list[Token], number: int) -> str:
    """«58 тысяч и больше», «три года или дольше», «пятого разряда и выше»."""
    forms = [token.form for token in tokens[number + 1 : number + 5]]
    joint = next((n for n, form in enumerate(forms[:3]) if form in ("и", "или")), None)
    if joint is None or any(token.fact for token in tokens[number + 1 : number + 1 + joint]):
        return ""
    word = forms[joint + 1] if joint + 1 < len(forms) else ""
    behind = tokens[number + joint + 3] if number + joint + 3 < len(tokens) else None
    if behind and (behind.fact or behind.form == "чем"):
        return ""
    if word not in _BEHIND:
        return ""
    tokens[number + joint + 2].content = False
    return _side_of(word)


def _bound(bound: str, fact: Fact, following: str) -> str:
    """What a preposition says of the fact behind it; «с 5 детьми», «по 500 рублей»: nothing."""
    if fact.kind in _UNBOUND:
        return ""
    if bound == "с":
        aged = following in ("лет", "года", "класса", "месяцев")
        return "от" if fact.kind in _DATED or aged else ""
    if bound == "по":
        return "до" if fact.kind is Kind.DATE and fact.value.count("-") > 2 else ""
    if bound == "из":
        # «Постановление от 15 мая» is of that day.
        return "" if fact.kind is Kind.DATE else "от"
    return bound
