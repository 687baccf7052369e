"""Which wordings of residents' comments are still to be looked at, as conditions of a query."""

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased

from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment, CommentVersion
from gospablik.store.review import Ruling


def last_and_unruled(office: Organisation) -> list[ColumnElement[bool]]:
    """For a query over Comment, CommentVersion and Author: the last wording of a comment that

    stands on a page, is not the page's own and has no standing ruling on this wording.
    """
    later = aliased(CommentVersion)
    return [
        Comment.organisation == office.key,
        Comment.gone_at.is_(None),
        Author.is_page.is_(False),
        ~exists().where(later.comment_id == Comment.id, later.number > CommentVersion.number),
        ~exists().where(Ruling.version_id == CommentVersion.id, Ruling.annulled_at.is_(None)),
    ]
