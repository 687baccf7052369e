"""Who answers for the pages: the offices that the regulation names."""

from typing import Any

from gospablik.organisation import Official
from gospablik.regulation import Office
from office.setup.dialogue import Dialogue, day
from office.setup.terminal import Unfit

KEYS = {
    Office.HEAD: "head",
    Office.DEPUTY: "deputy",
    Office.IT_HEAD: "it-head",
    Office.SPECIALIST: "specialist",
}
WHY = {
    Office.HEAD: "решает о блокировке",
    Office.DEPUTY: "решает о блокировке вместо Главы",
    Office.IT_HEAD: "получает контрольный отчёт; обязательно",
    Office.SPECIALIST: "ведёт страницы, разбирает комментарии",
}


def ask_people(on: Dialogue) -> None:
    """Fill [[official]]: each office once, then as many more as there are."""
    on.terminal.say(
        "", "— Должностные лица —", "Кто уволился, того не стирайте: впишите день «до»."
    )
    officials = on.answers.rows("official")
    for office in Office:
        held = [one for one in officials if one.get("office") == office.value]
        for official in held:
            _ask(on, official, f"{_title(office)}: фамилия и инициалы")
        if not held:
            _add(on, office)
    offices = list(Office)
    while True:
        words = [_title(office) for office in offices]
        chosen = on.terminal.choose("Ещё кто-нибудь? (Enter — больше никого)", words)
        if chosen < 0:
            return
        _add(on, offices[chosen])


def _title(office: Office) -> str:
    return f"{office.value[0].upper()}{office.value[1:]}"


def _add(on: Dialogue, office: Office) -> None:
    official: dict[str, Any] = {}
    on.terminal.say("", f"{_title(office)}: {WHY[office]}.")
    if not on.field(official, "name", Official, "Фамилия и инициалы", otherwise="Enter — нет"):
        return
    official |= {"key": _key(on, office), "office": office.value}
    on.answers.rows("official").append(official)
    _ask(on, official, None)
    if "mail" not in official:
        on.answers.rows("official").remove(official)
        on.terminal.say("  Без почты человек не записан: письма не дошли бы.")
    on.answers.keep()


def _key(on: Dialogue, office: Office) -> str:
    taken = {official["key"] for official in on.answers.rows("official")}
    first = KEYS[office]
    more = (f"{first}-{count}" for count in range(2, 100))
    return first if first not in taken else next(one for one in more if one not in taken)


def _ask(on: Dialogue, official: dict[str, Any], name: str | None) -> None:
    if name is not None:
        kept = official.get("name")
        if on.field(official, "name", Official, name) is None:
            on.answers.put(official, "name", kept)  # the ledger knows this person
    kept = official.get("mail")
    if on.field(official, "mail", Official, "Почта") is None:
        on.answers.put(official, "mail", kept)
    unlimited = "Enter — без срока"
    on.field(official, "since", Official, "Полномочия с", read=day, otherwise=unlimited)

    def until(words: str) -> Any:
        last = day(words)
        if official.get("since") and last < official["since"]:
            raise Unfit("«до» раньше, чем «с»")
        return last

    on.field(official, "until", Official, "Полномочия до (включительно)", read=until,
             otherwise=unlimited)  # fmt: skip
