"""The form «Беда»: a resident's words, the ready answer, one word of assent."""

from typing import Any

from prefect.input import RunInput

from gospablik.moderation.links import one_line
from gospablik.moderation.troubles.case import NO, YES, TroubleCase, TroubleOnForm
from gospablik.templates import minute
from tasks.form_parts import choice, form, who
from tasks.markdown import cell


def trouble_form(case: TroubleCase) -> type[RunInput]:
    """Who answers and one word a comment; nothing is pre-set."""
    fields: dict[str, Any] = {"official": who(case.officials, "Кто отвечает")}
    for item in case.items:
        fields[f"item_{item.position}"] = choice(
            [YES, NO],
            item.position,
            f"{item.position}. {item.author}: «{one_line(item.text, 90)}»",
            f"«{YES}» — показанный ответ будет написан на странице; «{NO}» — не будет.",
        )
    return form("Беда", fields, _page(case))


def _page(case: TroubleCase) -> str:
    parts = [
        "**Если это беда, сначала позвоните 112 (ЕДДС).** Потом скажите, написать ли жителю готовый"
        " ответ: «да» — как показано, «нет» — уже отвечено иначе или беды нет. Программа узнаёт"
        f" беду по словам и может ошибаться. Слово ждут до {minute(case.until)}."
    ]
    for item in case.items:
        parts += [
            f"**{item.position}. {cell(item.what[:1].upper() + item.what[1:])}.**"
            f" {cell(item.author[:1].upper() + item.author[1:])}, {minute(item.told_at)},"
            f" страница {cell(item.page)}, [открыть на странице]({item.link})",
            f"> {cell(item.text, 1000)}",
            f"Программа нашла слова {cell(item.why)}.",
            _word(case, item),
            "Готовый ответ:",
            f"> {cell(item.reply, 1000)}",
        ]
    return "\n\n".join(parts)


def _word(case: TroubleCase, item: TroubleOnForm) -> str:
    said = f"Письмо дежурному ({cell(case.duty)}): {cell(item.word.words)}."
    if not item.word.lost:
        return said
    return (
        f"**Дежурный письмом НЕ извещён.** {said} Ответ говорит, что сообщение передают дежурному:"
        " прежде чем отвечать «да», сообщите ему сами."
    )
