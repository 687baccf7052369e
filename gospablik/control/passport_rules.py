"""The line of a passport about the rules of commenting: linked, and there (4.1). Pure."""

from gospablik.control.commenting_rules import Published
from gospablik.control.passport_page import Said
from gospablik.organisation import Page
from gospablik.store.tables import PageSeen, Result
from gospablik.templates import in_quotes, plural
from gospablik.text import stands_in

_WORST_FIRST = (Result.BAD, Result.NOT_CHECKED, Result.GOOD)


def links_rules(page: Page, seen: PageSeen) -> bool:
    """Whether the page links its rules of commenting."""
    bare = (page.rules_link or "").partition("://")[2].rstrip("/")
    return stands_in(bare, seen.description, seen.status, seen.site)


def rules_said(published: Published | None, *, linked: bool | None) -> Said:
    """Whether the rules of commenting are linked from the page and stand where the link leads.

    `published`: None if organisation.toml names no `rules_link`; `linked`: None if the page could
    not be read.
    """
    if published is None:
        todo = "Разместите на сайте текст, который стоит ниже, и укажите rules_link."
        return Said(Result.NOT_CHECKED, "где опубликованы правила, не указано", todo)
    there = _published(published)
    here = _linked(published, linked=linked)
    worst = min((here.result, there.result), key=_WORST_FIRST.index)
    todo = " ".join(filter(None, (here.todo, there.todo)))
    return Said(worst, f"{here.words}; {there.words}", todo)


def _linked(rules: Published, *, linked: bool | None) -> Said:
    if linked is None:
        return Said(Result.NOT_CHECKED, "страница не прочитана, стоит ли ссылка, неизвестно")
    if linked:
        return Said(Result.GOOD, "ссылка стоит")
    todo = "Добавьте ссылку на правила в описание страницы."
    return Said(Result.BAD, f"ссылки {rules.address} на странице нет", todo)


def _published(rules: Published) -> Said:
    if rules.unread:
        todo = "Откройте ссылку сами и сверьте правила с текстом, который стоит ниже."
        why = rules.unread.partition(" Не сделано:")[0]
        return Said(Result.NOT_CHECKED, f"правил не прочитать: {why}", todo)
    if rules.there:
        return Said(Result.GOOD, f"правила опубликованы: {rules.address}")
    lacking = len(rules.lacking)
    todo = "Опубликуйте там текст, который стоит ниже."
    if lacking * 2 > rules.lines:
        return Said(Result.BAD, f"по адресу {rules.address} правил нет", todo)
    number = plural(lacking, "строки", "строк", "строк")
    first = in_quotes(rules.lacking[0])
    return Said(Result.BAD, f"правила по ней не те: нет {number}, первая: {first}", todo)
