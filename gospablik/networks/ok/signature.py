"""How OK wants a call signed (apiok.ru/en/dev/methods; shared facts, part B1). Pure.

MD5 is OK's choice: it proves that we know the secret, and hides nothing.
"""

from collections.abc import Mapping
from hashlib import md5

from gospablik.networks.ok.tokens import OkToken

_UNSIGNED = {"access_token", "session_key", "sig"}


def secret(token: OkToken) -> str:
    """The session's secret: the one we were given, else the one derived from the application's."""
    return token.session_secret or _md5(token.access_token + token.application_secret)


def signature(params: Mapping[str, str], secret: str) -> str:
    """`sig` of exactly these strings, as they are sent."""
    signed = "".join(f"{k}={v}" for k, v in sorted(params.items()) if k not in _UNSIGNED)
    return _md5(signed + secret)


def signed(params: Mapping[str, str], token: OkToken) -> dict[str, str]:
    """The whole form of a call: its parameters, the common ones, the key and the signature.

    `__online` is false so that the key's owner is not shown as being at the site.
    """
    form = {
        **params,
        "application_key": token.application_key,
        "format": "json",
        "__online": "false",
    }
    return {**form, "sig": signature(form, secret(token)), "access_token": token.access_token}


def _md5(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()
