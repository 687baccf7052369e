"""A town where residents attach pictures, and a network that keeps the files."""

import io
from dataclasses import replace

from PIL import Image
from sqlalchemy import select

from gospablik.media.picture import look
from gospablik.moderation.pictures.due import ToFetch, keep_picture, to_fetch
from gospablik.networks.base import Picture
from gospablik.store.pictures import CommentPicture, PictureBytes, ProofPicture
from tests.gospablik.moderation.town import Town

RED, BLUE = "red", "blue"


def drawn(colour: str = RED) -> bytes:
    """A small PNG of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(out, "PNG")
    return out.getvalue()


def attach(
    town: Town, number: int, *colours: str, text: str = "ты дурак", author: int = 100
) -> None:
    """A resident writes with pictures of these colours; the network names each by its colour."""
    town.write(number, text, author)
    said = town.wall.standing[str(number)]
    pictures = tuple(Picture(f"https://vk.test/{one}", one) for one in colours)
    town.wall.standing[str(number)] = replace(
        said, pictures=pictures, attachments=tuple("photo" for _ in colours)
    )


def wanted(town: Town) -> list[ToFetch]:
    with town.store.read() as session:
        return to_fetch(session, town.office, town.now)


def fetch(town: Town) -> int:
    """What the pass does when the network gives everything; how many were kept."""
    found = wanted(town)
    for one in found:
        content = drawn(one.reference.rpartition("/")[2])
        with town.store.write() as session:
            keep_picture(session, one.id, content, look(content), town.now)
    return len(found)


def rule(town: Town) -> None:
    """The specialist has everything removed that is asked about."""
    for question in town.ask():
        town.answer(question)


def rows(town: Town) -> list[CommentPicture]:
    with town.store.read() as session:
        return list(session.scalars(select(CommentPicture).order_by(CommentPicture.id)))


def files(town: Town) -> int:
    """How many files are kept."""
    with town.store.read() as session:
        return len(session.scalars(select(PictureBytes.sha256)).all())


def named_in_proofs(town: Town) -> int:
    with town.store.read() as session:
        return len(session.scalars(select(ProofPicture.sha256)).all())
