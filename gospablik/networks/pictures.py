"""Pictures that residents attach, fetched from where the network keeps them.

The address stands in what a network answered, and it answered with a resident's words in it: so the
file is asked for at that network's own hosts only, over TLS, without our keys.
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from urllib.parse import urljoin, urlsplit

import httpx

from gospablik.errors import CouldNotRead, NeverShown
from gospablik.networks.errors import LOOKS_AGAIN, Kind, NetworkError, TooLongError
from gospablik.networks.transport import Call, Deadline, send

MOST_BYTES = 10_000_000
LIMIT = timedelta(seconds=25)
"""For one picture, its redirects included."""
MOST_REDIRECTS = 3
HOSTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "vk": (
            *("userapi.com", "vkuserphoto.ru", "vk.com", "vk.ru", "vkuser.net", "vk-cdn.net"),
            *("mycdn.me", "okcdn.ru"),
        ),
        "ok": ("mycdn.me", "okcdn.ru", "ok.ru", "odnoklassniki.ru"),
        "max": ("oneme.ru", "okcdn.ru", "mycdn.me", "max.ru"),
    }
)
"""Where each network keeps pictures, with all below; beside them, what its page's `api` names.

Not Telegram: it gives no address, only the id of a file (`TelegramClient.picture`).
"""
_GONE = (404, 410)
_OK = 200


def fetch(http: httpx.Client, address: str, *, kind: str, network: str, base: str) -> bytes:
    """The file at an address that a network gave. `kind`: its key; `base`: the page's `api`.

    Redirects are followed to the same hosts only. Raises as `ShowsPictures.fetch_picture`.
    """
    deadline = Deadline(LIMIT)
    for _ in range(MOST_REDIRECTS + 1):
        _require_own(address, kind, network, base)
        try:
            reply = send(http, Call("GET", address, most=MOST_BYTES), deadline, network=network)
        except NetworkError as error:
            raise not_read(error) from None
        where = reply.headers.get("location", "")
        if reply.status // 100 == 3 and where:
            address = urljoin(address, where)
            continue
        return body_of(reply.status, reply.body, network)
    raise never(f"сеть {network} перенаправляет больше {MOST_REDIRECTS} раз")


def body_of(status: int, body: bytes, network: str) -> bytes:
    """The file that came with that HTTP status. Raises as `fetch`."""
    if status in _GONE:
        raise gone()
    if status != _OK:
        raise CouldNotRead(
            f"Картинка не прочитана: сеть {network} ответила кодом HTTP {status}.",
            not_done="картинка не сохранена.",
            next_step=LOOKS_AGAIN,
        )
    if not body:
        raise never(f"сеть {network} прислала пустой файл")
    return body


def gone() -> NeverShown:
    """The network says that there is no such picture any more."""
    return NeverShown(
        "Картинка исчезла до того, как программа её прочла.",
        not_done="картинка не сохранена.",
        next_step="ничего: в доказательстве это сказано.",
    )


def not_read(error: NetworkError) -> CouldNotRead:
    """What a failed request came to."""
    if isinstance(error, TooLongError):
        return never(f"файл больше {MOST_BYTES // 1_000_000} МБ")
    if error.kind is Kind.ALREADY:
        return gone()
    if error.kind in {Kind.REFUSED, Kind.SAME}:
        return never(error.why.rstrip("."))
    return CouldNotRead(
        f"Картинка не прочитана. {error.why}",
        not_done="картинка не сохранена.",
        next_step=LOOKS_AGAIN,
    )


def never(why: str) -> NeverShown:
    """What no later pass will read either."""
    return NeverShown(
        f"Картинку прочесть нельзя: {why}.",
        not_done="картинка не сохранена.",
        next_step="откройте комментарий на странице и посмотрите картинку там.",
    )


def _require_own(address: str, kind: str, network: str, base: str) -> None:
    """Raise NeverShown for an address that is not of the network itself, or not encrypted."""
    try:
        parts, ours = urlsplit(address), urlsplit(base)
        host = parts.hostname or ""
        beside = (parts.scheme, parts.netloc) == (ours.scheme, ours.netloc)
        usual = parts.scheme == "https" and parts.port in (None, 443) and not parts.username
    except ValueError:
        raise never(f"сеть {network} назвала негодный адрес") from None
    if not beside and not (usual and _among(host.lower(), HOSTS[kind])):
        raise never(f"сеть {network} назвала адрес не на своих серверах ({host[:60] or 'пусто'})")


def _among(host: str, known: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in known)
