"""Addresses of news: one identity for all spellings, and a link that still opens."""

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"(?:utm_.*|yclid|ysclid|gclid|fbclid|_openstat|from_telegram|etext)", re.IGNORECASE
)
_PORTS = {"http": 80, "https": 443}
_SAFE = "/:@!$&'()*+,;=-._~"


def _web(address: str) -> SplitResult:
    if re.search(r"[\x00-\x20\x7f\\]", address):
        raise ValueError("в ссылке пробелы или управляющие знаки")
    try:
        parts = urlsplit(address)
        _ = parts.port  # a port out of range shows only when it is asked for
    except ValueError:
        raise ValueError("ссылка испорчена") from None
    if parts.scheme.lower() not in _PORTS or not parts.hostname:
        raise ValueError("ссылка не ведёт на сайт (нужен адрес http:// или https://)")
    if parts.username is not None or parts.password is not None:
        raise ValueError("в ссылке имя или пароль")
    return parts


def _query(parts: SplitResult) -> str:
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    # A query without tracking stays as it is: some servers care for the spelling.
    return parts.query if len(kept) == len(pairs) else urlencode(kept)


def canonical(address: str) -> str:
    """The identity of a page, the same for http and https, with and without www.

    Always https, host in lower case and punycode, no default port, no tracking parameters, no
    fragment, no closing slash, percent-escapes in one spelling. Made for comparing, `shown` is for
    opening. ValueError (Russian) if this is no web address.
    """
    parts = _web(address.strip())
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError("в ссылке неверное имя сайта") from None
    port = parts.port
    if port is not None and port not in _PORTS.values():
        host = f"{host}:{port}"
    path = quote(unquote(parts.path), safe=_SAFE).rstrip("/")
    query = _query(parts)
    return f"https://{host}{path}" + (f"?{query}" if query else "")


def shown(address: str) -> str:
    """The address as people open it: the site's own spelling without tracking parameters.

    ValueError (Russian) if this is no web address.
    """
    parts = _web(address.strip())
    return parts._replace(query=_query(parts)).geturl()
