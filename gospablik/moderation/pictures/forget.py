"""Pictures erased with the words beside them, or with the proof that names them (152-ФЗ)."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from gospablik.store.comments import Comment, CommentVersion
from gospablik.store.many import among
from gospablik.store.pictures import CommentPicture, PictureBytes, ProofPicture
from gospablik.store.review import Proof, ProofContent

_OF_COMMENT = (
    exists()
    .where(
        CommentPicture.sha256 == PictureBytes.sha256,
        CommentPicture.version_id == CommentVersion.id,
        CommentVersion.comment_id == Comment.id,
        Comment.organisation == PictureBytes.organisation,
    )
    .correlate(PictureBytes)
)
_OF_PROOF = (
    exists()
    .where(
        ProofPicture.sha256 == PictureBytes.sha256,
        ProofPicture.proof_id == Proof.id,
        Proof.organisation == PictureBytes.organisation,
    )
    .correlate(PictureBytes)
)


def forget_pictures(session: Session, comments: Sequence[int]) -> int:
    """Erase what is kept of the pictures of these comments; returns how many files went.

    A file that another comment or a proof needs stays.
    """
    versions = select(CommentVersion.id).where(CommentVersion.comment_id.in_(comments))
    theirs = CommentPicture.version_id.in_(versions)
    named = session.scalars(
        select(CommentPicture.sha256).where(theirs, CommentPicture.sha256.is_not(None))
    ).all()
    session.execute(delete(CommentPicture).where(theirs))
    return _erase_unneeded(session, {one for one in named if one})


def forget_contents(session: Session, proofs: Sequence[int]) -> int:
    """Erase the contents of these proofs, salt and pictures with them; returns how many files.

    The seals stay, and the chain verifies without the contents.
    """
    theirs = ProofPicture.proof_id.in_(proofs)
    named = set(session.scalars(select(ProofPicture.sha256).where(theirs)))
    session.execute(delete(ProofPicture).where(theirs))
    session.execute(delete(ProofContent).where(ProofContent.proof_id.in_(proofs)))
    return _erase_unneeded(session, named)


def _erase_unneeded(session: Session, named: Collection[str]) -> int:
    if not named:
        return 0
    session.flush()
    given = among(session.get_bind().dialect.name, PictureBytes.sha256)
    gone = session.execute(
        delete(PictureBytes)
        .where(given, ~_OF_COMMENT, ~_OF_PROOF)
        .returning(PictureBytes.sha256)
        .execution_options(synchronize_session=False),
        {"keys": list(named)},
    )
    return len(gone.all())
