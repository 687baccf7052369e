"""What a person is asked in the Prefect UI: forms rebuilt from the question's row each time."""

from typing import Any

from prefect.flow_runs import suspend_flow_run
from prefect.input import RunInput

from gospablik.control.errand_case import ErrandCase, ErrandOnForm
from gospablik.control.wording import WordingCase
from gospablik.ledger.errands import Said
from gospablik.moderation.block_case import BlockCase
from gospablik.moderation.decision_words import BLOCK, REFUSE
from gospablik.moderation.links import one_line
from gospablik.moderation.review_case import ANSWER, CHOICES, LATER, WARN, ReviewCase, ReviewItem
from gospablik.moderation.spots import quoted_spots
from gospablik.moderation.tuning.forms import TuningCase
from gospablik.templates import minute
from tasks.form_parts import choice, code, days, form, must, who, words
from tasks.highlighted import highlighted
from tasks.markdown import cell, text_block
from tasks.picture_parts import picture_lines

LEAVE, PUT = "оставить как есть", "записать в описание"
DECLINE, ACCEPT = "не принимать", "принять"


def ask(form: type[RunInput], key: str) -> Any:
    """Suspend the run until a person answers; the same key gets the same answer at a replay.

    No time limit of Prefect's: it would end as a failed run. Old questions are withdrawn by a pass.
    """
    return suspend_flow_run(wait_for_input=form, timeout=None, key=key)


def review_form(case: ReviewCase) -> type[RunInput]:
    """One choice a comment, pre-set to «решить позже», and the specialist's name, not pre-set."""
    fields: dict[str, Any] = {"specialist": who(case.officials)}
    for item in case.items:
        fields[f"comment_{item.position}"] = choice(
            list(CHOICES),
            item.position,
            f"{item.position}. {item.author}: «{one_line(item.text, 90)}»",
            "Почему в очереди: " + "; ".join(item.why),
            default=LATER,
        )
    fields["reason"] = words(
        90,
        "Пояснение к удалению",
        "Обязательно, если что-то удаляется (не короче трёх букв). Прочтут Глава, прокурор и сам"
        " автор, в ответе под постом — все: без имён и без повторения самих слов. Оно одно на все"
        " удаления этой формы.",
    )
    return form("Разбор", fields, _review_page(case))


def wording_form(case: WordingCase) -> type[RunInput]:
    """Who decides, and whether the shown text goes into the description. Nothing is pre-set."""
    fields: dict[str, Any] = {
        "official": who(case.officials),
        "verdict": choice([LEAVE, PUT], 1, "Решение", "Без согласия описание не меняется."),
    }
    return form("Описание", fields, _wording_page(case))


def tuning_form(case: TuningCase, page: str) -> type[RunInput]:
    """Who decides, and whether what is shown comes into force. Nothing is pre-set."""
    fields: dict[str, Any] = {
        "official": who(case.officials),
        "verdict": choice([DECLINE, ACCEPT], 1, "Решение", "Без согласия ничего не меняется."),
    }
    return form("Настройка", fields, page)


def block_form(case: BlockCase) -> type[RunInput]:
    """Who decides, what, for how long, why, and the personal one-time code. Nothing is pre-set."""
    fields: dict[str, Any] = {
        "official": who(case.officials, hint="Глава или заместитель (4.3)."),
        "verdict": choice([REFUSE, BLOCK], 1, "Решение", "Без решения автор не блокируется."),
        "days": days(2, case.default_days, case.most_days, "Нужно, только если автор блокируется."),
        "reason": must(3, "Причина", "Останется в деле и в письме о решении."),
        "code": code(4, "Код пришёл тому, кто решает. После пяти ошибок коды дела отменяются."),
    }
    return form("Решение", fields, _block_page(case))


def errands_form(case: ErrandCase) -> type[RunInput]:
    """What became of each errand, pre-set to «ещё не сделано», and who says so."""
    fields: dict[str, Any] = {"official": who(case.officials, "Кто отвечает")}
    for item in case.items:
        place = 2 * item.position
        what = item.errand.what
        fields[f"errand_{item.position}"] = choice(
            list(Said),
            place,
            f"{item.position}. {what[:1].upper()}{what[1:]}",
            _hint(item),
            default=Said.NOT_YET,
        )
        if item.asks_address:
            fields[f"address_{item.position}"] = words(
                place + 1,
                f"{item.position}. Адрес сделанного поста",
                "Скопируйте из браузера: по нему программа узнаёт свой пост.",
            )
    fields["reason"] = words(
        90, "Почему делать не нужно", "Обязательно, если что-то снимается; останется в журнале."
    )
    return form("Поручения", fields, _errands_page(case))


def _hint(item: ErrandOnForm) -> str:
    if item.refused:
        return (
            f"«{Said.AGAIN}»: когда причина отказа устранена. Сама программа к отклонённому не"
            f" вернётся; «{Said.DONE}» она проверит, если сеть даёт посмотреть."
        )
    return "«Сделано» программа проверит сама, если сеть даёт посмотреть."


def _review_page(case: ReviewCase) -> str:
    """Every comment whole, one below the other: the dialog is too narrow for a table."""
    parts = [
        "Комментарий удаляется, только если нарушает закон или правила сети, содержит оскорбление "
        "или явно искажает смысл публикации (п. 4.2). Критика нарушением не является.",
        f"«{ANSWER}» — нарушения нет, житель ждёт ответа: комментарий останется и попадёт в"
        f" «Вопросы жителей». «{WARN}» — комментарий останется, страница вежливо предупредит"
        " автора под ним; нарушением это не считается.",
    ]
    for item in case.items:
        history = f", прежних нарушений: {item.history}" if item.history else ""
        history += f", предупреждений: {item.warned}" if item.warned else ""
        parts += [
            f"**{item.position}. {cell(item.author)}**, {minute(item.written_at)}{history}",
            f"> {highlighted(item.text, quoted_spots(item.text, item.why), 1000)}",
            *picture_lines(item.pictures),
            *([f"**{cell(item.staff)}**"] if item.staff else []),
            f"{_where(item)}, [открыть на странице]({item.link})",
        ]
    return "\n\n".join(parts)


def _where(item: ReviewItem) -> str:
    if item.post_title:
        return f"Под постом «{cell(item.post_title, 120)}»"
    if item.post_seen_at and not item.where:
        return (
            f"Под постом «{cell(item.post_text, 600)}» (так он читался {minute(item.post_seen_at)})"
        )
    return cell(item.where)


def _errands_page(case: ErrandCase) -> str:
    parts = []
    for item in case.items:
        errand = item.errand
        press, _, text = errand.press.partition("\nТекст поручения:\n")
        if item.refused:
            parts.append(f"**{item.position}. Отклонено: {cell(errand.what)}.** {cell(errand.why)}")
            continue
        by = f" Сделать до {minute(errand.do_by)}." if errand.do_by else ""
        link = f" [Открыть на странице]({errand.link})" if errand.link else ""
        parts.append(f"**{item.position}. {cell(errand.what)}.**{by} {cell(press)}{link}")
        if text:
            parts.append(text_block(text))
    return "\n\n".join(parts)


def _wording_page(case: WordingCase) -> str:
    return "\n\n".join(
        [
            f"На странице **{cell(case.page_name)}** не указано, что она официальная (п. 3.5)."
            " Сейчас в описании:",
            text_block(case.before or "(пусто)"),
            "Станет:",
            text_block(case.text),
        ]
    )


def _block_page(case: BlockCase) -> str:
    parts = [f"Автор: **{cell(case.author)}**. Страница: {cell(case.page)}."]
    parts += [cell(case.episode, 600)] if case.episode else []
    for item in case.violations:
        told = f"автору сообщено {minute(item.told_at)}" if item.told_at else "автору не сообщено"
        where = f" под постом «{cell(item.post_title, 120)}»" if item.post_title else ""
        where += f", [где это было]({item.post_link})" if item.post_link else ""
        parts += [
            f"**Нарушение {item.number}.** Написано {minute(item.written_at)}{where}. "
            f"Основание: {cell(item.ground)}; комментарий {item.removed or 'удалён'}; {told}",
            *(f"> {cell(text, None)}" for text in item.texts),
        ]
        if item.same:
            elsewhere = [
                f"[{minute(one.written_at)}]({one.link})" if one.link else minute(one.written_at)
                for one in item.copies
            ]
            parts.append(f"**{item.same}** Ещё: {', '.join(elsewhere)}")
    parts += _block_questions(case)
    parts += [cell(words, 400) for words in (case.staff, *case.barred) if words]
    parts.append(
        f"{cell(case.takes_away, 800)} "
        f"**Если решения не будет до {minute(case.until)}, автор не блокируется.**"
    )
    return "\n\n".join(parts)


def _block_questions(case: BlockCase) -> list[str]:
    """What the author asked and nobody answered: to be answered whatever is decided."""
    if not case.questions:
        return []
    more = f" Ещё таких вопросов: {case.more_questions}." if case.more_questions else ""
    shown = []
    for one in case.questions:
        link = f" [открыть на странице]({one.link})" if one.link else ""
        shown += [f"> {cell(one.text, 300)}", f"{minute(one.written_at)}{link}"]
    return [f"**Его вопросы, на которые страница не ответила.**{more}", *shown]
