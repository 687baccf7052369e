"""The form «Ответы жителям»: what each asked, the ready answers, one choice a question."""

from typing import Any

from prefect.input import RunInput

from gospablik.moderation.asking.case import AnswerCase, AskedOnForm
from gospablik.moderation.asking.ready import LATER, MOST_WORDS
from gospablik.moderation.links import one_line
from gospablik.templates import minute
from tasks.answers import hours
from tasks.form_parts import choice, form, who, words
from tasks.markdown import cell


def answer_form(case: AnswerCase) -> type[RunInput]:
    """One choice a question, pre-set to «ответить позже», a field for own words, and the name."""
    fields: dict[str, Any] = {"specialist": who(case.officials, "Кто отвечает")}
    for item in case.items:
        fields[f"question_{item.position}"] = choice(
            list(case.choices),
            2 * item.position,
            f"{item.position}. {item.author}: «{one_line(item.text, 90)}»",
            _hint(item),
            default=LATER,
        )
        fields[f"words_{item.position}"] = words(
            2 * item.position + 1,
            f"{item.position}. Свои слова",
            "Только для «своими словами» (сам ответ) и «ответ есть в публикации» (её адрес).",
            most=MOST_WORDS,
        )
    return form("Ответы", fields, _page(case))


def _hint(item: AskedOnForm) -> str:
    hint = f"Тема: {item.topic}. Ждёт {hours(item.waits)}."
    if item.before:
        hint += f" Уже отвечали {item.before:%d.%m}: ещё раз — только своими словами."
    return hint


def _page(case: AnswerCase) -> str:
    parts = [
        "Ответ появится на странице под комментарием от её имени. Комментарии — не обращения по "
        f"59-ФЗ (п. 4.1). Ответа ждут до {minute(case.until)}, потом вопросы вернутся в очередь."
    ]
    for item in case.items:
        before = f" **Уже отвечали {item.before:%d.%m.%Y}.**" if item.before else ""
        parts += [
            f"**{item.position}. {cell(item.author)}**, {minute(item.asked_at)}, страница"
            f" {cell(item.page)}. Тема: {cell(item.topic)}. Ждёт {hours(item.waits)}.{before}",
            f"> {cell(item.text, 1000)}",
            f"{cell(item.post)}, [открыть на странице]({item.link})",
        ]
    parts.append("**Готовые ответы** (имя, день и тему программа впишет сама):")
    for title, text in case.samples:
        quoted = "  \n> ".join(cell(line) for line in text.splitlines() if line.strip())
        parts += [f"«{cell(title)}»:", f"> {quoted}"]
    return "\n\n".join(parts)
