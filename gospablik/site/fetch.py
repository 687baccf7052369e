"""One polite GET from the official site, with limits; every failure is a `CouldNotRead`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname

import httpx

from gospablik.errors import CouldNotRead, NoAnswer
from gospablik.site.deadline import Deadline
from gospablik.site.inside import named_inside
from gospablik.site.own import host_of, of_site

MOST_BYTES = 5 * 1024 * 1024
MOST_REDIRECTS = 3
TIMEOUT = httpx.Timeout(20.0, connect=10.0)
WHOLE_SECONDS = 60.0
"""Of one request. A site that sends a byte now and then must not hold the pass for ever."""
_NOT_READ = "сайт не прочитан, это не значит, что новостей нет; ничего не опубликовано."


class TooBig(CouldNotRead):
    """There is more at the address than is taken."""


class TooSlow(NoAnswer):
    """The site sends so slowly that the end was not waited for."""


class PageGone(CouldNotRead):
    """The site answers that there is no such page (404, 410)."""


class OtherSite(CouldNotRead):
    """The address leads to another site: it has moved, or somebody has made it lead there."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer of 200, or `unchanged` (304, no body). `address` is where it came from at last."""

    address: str
    body: bytes
    content_type: str
    charset: str | None
    etag: str | None
    modified: str | None
    unchanged: bool = False


def could_not(
    happened: str, next_step: str = "", kind: type[CouldNotRead] = CouldNotRead
) -> CouldNotRead:
    """A failure of reading the site, with the same second and third part everywhere."""
    return kind(
        happened,
        not_done=_NOT_READ,
        next_step=next_step
        or "откройте адрес в браузере; если сайт работает, повторите запуск позже.",
    )


def fetch(
    address: str,
    http: httpx.Client,
    *,
    contact: str,
    accept: str,
    conditions: Mapping[str, str] | None = None,
    most_bytes: int = MOST_BYTES,
    hosts: tuple[str, ...] | None = None,
) -> Fetched:
    """The body at an http(s) address.

    At most 5 MB (after decompression) unless told otherwise, 10 s to connect, 20 s between bytes,
    three redirects, none of them away from http(s), and none to another site than the address' own
    and `hosts` (None: to any); each request on that way may take 60 s. Raises CouldNotRead, of
    which PageGone, OtherSite, TooBig and NoAnswer (a time-out, an error 5xx) are kinds; TooSlow is
    a NoAnswer.
    """
    agent = f"gospablik/0.1 (+{contact})" if contact else "gospablik/0.1"
    headers = {"User-Agent": agent, "Accept": accept, **(conditions or {})}
    _web(address)
    way = [address]
    with Deadline(WHOLE_SECONDS) as deadline:
        while len(way) <= MOST_REDIRECTS + 1:
            try:
                with http.stream(
                    "GET",
                    way[-1],
                    headers=headers,
                    timeout=TIMEOUT,
                    follow_redirects=False,
                    extensions=deadline.extensions,
                ) as answer:
                    if not answer.has_redirect_location:
                        return _read(answer, way[-1], deadline, most_bytes)
                    way.append(_next(way, answer.headers["location"], hosts))
            except httpx.TimeoutException:
                raise could_not(f"Сайт не ответил вовремя: {way[-1]}.", kind=NoAnswer) from None
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as problem:
                if deadline.passed:
                    raise _too_slow(way[-1]) from None
                happened = f"Сайт не прочитан: {way[-1]} ({problem})."
                raise could_not(happened, _hint(problem)) from None
    raise could_not(f"Сайт перенаправляет больше {MOST_REDIRECTS} раз: {way[0]}.")


def _web(address: str) -> None:
    if urlsplit(address).scheme not in ("http", "https"):
        raise could_not(f"Сайт перенаправляет на адрес {address}, это не сайт.")


def _next(way: list[str], location: str, hosts: tuple[str, ...] | None) -> str:
    address = urljoin(way[-1], location)
    _web(address)
    if address in way:
        raise could_not(
            f"Сайт перенаправляет по кругу: {' → '.join((*way, address))}.",
            "сообщите разработчику сайта.",
        )
    host, own = host_of(address), (host_of(way[0]), *(hosts or ()))
    if of_site(host, own):
        return address
    if named_inside(urlsplit(address).hostname or ""):
        raise leads_in(address)
    if hosts is not None:
        raise OtherSite(
            f"{way[0]} перенаправляет на другой сайт: {address}.",
            not_done=_NOT_READ,
            next_step="если Ваш сайт переехал, впишите новый адрес в [site] organisation.toml"
            " (вышедшее второй раз не выйдет); если нет, сообщите разработчику сайта.",
        )
    return address


def leads_in(address: str) -> CouldNotRead:
    """A link or a redirect of the site's into the office's own network."""
    return could_not(
        f"Адрес {address} ведёт во внутреннюю сеть, а сайт в настройках — другой.",
        "проверьте ссылку на сайте; если это и есть Ваш сайт, впишите его адрес в [site]"
        " organisation.toml.",
    )


def _hint(problem: Exception) -> str:
    """What to do about a certificate that nobody vouches for; empty for any other trouble."""
    if "CERTIFICATE_VERIFY_FAILED" not in str(problem):
        return ""
    return (
        "если сертификат сайта выдан удостоверяющим центром Минцифры, впишите authority в [site]"
        " organisation.toml; если нет, сообщите тому, кто ведёт сайт."
    )


def _too_slow(address: str) -> CouldNotRead:
    happened = f"Сайт отвечает слишком медленно, дольше {WHOLE_SECONDS:.0f} с: {address}."
    return could_not(happened, kind=TooSlow)


def _read(answer: httpx.Response, address: str, deadline: Deadline, most_bytes: int) -> Fetched:
    unchanged = answer.status_code == httpx.codes.NOT_MODIFIED
    if answer.status_code in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
        raise PageGone(
            f"Сайт ответил ошибкой {answer.status_code}, такой страницы нет: {address}.",
            not_done=_NOT_READ,
            next_step="откройте адрес в браузере; если страницу убрали, исправьте ссылку.",
        )
    if answer.status_code != httpx.codes.OK and not unchanged:
        kind = NoAnswer if answer.is_server_error else CouldNotRead
        raise could_not(f"Сайт ответил ошибкой {answer.status_code}: {address}.", kind=kind)
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > most_bytes:
            raise TooBig(
                f"Ответ сайта больше {most_bytes // 1_000_000} МБ: {address}.",
                not_done=_NOT_READ,
                next_step="проверьте, что по этому адресу, и уменьшите его на сайте.",
            )
        if deadline.passed:
            raise _too_slow(address)
    if deadline.passed:  # a body that ends with its connection looks whole
        raise _too_slow(address)
    told = answer.headers.get("content-type", "")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", told, re.IGNORECASE)
    return Fetched(
        address,
        bytes(body),
        told.partition(";")[0].strip().lower(),
        charset[1] if charset else None,
        answer.headers.get("etag"),
        answer.headers.get("last-modified"),
        unchanged,
    )


def read_local(address: str) -> Fetched:
    """The body at a file:// address (for trials only; nothing on the web leads here)."""
    parts = urlsplit(address)
    path = Path(url2pathname(parts.path))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise could_not(f"Файл больше 5 МБ: {path}.", "укажите файл ленты поменьше.")
        body = path.read_bytes()
    except OSError as problem:
        raise could_not(
            f"Файл ленты не читается: {path} ({problem.strerror}).",
            "проверьте адрес file:// в organisation.toml.",
        ) from None
    return Fetched(address, body, "", None, None, None)


_GUARDS = re.compile(
    r"qrator|ddos-guard|__ddg|cf-chl|cf_chl|challenge-platform|servicepipe|checking your browser"
    r"|проверка\s+(?:вашего\s+)?браузера|подтвердите,\s+что\s+вы\s+не\s+робот|captcha",
    re.IGNORECASE,
)


def guarded(text: str) -> bool:
    """Whether a page is an anti-bot screen: short, and it names one of the usual guards."""
    return len(text) < 60_000 and bool(_GUARDS.search(text))
