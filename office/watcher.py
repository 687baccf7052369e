"""Looks from another machine whether the office still works, and mails when it has been silent.

Stands alone: copy this one file, Python 3.11 or newer, nothing else. Not started by `./run`.

    python3 watcher.py --config watcher.toml            every few minutes, until it is stopped
    python3 watcher.py --config watcher.toml --once     one look, for cron or a systemd timer
    python3 watcher.py --config watcher.toml --letter   a letter to try the mail

watcher.toml:

    server = "http://127.0.0.1:4200"    # Prefect as this machine reaches it, say through a tunnel
    name = "ГО «Жатай»"                 # who is silent; stands in the letter
    sender = "smm@example.ru"
    to = ["it@example.ru"]
    silent_minutes = 120
    every_minutes = 5
    state = "watcher.state.json"        # beside watcher.toml, unless the path is absolute
    [smtp]
    host = "smtp.example.ru"
    port = 465
    login = "smm@example.ru"
    encryption = "tls"                  # "tls", "starttls", or "нет": this machine's own server

Secrets come from the environment: WATCHER_SMTP_PASSWORD and, if Prefect asks for a password,
WATCHER_PREFECT_AUTH=имя:пароль.

A sign of life is a run that ended well. So silence is a server that does not answer as well as one
whose runs fail, wait or do not begin. Told apart from silence: that the last run of a flow whose
work is a letter failed. The office cannot write that its mail is out of order; this machine's can.
"""

import argparse
import base64
import json
import os
import smtplib
import ssl
import sys
import time
import tomllib
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LOCAL = {"localhost", "127.0.0.1", "::1"}
NEWEST = {
    "sort": "END_TIME_DESC",
    "limit": 1,
    "flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}},
}
"""What Prefect is asked for: the run that ended last of those that ended well."""
LETTERS = ("Еженедельный контроль", "Тревога")
"""Flows that do nothing but write."""
_FAILED = ("FAILED", "CRASHED")
_TIMEOUT = 20.0
_ENCRYPTIONS = ("tls", "starttls", "нет")


class Trouble(Exception):
    """Something that the administrator has to know; in Russian."""


class NoSign(Exception):
    """Prefect was not asked or did not answer; why, in Russian."""


@dataclass(frozen=True, kw_only=True)
class Smtp:
    """Where letters are handed in."""

    host: str
    port: int = 465
    login: str = ""
    encryption: str = "tls"


@dataclass(frozen=True, kw_only=True)
class Config:
    """watcher.toml, and the secrets of the environment."""

    server: str
    name: str
    sender: str
    to: list[str]
    smtp: Smtp
    state: Path
    silent_minutes: int = 120
    every_minutes: int = 5
    password: str = field(default="", repr=False)
    auth: str = field(default="", repr=False)


@dataclass
class State:
    """What outlives a restart. `alive_at`: the last sign of life, ISO, UTC. `unsent`: the flows of
    LETTERS that were told to have failed.
    """

    alive_at: str = ""
    told: bool = False
    unsent: list[str] = field(default_factory=list)


def main() -> int:
    """Exit code: 0 after a look that could be told, 1 if a letter did not leave, 2 bad settings."""
    parser = argparse.ArgumentParser(description="Сторож госпаблика на другой машине.")
    parser.add_argument("--config", type=Path, required=True, help="watcher.toml")
    parser.add_argument("--once", action="store_true", help="посмотреть один раз")
    parser.add_argument("--letter", action="store_true", help="отправить пробное письмо")
    asked = parser.parse_args()
    try:
        config = read_config(asked.config)
    except Trouble as problem:
        print(problem, file=sys.stderr)
        return 2
    try:
        if asked.letter:
            send(config, "проба", "Сторож может отправлять письма.", f"trial-{time.time_ns()}")
        elif not asked.once:
            watch(config)
        else:
            look(config, datetime.now(UTC))
    except Trouble as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def watch(config: Config) -> None:
    """Look again and again, until the process is ended."""
    while True:
        try:
            look(config, datetime.now(UTC))
        except Trouble as problem:
            print(problem, file=sys.stderr, flush=True)
        time.sleep(config.every_minutes * 60)


def look(config: Config, now: datetime) -> None:
    """One look at `now` (aware), and the state kept.

    Raises Trouble if a letter did not leave; the next look sends it.
    """
    state = read_state(config.state)
    _look_for_life(config, state, now)
    _look_at_letters(config, state)


def _look_for_life(config: Config, state: State, now: datetime) -> None:
    seen, why = None, "сервер отвечает, но удачных запусков нет"
    try:
        seen = newest_success(config)
    except NoSign as problem:
        why = str(problem)
    signs = [datetime.fromisoformat(state.alive_at)] if state.alive_at else []
    signs += [seen] if seen else []
    # Begun just now, with nothing seen: the time runs from here. No sign is of the future.
    alive = min(max(signs, default=now), now)
    state.alive_at = alive.isoformat()
    write_state(config.state, state)  # before the letter: unkept, it would be sent at every look
    silent = now - alive > timedelta(minutes=config.silent_minutes)
    if silent and not state.told:
        send(
            config, "не работает", _silence(config, alive, now, why),
            f"silent-{int(alive.timestamp())}",
        )  # fmt: skip
    elif state.told and not silent:
        send(config, "снова работает", _all_clear(alive), f"alive-{int(alive.timestamp())}")
    state.told = silent
    write_state(config.state, state)


def _look_at_letters(config: Config, state: State) -> None:
    try:
        failed = {name: run for name in LETTERS if (run := _failed_run(config, name))}
    except NoSign:
        return  # told as silence, if it lasts
    for name, run in failed.items():
        if name not in state.unsent:
            send(config, f"«{name}»: письмо не ушло", _unsent(config, name, run), f"unsent-{run}")
            state.unsent.append(name)
            write_state(config.state, state)
    for name in [one for one in state.unsent if one not in failed]:
        words = f"«{name}»: последний запуск удачен.\n"
        send(config, f"«{name}»: снова работает", words, f"sent-{time.time_ns()}")
        state.unsent.remove(name)
        write_state(config.state, state)


def _failed_run(config: Config, flow: str) -> str | None:
    """The id of the flow's last run that ended, if it ended badly. Raises NoSign."""
    rows = _ask(config, "/api/flow_runs/filter", last_of(flow))
    try:
        return str(rows[0]["id"]) if rows and rows[0]["state_type"] in _FAILED else None
    except (TypeError, KeyError, IndexError):
        raise NoSign("сервер ответил непонятно") from None


def last_of(flow: str) -> dict[str, Any]:
    """What Prefect is asked for: the run of that flow that ended last, well or badly."""
    ended = {"state": {"type": {"any_": ["COMPLETED", *_FAILED]}}}
    return {**NEWEST, "flows": {"name": {"any_": [flow]}}, "flow_runs": ended}


def newest_success(config: Config) -> datetime | None:
    """When the last run that ended well ended (aware); None if there never was one.

    Raises NoSign.
    """
    if _ask(config, "/api/health") is not True:
        raise NoSign("сервер отвечает, что нездоров")
    rows = _ask(config, "/api/flow_runs/filter", NEWEST)
    try:
        return datetime.fromisoformat(rows[0]["end_time"]) if rows else None
    except (TypeError, KeyError, ValueError, IndexError):
        raise NoSign("сервер ответил непонятно") from None


def _ask(config: Config, path: str, body: object = None) -> Any:
    request = urllib.request.Request(config.server.rstrip("/") + path)  # noqa: S310 (checked)
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    if config.auth:
        key = base64.b64encode(config.auth.encode()).decode()
        request.add_header("Authorization", f"Basic {key}")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_TIMEOUT) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError as problem:
        raise NoSign(f"сервер отвечает ошибкой {problem.code}") from None
    except (OSError, ValueError) as problem:
        raise NoSign(f"сервер не отвечает ({type(problem).__name__})") from None


def _silence(config: Config, alive: datetime, now: datetime, why: str) -> str:
    minutes = int((now - alive).total_seconds() // 60)
    return (
        f"{config.name}: госпаблик молчит {minutes // 60} ч {minutes % 60} мин.\n\n"
        f"Последний удачный запуск: {_local(alive)}. Сейчас: {why}.\n"
        f"Смотрит сторож с другой машины, адрес {config.server}.\n\n"
        "Не делается ничего: ни публикация, ни сбор комментариев, ни отчёты. В Telegram"
        " непрочитанное за сутки пропадает.\n"
        "Что делать: проверить, что машина включена и на ней работает ./run up; затем список"
        " запусков в Prefect и server.log в папке .state/up/logs. Если она работает, проверить"
        " связь сторожа с ней (туннель).\n\n"
        "Второго письма не будет; когда заработает, придёт отбой.\n"
    )


def _unsent(config: Config, flow: str, run: str) -> str:
    return (
        f"{config.name}: последний запуск «{flow}» кончился неудачей: его письмо, скорее всего, не"
        " ушло, и сам госпаблик об этом написать не может.\n\n"
        "Что делать: открыть запуск в Prefect, причина в его журнале; если не работает почта —"
        f" проверить её и запустить «{flow}» ещё раз.\n"
        f"Запуск: {config.server.rstrip('/')}/runs/flow-run/{run}\n\n"
        "Второго письма не будет; после удачного запуска придёт отбой.\n"
    )


def _all_clear(alive: datetime) -> str:
    return f"Госпаблик снова работает. Последний удачный запуск: {_local(alive)}.\n"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%d.%m.%Y %H:%M %Z}"


def send(config: Config, what: str, text: str, mark: str) -> None:
    """Hand a letter in; the same `mark` makes the same Message-ID. Raises Trouble."""
    letter = EmailMessage()
    letter["Subject"] = f"Госпаблик, {config.name}: {what}"
    letter["From"], letter["To"] = config.sender, ", ".join(config.to)
    letter["Date"] = datetime.now(UTC)
    letter["Message-ID"] = f"<gospablik-{mark}@watcher.invalid>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text, cte="base64")
    try:
        with _session(config.smtp) as smtp:
            if config.smtp.login:
                smtp.login(config.smtp.login, config.password)
            smtp.send_message(letter)
    except (OSError, smtplib.SMTPException, ValueError) as problem:
        told = str(problem).replace(config.password or "\0", "***")
        raise Trouble(
            f"Письмо «{what}» не отправлено: {type(problem).__name__} {told[:200]}. Попытка"
            " повторится. Что делать: проверить раздел [smtp] и WATCHER_SMTP_PASSWORD."
        ) from None


def _session(smtp: Smtp) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if smtp.encryption == "tls":
        return smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=_TIMEOUT, context=context)
    session = smtplib.SMTP(smtp.host, smtp.port, timeout=_TIMEOUT)
    if smtp.encryption == "starttls":
        session.starttls(context=context)
    return session


def read_config(path: Path) -> Config:
    """The settings. Raises Trouble that names what is wrong."""
    try:
        raw = tomllib.loads(path.read_text("utf-8-sig"))
        state = path.absolute().parent / raw.pop("state", "watcher.state.json")
        config = Config(
            **{**raw, "smtp": Smtp(**raw["smtp"])},
            state=state,
            password=os.environ.get("WATCHER_SMTP_PASSWORD", ""),
            auth=os.environ.get("WATCHER_PREFECT_AUTH", ""),
        )
    except (OSError, ValueError, TypeError, KeyError) as problem:
        raise Trouble(f"{path} не годится: {problem}. Сторож не работает.") from None
    for wrong in _wrong(config):
        raise Trouble(f"{path}: {wrong}. Сторож не работает.")
    return config


def _wrong(config: Config) -> list[str]:
    found = []
    parts = urlsplit(config.server)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        found.append("server — адрес вида http://127.0.0.1:4200")
    elif config.auth and parts.scheme == "http" and parts.hostname not in LOCAL:
        found.append("пароль Prefect ушёл бы без шифрования: нужен https:// или туннель")
    if not isinstance(config.to, list) or not all(
        "@" in str(x) for x in [config.sender, *config.to]
    ):
        found.append("sender — почтовый адрес, to — список адресов")
    if not config.to:
        found.append("в to нет ни одного адреса")
    if config.smtp.encryption not in _ENCRYPTIONS:
        found.append(f"encryption — одно из: {', '.join(_ENCRYPTIONS)}")
    if config.smtp.encryption == "нет" and config.smtp.host not in LOCAL:
        found.append("без шифрования — только сервер этой же машины")
    minutes = (config.silent_minutes, config.every_minutes)
    if not all(isinstance(one, int) and one > 0 for one in minutes):
        found.append("silent_minutes и every_minutes — число минут больше нуля")
    return found


def read_state(path: Path) -> State:
    """What the last look left; a new one if there is none or it cannot be read."""
    try:
        state = State(**json.loads(path.read_text("utf-8")))
        moment = datetime.fromisoformat(state.alive_at) if state.alive_at else None
        unfit = moment is not None and moment.tzinfo is None
        unfit |= not isinstance(state.unsent, list)
    except FileNotFoundError:
        return State()
    except (OSError, ValueError, TypeError):
        unfit = True
    if unfit:
        print(f"{path} не читается, наблюдение начато заново.", file=sys.stderr)
        return State()
    return state


def write_state(path: Path, state: State) -> None:
    """Whole or not at all. Raises Trouble."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_text(json.dumps(asdict(state)), "utf-8")
        fresh.replace(path)
    except OSError as problem:
        raise Trouble(
            f"{path} не записывается ({problem.strerror}). Не сделано: письма не отправлены. Что"
            " делать: дать сторожу право писать в эту папку."
        ) from None


if __name__ == "__main__":
    sys.exit(main())
