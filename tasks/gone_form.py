"""The form «Исчезнувшие новости»: what vanished from the site, and the posts that still stand."""

from typing import Any

from prefect.input import RunInput

from gospablik.reconciliation.gone_case import CHOICES, LATER, GoneCase, GoneOnForm
from gospablik.templates import minute
from tasks.form_parts import choice, form, who, words
from tasks.markdown import anchor, cell


def gone_form(case: GoneCase) -> type[RunInput]:
    """One choice an item, pre-set to «решить позже», and who decides, not pre-set."""
    fields: dict[str, Any] = {"official": who(case.officials)}
    for item in case.items:
        fields[f"item_{item.position}"] = choice(
            list(CHOICES),
            item.position,
            f"{item.position}. {item.title[:120]}",
            "Откройте адрес новости и проверьте, прежде чем снимать посты.",
            default=LATER,
        )
    fields["reason"] = words(
        90,
        "Пояснение",
        "Обязательно, если посты снимаются: без него решение не записывается.",
    )
    return form("Исчезнувшие", fields, _page(case))


def _page(case: GoneCase) -> str:
    parts = [
        "Сайт дважды, с разницей в несколько часов, ответил, что этих новостей у него нет, а посты"
        " о них стоят на страницах. Опубликованное должно соответствовать сайту (п. 3.2). Без"
        " Вашего решения ничего не снимается."
    ]
    for item in case.items:
        parts += [f"**{item.position}. {cell(item.title)}**. {_when(item)}"]
        if item.text:
            parts.append(f"> {cell(item.text, 600)}")
        posts = ", ".join(anchor(page, address) for page, address in item.posts)
        parts.append(f"{anchor('Адрес новости', item.link)}. Посты: {posts or 'уже сняты'}.")
    return "\n\n".join(parts)


def _when(item: GoneOnForm) -> str:
    if item.back or item.gone_since is None or item.gone_again_at is None:
        return "Страница новости снова открывается: снимать посты не нужно."
    return f"Не найдена {minute(item.gone_since)} и снова {minute(item.gone_again_at)}."
