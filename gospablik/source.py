"""`[[source]]` of organisation.toml: whose materials the pages may repeat (clause 3.2)."""

import re
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from gospablik.settings import Key, Section, Web

_BY_NUMBER = re.compile(r"/(?:club|public|event|id)[0-9]+/?")


class SourceKind(StrEnum):
    """Whom clause 3.2 names. The value is what organisation.toml says."""

    AUTHORITY = "орган власти"
    MEDIUM = "СМИ"
    INSTITUTION = "учреждение"


def _beginning(address: str) -> str:
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s\\]", address):
        raise ValueError("адрес без пробелов, который начинается с https://")
    if host in ("vk.com", "vk.ru") and not _BY_NUMBER.fullmatch(parts.path):
        raise ValueError("адрес сообщества ВКонтакте с его номером, например https://vk.com/club1")
    return address


class Source(Section):
    """An authority, a medium, a public or other institution.

    `addresses`: a page in a network (https://t.me/minec), a site or a part of it
    (https://sakha.gov.ru/); whatever lies below one of them is the source's.
    """

    key: Key
    name: Annotated[str, Field(min_length=1)]
    kind: SourceKind
    addresses: Annotated[list[Annotated[Web, AfterValidator(_beginning)]], Field(min_length=1)]
