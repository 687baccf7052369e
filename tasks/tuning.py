"""The detector corrected by its users: what a change would do is shown, then a person agrees."""

from dataclasses import dataclass
from typing import Any, Final, Literal

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from gospablik.clock import now
from gospablik.errors import OfficeError
from gospablik.moderation.detection.own import NAME, Own, read_own
from gospablik.moderation.tuning import forms
from gospablik.moderation.tuning.effect import Effect, effect
from gospablik.moderation.tuning.forms import TuningCase
from gospablik.moderation.tuning.in_force import (
    InForce,
    accepted,
    in_force,
    judge_of,
    written,
)
from gospablik.moderation.tuning.proposal import LEAST_RULINGS, Proposal, propose
from gospablik.moderation.tuning.ruled import ruled
from gospablik.store.tuning import Tuned
from gospablik.templates import plural
from tasks.artifacts import show_if_new
from tasks.decisions import Written, key_of
from tasks.desk import Desk, desk, organisation_file
from tasks.forms import ACCEPT
from tasks.tuning_words import effect_page, proposal_page

WHAT = Literal["свои слова", "пороги"]
WORDS: Final = "свои слова"
LARGEST = 200_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A form of this run and the page above it; `ended`: why there is nothing to ask."""

    case: TuningCase | None = None
    page: str = ""
    ended: str = ""


@task(
    name="Сравнить свои слова",
    task_run_name="Сравнить свои слова",
    cache_policy=NO_CACHE,
)
def compare_words() -> Shown:
    """What words.toml as it lies there would change in what is said of the last month's comments.

    Raises OfficeError that says what is wrong with the file; nothing is in force then.
    """
    at, run = desk(), str(flow_run.id)
    with at.store.read() as session:
        case = forms.shown_by(session, at.office, Tuned.WORDS, run)
        now_by = in_force(session, at.office)
    if case is None:
        text = words_file()
        new = read_words(text)
        # What is in force may be unreadable: then any file that can be read is a change.
        if now_by.problem is None and new.said == read_words(now_by.words).said:
            return Shown(ended=_nothing_new(now_by.words))
        judge_of(text, "")  # names rules that there are
        with at.store.write() as session:
            case = forms.show(session, at.office, Tuned.WORDS, text, run=run, now=now())
    with at.store.read() as session:
        after = judge_of(case.content, accepted(session, at.office, Tuned.THRESHOLDS))
        found = effect(session, at.office, now_by.judge, after, now())
    return Shown(case, _show(at, "svoi-slova", "Что изменят свои слова", found))


@task(name="Предложить пороги", task_run_name="Предложить пороги", cache_policy=NO_CACHE)
def propose_thresholds() -> Shown:
    """Thresholds that the rulings speak for, and what they would change in the last month."""
    at, run = desk(), str(flow_run.id)
    with at.store.read() as session:
        case = forms.shown_by(session, at.office, Tuned.THRESHOLDS, run)
        now_by = in_force(session, at.office)
        known = ruled(session, at.office, now_by.judge, now())
        proposal = propose(known, now_by.judge.thresholds)
    if case is None:
        if proposal is None:
            return Shown(ended=f"решений {len(known)} из {LEAST_RULINGS}, предлагать рано")
        if proposal.thresholds == now_by.judge.thresholds:
            return Shown(ended="решения подтверждают прежние пороги, менять нечего")
        content = written(proposal.thresholds)
        with at.store.write() as session:
            case = forms.show(session, at.office, Tuned.THRESHOLDS, content, run=run, now=now())
    return Shown(case, _show_thresholds(at, case, now_by, proposal))


def _show_thresholds(at: Desk, case: TuningCase, now_by: InForce, proposal: Proposal | None) -> str:
    after = judge_of("" if now_by.problem else now_by.words, case.content)
    with at.store.read() as session:
        found = effect(session, at.office, now_by.judge, after, now())
    head = proposal_page(proposal) if proposal else ""
    return _show(at, "porogi", "Что изменят новые пороги", found, head=head)


@task(name="Записать решение", task_run_name="Записать решение", cache_policy=NO_CACHE)
def write_tuning(case: TuningCase, answer: Any) -> Written:
    """The official's answer; with an assent the next pass examines two weeks anew."""
    at = desk()
    with at.store.write() as session:
        refused = forms.answer(
            session,
            at.office,
            case,
            official_key=key_of(case.officials, answer.official),
            agreed=answer.verdict == ACCEPT,
            now=now(),
        )
    return Written(str(answer.verdict), refused)


def words_file() -> str:
    """The text of words.toml, beside organisation.toml; empty if there is none.

    Raises OfficeError if it cannot be read.
    """
    path = organisation_file().with_name(NAME)
    if not path.exists():
        return ""
    try:
        if path.stat().st_size <= LARGEST:
            return path.read_text("utf-8")
        why = f"он больше {LARGEST // 1000} кБ"
    except (OSError, UnicodeDecodeError) as problem:
        why = str(problem)
    raise OfficeError(
        f"Файл {NAME} не прочитан: {why}.",
        not_done="ничего не сравнено, детектор судит по-прежнему.",
        next_step=f"исправьте файл; образец — words.example.toml ({path}).",
    )


def read_words(text: str) -> Own:
    """As `read_own`; no file says nothing."""
    return read_own(text) if text else Own()


def _nothing_new(words: str) -> str:
    if words:
        return f"{NAME} уже принят в этом виде, менять нечего"
    return f"файла {NAME} нет рядом с organisation.toml; образец — words.example.toml"


def _show(at: Desk, key: str, title: str, found: Effect, head: str = "") -> str:
    show_if_new(key, effect_page(at.office, title, found, head), title)
    told = [f"Просмотрено {plural(found.looked, 'комментарий', 'комментария', 'комментариев')}"
            f" за месяц: внимания больше к {found.more}, меньше к {found.less}."]  # fmt: skip
    told.append(f"Какие и почему — на вкладке «Artifacts» этого запуска («{title}»).")
    return "\n\n".join([*([head] if head else []), " ".join(told)])
