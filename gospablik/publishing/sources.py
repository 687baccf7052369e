"""Whose material an address names, and whether clause 3.2 lets the pages repeat it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from gospablik.errors import OfficeError
from gospablik.networks.foreign import Foreign, foreign
from gospablik.organisation import Organisation
from gospablik.site import canonical, shown
from gospablik.source import Source

_NOT_DONE = "репост не записан, на страницах ничего не появится."
_LONGEST = 2000
"""Of an address, as the table takes it."""
_COPY = "откройте пост или статью и скопируйте адрес из строки браузера целиком."


@dataclass(frozen=True, slots=True)
class Material:
    """A post or an article of a source.

    `address` is its identity, `link` the address for people; `network`: the one in which it is a
    post, None for a page of a site.
    """

    source: Source
    address: str
    link: str
    network: str | None


def material_at(office: Organisation, address: str) -> Material:
    """What the address names.

    Raises OfficeError if it is no web address, belongs to no source of organisation.toml, or
    names a page of a network and no post of it.
    """
    address = address.strip()
    if not address:
        raise refusal("Адрес поста или статьи не указан.", _COPY)
    try:
        site, link = canonical(address), shown(address)
    except ValueError as problem:
        raise refusal(f"«{address[:200]}» — не адрес: {problem}.", _COPY) from None
    if len(site) > _LONGEST:
        raise refusal(f"Адрес длиннее {_LONGEST} знаков: {address[:200]}…", _COPY)
    if {".", ".."} & set(urlsplit(site).path.split("/")):
        raise refusal(f"В адресе {address[:200]} есть шаги «..»: он ведёт не туда.", _COPY)
    named = foreign(link, office.page)
    source = source_at(office, link)
    if source is None:
        raise _of_nobody(office, link, named)
    if named is None:
        return Material(source, site, link, None)
    if named.post is None:
        raise refusal(
            f"По адресу {link} страница целиком, а не пост.", "откройте сам пост. " + _COPY
        )
    return Material(source, named.post, named.post, named.network)


def source_at(office: Organisation, address: str) -> Source | None:
    """Whose it is; None if it lies at no address of a source, nor below one.

    Where one source's address lies below another's, the first in the file counts. ValueError if
    this is no web address.
    """
    for source in office.source:
        if any(_lies_at(office, address, beginning) for beginning in source.addresses):
            return source
    return None


def refusal(happened: str, next_step: str) -> OfficeError:
    """Why a repost is not even written down."""
    return OfficeError(happened, not_done=_NOT_DONE, next_step=next_step)


def _lies_at(office: Organisation, address: str, beginning: str) -> bool:
    """In a network the page must be the same; a site's address may go on after a whole step."""
    named, above = foreign(address, office.page), foreign(beginning, office.page)
    if named or above:
        return named is not None and above is not None and named.page == above.page
    whole, start = canonical(address), canonical(beginning)
    return whole == start or whole.startswith((f"{start}/", f"{start}?"))


def _of_nobody(office: Organisation, link: str, named: Foreign | None) -> OfficeError:
    place = named.page if named else f"{urlsplit(link).scheme}://{urlsplit(link).netloc}/"
    known = ", ".join(f"«{source.name}»" for source in office.source) or "ни одного"
    return refusal(
        f"Адрес {link} не принадлежит ни одному источнику из organisation.toml. Названы: {known}.",
        "проверьте адрес. Если это орган власти, СМИ, общественное или иное учреждение (п. 3.2),"
        f" впишите {place} в addresses его раздела [[source]] и повторите.",
    )
