"""pydantic's complaints about organisation.toml in Russian: the key, what was found, what fits."""

import re
from typing import Any

from pydantic import ValidationError

_EXPECTED = {
    "missing": "обязательное значение",
    "extra_forbidden": "такого ключа нет; проверьте написание",
    "string_type": "строка в кавычках",
    "int_type": "целое число",
    "int_parsing": "целое число",
    "float_type": "число",
    "float_parsing": "число",
    "finite_number": "число",
    "bool_type": "true или false",
    "bool_parsing": "true или false",
    "date_type": "дата вида 2026-11-25",
    "date_parsing": "дата вида 2026-11-25",
    "date_from_datetime_parsing": "дата вида 2026-11-25",
    "date_from_datetime_inexact": "дата вида 2026-11-25, без времени",
    "time_type": "время вида 09:00:00",
    "time_parsing": "время вида 09:00:00",
    "list_type": "список",
    "model_type": "раздел с ключами",
    "too_short": "хотя бы одна запись",
}


def explain(problem: ValidationError) -> list[str]:
    """One line an error: «- page[2].mode: найдено «сам», ожидается одно из …»."""
    return [f"- {_where(e)}: {_found(e)}; ожидается {_expected(e)}." for e in problem.errors()]


def expected(problem: ValidationError) -> list[str]:
    """What would fit in each complaint's place, without saying where that is."""
    return [_expected(error) for error in problem.errors()]


def _where(error: Any) -> str:
    of_network = error["type"].startswith("union_tag")
    return _path(error["loc"]) + (".network" if of_network else "")


def _path(location: tuple[int | str, ...]) -> str:
    path = ""
    if location[:1] == ("page",) and len(location) > 2:
        location = (*location[:2], *location[3:])  # pydantic puts the page's network in between
    for part in location:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return path.lstrip(".") or "файл в целом"


def _found(error: Any) -> str:
    if error["type"] in ("missing", "union_tag_not_found"):
        return "не найдено"
    if error["type"] == "union_tag_invalid":
        return f"найдено «{error['ctx']['tag']}»"
    value = error["input"]
    if isinstance(value, dict | list):
        return "найдена таблица" if isinstance(value, dict) else f"найден список из {len(value)}"
    # Somebody wrote a password into an address: it is refused, and not shown in a log either.
    return f"найдено «{re.sub(r'//[^/@]*@', '//…@', str(value))}»"


def _expected(error: Any) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "union_tag_invalid":
        return f"одно из: {context['expected_tags']}"
    if kind == "union_tag_not_found":
        return "название сети: vk, ok, telegram или max"
    if kind in ("enum", "literal_error"):
        return "одно из: " + str(context["expected"]).replace(" or ", ", ")
    if kind == "string_pattern_mismatch":
        return (
            "почтовый адрес"
            if "@" in context["pattern"]
            else "короткий ключ: строчные латинские буквы, цифры и дефис"
        )
    if kind.startswith(("greater_than", "less_than")):
        bound = next(iter(context.values()))
        return f"число {'не меньше' if kind.startswith('greater') else 'не больше'} {bound}"
    if kind == "string_too_short":
        return f"строка не короче {context['min_length']} знаков"
    return _EXPECTED.get(kind, str(error["msg"]))
