"""The HTTP client of one page or of the site: its proxy, and an authority that no system knows.

MAX and many official sites have certificates of the Russian national authority (Минцифры), which
is in no bundle. It is added for the page or the site that names it, and for nothing else.
"""

import hashlib
import re
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from gospablik.errors import OfficeError
from gospablik.page import Authority

_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)
_NOT_DONE = "к сети никто не обращался."


def open_http(
    proxy: str | None,
    authority: Authority | None,
    root: Path,
    client: Callable[..., httpx.Client] = httpx.Client,
) -> httpx.Client:
    """The client of one page; whoever opens it closes it. Certificates are always checked.

    A configured `proxy` is the only way out: httpx then asks neither HTTPS_PROXY nor NO_PROXY.
    Without one the environment stays what it is for any program of the office, since there a proxy
    may be the only way out; the same goes for SSL_CERT_FILE, where an office keeps a bundle of its
    own. `authority.file` may be relative to `root`. `client` makes it of these.
    Raises OfficeError.
    """
    trust = httpx.create_ssl_context()
    if authority is not None:
        trust.load_verify_locations(cadata=_checked(authority, root))
    try:
        return client(proxy=proxy, verify=trust)
    except (ValueError, httpx.InvalidURL, ImportError):  # ImportError: SOCKS, which we lack
        whose = f"«{proxy}»" if proxy else "из переменных окружения (HTTPS_PROXY, ALL_PROXY)"
        raise OfficeError(
            f"Прокси {whose} не годится.",
            not_done=_NOT_DONE,
            next_step="укажите адрес вида http://прокси.example.ru:3128.",
        ) from None


def _checked(authority: Authority, root: Path) -> bytes:
    """The certificates of the file (DER, one after another), each named by its fingerprint."""
    path = root / authority.file
    try:
        blocks = _PEM.findall(path.read_bytes())
    except OSError as problem:
        raise _unfit(path, f"не читается ({type(problem).__name__})") from None
    if not blocks:
        raise _unfit(path, "не содержит сертификатов PEM")
    certificates = [_certificate(path, number, block) for number, block in enumerate(blocks, 1)]
    for number, certificate in enumerate(certificates, 1):
        print_ = hashlib.sha256(certificate).hexdigest()
        if print_ not in authority.sha256:
            raise OfficeError(
                f"В файле удостоверяющего центра {path} есть сертификат, которого нет в настройках:"
                f" №{number}, {_subject(certificate)}, отпечаток SHA-256 {_colons(print_)}.",
                not_done=f"файлу не поверили, {_NOT_DONE}",
                next_step="сверьте отпечаток с опубликованным на https://www.gosuslugi.ru/tls; если"
                " он тот же, впишите его в authority.sha256, если нет — удалите этот"
                " сертификат из файла.",
            )
    return b"".join(certificates)


def _certificate(path: Path, number: int, block: bytes) -> bytes:
    try:
        certificate = ssl.PEM_cert_to_DER_cert(block.decode("ascii"))
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=certificate)
    except (ValueError, ssl.SSLError):  # a broken base64 is a ValueError
        raise _unfit(path, f"испорчен: сертификат №{number} не разобрать") from None
    return certificate


def _subject(certificate: bytes) -> str:
    """The name that a certificate gives itself, if it is an authority's."""
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    shown.load_verify_locations(cadata=certificate)
    for known in shown.get_ca_certs():
        subject: Any = known.get("subject", ())
        named = dict(pair for part in subject for pair in part)
        return f"«{named.get('commonName', 'без имени')}»"
    return "не удостоверяющего центра"


def _colons(fingerprint: str) -> str:
    return ":".join(re.findall("..", fingerprint.upper()))


def _unfit(path: Path, why: str) -> OfficeError:
    return OfficeError(
        f"Файл удостоверяющего центра {path} {why}.",
        not_done=_NOT_DONE,
        next_step="положите файл с сертификатами (PEM) на это место или поправьте authority.file"
        " в organisation.toml.",
    )
