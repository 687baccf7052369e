"""Clauses 3.3 and 3.4, which permit and do not oblige: figures, and nothing to break. Pure."""

from gospablik.control.issues import no_pages
from gospablik.control.model import WeekFigures
from gospablik.control.model_duties import Enriched
from gospablik.control.verdict import Issue, Level, Verdict, verdict
from gospablik.organisation import Organisation
from gospablik.templates import in_quotes, plural


def enriched(office: Organisation, figures: WeekFigures) -> Verdict:
    """Clause 3.3: how many posts went out with pictures, videos, files and links."""
    rule = (
        "Пункт разрешает, а не обязывает: нарушить его нельзя, числа — для сведения. Посты в режиме"
        " наблюдения программа не считает — не проверено."
    )
    issues, fine = _uncounted(figures), []
    for page, one in _pages(figures):
        fine.append(
            f"{page}: из {plural(one.posts, 'поста', 'постов', 'постов')} с картинками "
            f"{one.pictures}, с видео {one.videos}, с файлами {one.files}, со ссылками {one.links}"
        )
    return verdict("3.3", "картинки, видео и ссылки допускаются", rule, issues=issues, fine=fine)


def audience(office: Organisation, figures: WeekFigures) -> Verdict:
    """Clause 3.4: of the means that networks permit, the program has one, the repost."""
    rule = (
        "Пункт разрешает, а не обязывает. Программа расширяет аудиторию одним средством — репостами"
        " из списка источников (п. 3.2), которые решает сотрудник; рекламы и накруток она не "
        "делает. Что делают вручную в режиме наблюдения, она не видит — не проверено."
    )
    issues = _uncounted(figures)
    fine = [f"{page}: репостов {one.reposts}" for page, one in _pages(figures)]
    return verdict(
        "3.4", "аудитория расширяется допустимыми способами", rule, issues=issues, fine=fine
    )


def _pages(figures: WeekFigures) -> list[tuple[str, Enriched]]:
    by_key = {one.page: one for one in figures.duties.enriched}
    return [(in_quotes(page.name), by_key[page.key]) for page in figures.pages if not page.watched]


def _uncounted(figures: WeekFigures) -> list[Issue]:
    return no_pages(figures) + [
        Issue(
            Level.NOT_CHECKED,
            f"{in_quotes(page.name)}: режим наблюдения, что публикуют вручную — не посчитано",
            "Посмотрите на странице.",
        )
        for page in figures.pages
        if page.watched
    ]
