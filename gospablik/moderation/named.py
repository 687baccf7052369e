"""A comment that somebody names by what stands in the browser's line or by its number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import Session

from gospablik.networks import addresses
from gospablik.networks.foreign import Foreign, foreign
from gospablik.networks.outside import spot
from gospablik.organisation import Organisation, Page
from gospablik.store.comments import Author, Comment

_LONGEST = 200
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+", re.IGNORECASE)
_FATE = "найдите его по словам или имени автора в «Куда делся комментарий»"
_BY_NUMBER = f"{_FATE} и впишите номер, который там стоит"


@dataclass(frozen=True, slots=True)
class Unknown:
    """No comment, or none alone: why (without a stop), and what to do then."""

    why: str
    todo: str


def by_address(session: Session, office: Organisation, named: str) -> Comment | Unknown:
    """The resident's comment whose address or number in the network this is.

    Where several bear it none is taken: what follows may be the erasure of a wrong one.
    """
    wanted = named.strip()
    numbered = Comment.network_id == wanted if wanted else false()
    for meant in (or_(numbered, _alone(office, wanted)), _together(office, wanted)):
        found = session.scalars(
            select(Comment)
            .join(Author, Author.id == Comment.author_id)
            .where(Comment.organisation == office.key, Author.is_page.is_(False), meant)
            .limit(2)
        ).all()
        if len(found) == 1:
            return found[0]
        if found:
            return _several(office, wanted)
    return misread(office, wanted) or Unknown(
        f"комментария «{_shown(wanted)}» программа не знает",
        "впишите его адрес целиком; нового подождите до ближайшего «Сбора комментариев»; найти его"
        " поможет «Куда делся комментарий».",
    )


def at_address(office: Organisation, named: str) -> ColumnElement[bool]:
    """For a query over comments: those of the address, however it is spelt.

    Of a network whose comments have no addresses of their own, all that bear it.
    """
    return or_(_alone(office, named), _together(office, named))


def misread(office: Organisation, named: str) -> Unknown | None:
    """Why an address leads to no comment of our pages; None of what is none or may lead to one."""
    typed = named.strip()
    elsewhere = _of_a_network(office, typed)
    if not elsewhere and not _ADDRESS.fullmatch(typed):
        return None
    shown = _shown(typed)
    for page in office.page:
        ids = addresses.comment_id_in(page, typed)
        if ids and ids[0] != ids[1]:
            return None
        if addresses.places_in(page, typed) is not None:
            return _several(office, typed)
        if ids or addresses.post_id_in(page, typed):
            own = addresses.comment(page, "9", post_id="5")
            why = f"адрес «{shown}» ведёт к посту, а не к комментарию"
            return Unknown(why, f"впишите адрес самого комментария, вида {own}.")
    if elsewhere and elsewhere.post_path:
        homes = ", ".join(addresses.home(page) for page in office.page)
        return Unknown(
            f"адрес «{shown}» ведёт на страницу {elsewhere.page}, которой программа не ведёт"
            f" (её страницы: {homes})",
            f"если это наша страница под другим именем или её группа обсуждения, {_BY_NUMBER}.",
        )
    samples = [addresses.comment(page, "9", post_id="5") for page in office.page if _tells(page)]
    alike = f"впишите адрес комментария целиком, вида {' или '.join(samples)}; или " * bool(samples)
    return Unknown(f"в адресе «{shown}» не узнать комментария наших страниц", f"{alike}{_FATE}.")


def _several(office: Organisation, named: str) -> Unknown:
    if any(addresses.places_in(page, named) is not None for page in office.page):
        return Unknown(
            f"адрес «{_shown(named)}» общий для всех комментариев этого места: своего адреса сеть"
            " им не даёт",
            f"{_BY_NUMBER}.",
        )
    return Unknown(
        f"под именем «{_shown(named)}» комментарий не один", "впишите адрес комментария целиком."
    )


def _alone(office: Organisation, named: str) -> ColumnElement[bool]:
    """The one comment that an address names; also a message of a group, which bears its own."""
    return or_(false(), *_each_alone(office, named))


def _each_alone(office: Organisation, named: str) -> Iterator[ColumnElement[bool]]:
    for page in office.page:
        if ids := addresses.comment_id_in(page, named):
            post, comment = ids
            here = Comment.post_network_id == post
            yield and_(Comment.page == page.key, here, Comment.network_id == comment)


def _together(office: Organisation, named: str) -> ColumnElement[bool]:
    """Those that bear an address as the network gave it, or lie where their address leads."""
    wanted = named.strip()
    return or_(Comment.address == wanted if wanted else false(), *_each_place(office, wanted))


def _each_place(office: Organisation, named: str) -> Iterator[ColumnElement[bool]]:
    for page in office.page:
        places = addresses.places_in(page, named)
        if places is not None:
            there = Comment.post_network_id.in_(places) if places else true()
            yield and_(Comment.page == page.key, there)
        elif own := addresses.spelt(page, named):
            yield and_(Comment.page == page.key, Comment.address == own)


def _of_a_network(office: Organisation, typed: str) -> Foreign | None:
    """What an address of a network names, ours or not, with or without a scheme."""
    if not typed or " " in typed:
        return None
    try:
        return foreign(typed, office.page) or foreign(f"https://{typed}", office.page)
    except ValueError:  # "https://[": no address at all
        return None


def _tells(page: Page) -> bool:
    """Whether comments of this page have addresses of their own."""
    own = addresses.comment(page, "9", post_id="5")
    ids = addresses.comment_id_in(page, own)
    return ids is not None and not spot(ids[1])


def _shown(named: str) -> str:
    return named[:_LONGEST]
