"""What an extract says of each comment, read from rows alone (clauses 4.2 and 4.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.extract.actions import OnAction, action_facts
from gospablik.control.extract.answers import OnAnswer, answers_of
from gospablik.ledger import book
from gospablik.moderation.fate import fate_of
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.links import page_name, page_of, post_link
from gospablik.moderation.pictures.shown import NOT_YET
from gospablik.moderation.posts_under import post_under
from gospablik.moderation.proof import proof_of
from gospablik.moderation.reply_subjects import TOLD, UNDONE, WARNED
from gospablik.moderation.taken_back import undoing_of
from gospablik.moderation.telling import telling_text, undone_text, warned_text
from gospablik.organisation import Organisation
from gospablik.store.comments import Comment, CommentVersion
from gospablik.store.ledger import Action, Kind
from gospablik.store.pictures import CommentPicture
from gospablik.store.review import Ruling


@dataclass(frozen=True, slots=True)
class OnPicture:
    """A picture of a wording: its digest and its `file` in the folder, or why it is `missing`."""

    sha256: str
    file: str
    missing: str


@dataclass(frozen=True, slots=True)
class OnWording:
    """One wording of a comment; `text` None where it was erased. Times are local here and below."""

    number: int
    seen_at: datetime
    text: str | None
    attachments: tuple[str, ...]
    pictures: tuple[OnPicture, ...]


@dataclass(frozen=True, slots=True)
class OnRuling:
    """One ruling. `proof`: its number in the chain, None where nothing was sealed."""

    number: int
    verdict: str
    ground: str
    reason: str
    official: str
    made_at: datetime
    wording: int
    annulled_at: datetime | None
    annulled_by: str
    annulled_why: str
    proof: int | None
    actions: tuple[OnAction, ...]


@dataclass(frozen=True, slots=True)
class OnComment:
    """One comment. `story`: what is known of it, sentence by sentence, in the order of time.

    `post_seen_at`: of a post that the program did not publish, when the network showed its words.
    """

    number: int
    author: str
    author_number: str
    page: str
    network_number: str
    link: str
    written_at: datetime
    post_title: str
    post_link: str
    post_text: str
    post_seen_at: datetime | None
    wordings: tuple[OnWording, ...]
    what: str
    story: tuple[str, ...]
    rulings: tuple[OnRuling, ...]
    answers: tuple[OnAnswer, ...]


def comment_facts(
    session: Session, office: Organisation, comment: Comment, number: int
) -> OnComment:
    """All that is kept of one comment; `number` is its place in the extract."""
    fate = fate_of(session, office, comment)
    post = post_under(session, comment)
    rulings = session.scalars(select(Ruling).filter_by(comment_id=comment.id).order_by(Ruling.id))
    return OnComment(
        number=number,
        author=comment.author.name,
        author_number=comment.author.network_id,
        page=page_name(office, comment.page),
        network_number=comment.network_id,
        link=fate.link,
        written_at=fate.written_at,
        post_title=post.title if post else "",
        post_link=post_link(page_of(office, comment.page), comment.post_network_id),
        post_text=post.text if post else "",
        post_seen_at=office.local(post.seen_at) if post and post.seen_at else None,
        wordings=tuple(
            OnWording(
                version.number,
                office.local(version.seen_at),
                None if version.text == ERASED else version.text,
                tuple(version.attachments),
                tuple(_pictures(session, version)),
            )
            for version in comment.versions
        ),
        what=fate.what.value,
        story=fate.story,
        rulings=tuple(_ruling(session, office, ruling) for ruling in rulings),
        answers=tuple(answers_of(session, office, comment)),
    )


def _pictures(session: Session, version: CommentVersion) -> Iterator[OnPicture]:
    rows = session.scalars(
        select(CommentPicture).filter_by(version_id=version.id).order_by(CommentPicture.position)
    )
    for row in rows:
        if row.sha256:
            yield OnPicture(row.sha256, picture_file(row.sha256, row.media_type or ""), "")
        else:
            yield OnPicture("", "", row.gone_because or row.unread or NOT_YET)


def picture_file(sha256: str, media_type: str) -> str:
    """Where a picture lies in the folder; its name is its own digest."""
    kind = media_type.removeprefix("image/")
    return f"kartinki/{sha256}.{kind if kind.isalnum() else 'bin'}"


def _ruling(session: Session, office: Organisation, ruling: Ruling) -> OnRuling:
    proof = proof_of(session, ruling.id)
    undone = undoing_of(session, ruling)
    return OnRuling(
        number=ruling.id,
        verdict=ruling.verdict.choice,
        ground=ruling.ground.words if ruling.ground else "",
        reason=ruling.reason,
        official=office.title_of(ruling.official),
        made_at=office.local(ruling.made_at),
        wording=ruling.version.number,
        annulled_at=office.local(ruling.annulled_at) if ruling.annulled_at else None,
        annulled_by=office.title_of(ruling.annulled_by) if ruling.annulled_by else "",
        annulled_why=undone.reason if undone else "",
        proof=proof.number if proof else None,
        actions=tuple(_actions(session, office, ruling)),
    )


def _actions(session: Session, office: Organisation, ruling: Ruling) -> list[OnAction]:
    removal = _newest(session, ruling, Kind.REMOVE, str(ruling.id))
    reply = _newest(session, ruling, Kind.REPLY, f"{TOLD}{ruling.id}")
    told = telling_text(session, office, ruling) if reply else ""
    warning = _newest(session, ruling, Kind.REPLY, f"{WARNED}{ruling.id}")
    warned = warned_text(office, ruling) if warning else ""
    found = [(removal, ""), (reply, told), (warning, warned)]
    undone = undoing_of(session, ruling)
    if undone and undone.ruling_id == ruling.id:
        reply = _newest(session, ruling, Kind.REPLY, f"{UNDONE}{undone.id}")
        told = undone_text(session, office, undone) if reply else ""
        found += [(_newest(session, ruling, Kind.RESTORE, str(undone.id)), ""), (reply, told)]
    return [action_facts(office, action, text) for action, text in found if action]


def _newest(session: Session, ruling: Ruling, kind: Kind, subject: str) -> Action | None:
    return book.newest(
        session,
        organisation=ruling.organisation,
        kind=kind,
        page=ruling.comment.page,
        subject=subject,
    )
