"""What a person reads about a standing: what to do next, and what stands where no text is."""

from gospablik.store.reconciliation import Compared, Standing

_REMARK = "Прочитайте замечание и исправьте пост: верните то, чего на нём не хватает."
ADVICE = {
    Standing.FACTS_DIFFER: (
        "Исправьте пост по сайту. Если ошибся сайт, исправьте новость: пост программы исправится"
        " вслед за ней, поставленный вручную исправьте сами. Если факты те же, а слова другие,"
        " делать ничего не нужно."
    ),
    Standing.SITE_CHANGED: (
        "Прочитайте, почему пост остался прежним. Исправьте его по сайту; если новости больше нет,"
        " решите, оставить ли пост."
    ),
    Standing.POST_CHANGED: (
        "Узнайте, кто и зачем правил пост. Верните слова сайта или внесите то же на сайт."
    ),
    Standing.NO_SOURCE: (
        "Выясните, откуда пост. Собственный материал, репост и пост регионального центра назовите в"
        " «Происхождении поста»; остальное опубликуйте на сайте или снимите со страницы."
    ),
    Standing.NO_POST: (
        "Прочитайте причину. Пост задержан или ждёт — устраните её, и он выйдет сам; поручен или"
        " отклонён — ответьте в «Поручениях»; в остальных случаях разместите его вручную."
    ),
    Standing.NOT_COMPARED: "Откройте новость и пост и сравните их сами.",
    Standing.IDENTICAL: _REMARK,
    Standing.SHORTENED: _REMARK,
}
"""For rows that are not good. Of the good standings only a post of ours may have lost something."""


def no_site_text(row: Compared) -> str:
    """What stands where a row has no text of the site."""
    found = row.standing not in (Standing.NO_SOURCE, Standing.OWN, Standing.REPOST)
    return "Текст новости не прочитан." if found else "Новости на сайте не найдено."


def no_post_text(row: Compared) -> str:
    """What stands where a row has no text of a post."""
    lacking = row.standing in (Standing.NO_POST, Standing.WAITS)
    return "Поста нет." if lacking else "Текст поста не прочитан."
