"""Names and endings of flow runs, as a person reads them in Prefect's list."""

from collections.abc import Sequence

from prefect import get_client, get_run_logger
from prefect.runtime import flow_run

from gospablik.clock import now
from gospablik.ledger.carry import Carried
from gospablik.ledger.errands import Said
from gospablik.moderation.reply_subjects import action_words, of_trouble, of_warning, to_resident
from gospablik.store.ledger import Kind, State
from gospablik.templates import plural
from tasks.desk import desk


class RunIsRed(Exception):
    """Not all could be read or done. The words are whole: what happened, what was not done, what
    to do next.
    """


class ToldByLetter(RunIsRed):
    """Red for nothing but what an alarm of its own has told: «Тревога» writes no second letter."""


def started(title: str) -> str:
    """«Публикация, 25.11 09:00» in the organisation's zone: the name while it runs."""
    return f"{title}, {_time()}"


def waits(title: str, words: str) -> None:
    """Name a run that a person has to answer: «Разбор нарушений: ждёт решения, 2 комментария»."""
    _rename(f"{title}: {words}, {_time()}")


def finish(
    title: str,
    result: str,
    *,
    also: Sequence[str] = (),
    unread: Sequence[str] = (),
    problems: Sequence[str] = (),
    alarmed: Sequence[str] = (),
    carried: Sequence[Carried] = (),
    refused: str | None = None,
) -> str:
    """Name the run by its result, «Публикация: 3 новости, 25.11 09:00», and return the result.

    `problems`: what kept one step from its end, in whole sentences.
    `alarmed`: the same, but an alarm of its own has been written of it (`control/alarms.py`).
    `carried`: the actions of this run, as the ledger tells them. An errand is named, too: it
    stands on somebody's list, so the run is not red for it.
    `refused`: why an answer changed nothing; it stands in the name and in the log, which is what
    the page of a run shows.
    Raises RunIsRed if something could not be read or done: such a run is red, because «не
    проверено» is never «в порядке». All that could be done was done before.
    """
    undone = [action for action in carried if action.amiss]
    told = [action for action in carried if action.amiss or action.state is State.ERRAND]
    words = [result, *also]
    if unread:
        words.append("не всё прочитано")
    if problems or alarmed:
        words.append("не всё сделано")
    words += dict.fromkeys(f"{action_words(c)}: {c.state.words}" for c in told)
    away = len(desk().office.suspended_pages(now()))
    if away:
        words.append(f"приостановлено: {plural(away, 'страница', 'страницы', 'страниц')}")
    if desk().office.organisation.stop_all:
        words.append("всё остановлено, наружу ничего не уходит")
    if refused:
        words = [f"ответ не принят: {_brief(refused)}"]
        get_run_logger().warning(refused)
    _rename(f"{title}: {'; '.join(words)}, {_time()}")
    untold = [*unread, *problems, *([_told(undone)] if undone else [])]
    whole = " ".join(dict.fromkeys([*untold, *alarmed]))
    if untold:
        raise RunIsRed(whole)
    if alarmed:
        raise ToldByLetter(whole)
    return refused or "; ".join(words)


def _told(undone: Sequence[Carried]) -> str:
    what = dict.fromkeys(f"{action_words(c)}: {c.state.words} ({c.why})" for c in undone)
    todo = dict.fromkeys(_todo(action) for action in undone)
    return (
        f"{'; '.join(what)}. Не сделано: названное не подтверждено, остальное сделано. "
        f"Что делать: {'; '.join(todo)}."
    )


def _todo(action: Carried) -> str:
    match action.state:
        case State.REJECTED:
            if to_resident(action):
                by_hand = "предупредите автора" if of_warning(action) else "ответьте жителю"
                return (
                    "если комментария уже нет, писать некому: снимите в «Поручениях»; если отказала"
                    f" сеть, {by_hand} на странице вручную и отметьте это там"
                )
            return _after_a_refusal(action.kind)
        case State.MISSED:
            if of_trouble(action):
                return "жителю вовремя не отвечено: узнайте, решено ли дело, и ответьте сами"
            return _after_its_term(action.kind)
        case _:
            return "ждущее и неизвестное программа проверит сама при следующих запусках"


def _after_a_refusal(kind: Kind) -> str:
    """A refused removal lacks a ruling in force or its proof: no hand may replace that."""
    again = f"устраните причину, запустите «Поручения» и ответьте «{Said.AGAIN}»"
    or_by_hand = f"{again}, или сделайте это на странице вручную и ответьте там «{Said.DONE}»"
    match kind:
        case Kind.PUBLISH | Kind.REPOST | Kind.ATTACH:
            return or_by_hand
        case Kind.RESTORE:
            return (
                "если комментарий снова решено удалить, не возвращайте его; если отказала сеть,"
                f" {or_by_hand}"
            )
        case Kind.REPLY:
            return f"если решение об удалении отменено, автору не отвечайте; иначе {or_by_hand}"
        case Kind.UNBLOCK:
            return (
                "если об авторе действует другое решение о блокировке, доступ не возвращайте: он"
                f" вернётся с концом того срока; иначе {or_by_hand}"
            )
        case Kind.EDIT:
            return (
                "прочитайте причину; если пост на месте, исправьте его на странице вручную по"
                f" новости сайта, запустите «Поручения» и ответьте «{Said.DONE}»; если поста на"
                f" странице нет, снимите в «Поручениях»: «{Said.DROPPED}»"
            )
        case Kind.WITHDRAW:
            return (
                "если новость снова на сайте, делать ничего не нужно; если её нет, снимите пост на"
                f" странице вручную, запустите «Поручения» и ответьте «{Said.DONE}»"
            )
        case Kind.REMOVE:
            return (
                "вручную комментарий не удаляйте: решение о нём или доказательство не действует;"
                " новый текст автора программа рассмотрит сама, в остальном сообщите начальнику"
                f" отдела ИТ, {again}"
            )
        case Kind.BLOCK:
            return (
                "если решение Главы или доказательства не действуют, вручную автора не блокируйте:"
                f" при повторном нарушении программа спросит снова; если отказала сеть, {again}"
            )
        case Kind.DESCRIBE:
            return (
                "если описание успели изменить, запустите «Описание страницы» снова, а отклонённое"
                f" снимите в «Поручениях»: «{Said.DROPPED}»; если отказала сеть, {again}"
            )
        case Kind.MAIL:
            return (
                f"{again}, или сообщите содержание письма получателю иначе и ответьте там"
                f" «{Said.DONE}»"
            )


def _after_its_term(kind: Kind) -> str:
    match kind:
        case Kind.PUBLISH:
            return "пост, если он ещё нужен, опубликуйте на странице вручную"
        case Kind.REPOST:
            return "репост, если он ещё нужен, сделайте на странице вручную"
        case Kind.BLOCK:
            return "вручную автора не блокируйте: срок блокировки по решению уже вышел"
        case _:
            return "посмотрите, нужно ли это ещё; программа этого больше не сделает"


def _brief(refused: str) -> str:
    """The reason alone: the domain says in full what was not accepted and what was not done."""
    brief = refused.partition(". Не сделано:")[0]
    for beginning in ("Ответ не принят: ", "Решение не записано: "):
        brief = brief.removeprefix(beginning)
    return brief.rstrip(".")


def _time() -> str:
    return f"{desk().office.local(now()):%d.%m %H:%M}"


def _rename(name: str) -> None:
    if flow_run.id:
        with get_client(sync_client=True) as client:
            client.update_flow_run(flow_run.id, name=name)
