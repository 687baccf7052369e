"""All tables under one roof: what migrations compare the database with."""

from gospablik.store.answers import Answer, Closed, ResidentQuestion
from gospablik.store.base import Base
from gospablik.store.blocked_lists import BlockFault, Fault
from gospablik.store.comments import Author, Comment, CommentVersion, Examination, Finding
from gospablik.store.control import Alarm, Check, Explanation, Lease, Report, ReportFile, Result
from gospablik.store.decisions import (
    Code,
    Decision,
    DecisionVerdict,
    Document,
    DocumentScan,
    Ended,
    Lapse,
    Proposal,
    ProposalStage,
    Way,
)
from gospablik.store.extracts import Extract
from gospablik.store.inbox import Came, InboxCursor, ReceivedLetter
from gospablik.store.ledger import Action, Attempt, Kind, State
from gospablik.store.media import MediumContent, PostMedium, RevisionFile, SiteMedium
from gospablik.store.passports import AccessWord, PageSeen, Wording
from gospablik.store.pictures import CommentPicture, PictureBytes, ProofPicture
from gospablik.store.publishing import FeedState, Post, Repost, SiteItem, SiteRevision
from gospablik.store.reach import PageCapture, PostCapture
from gospablik.store.reconciliation import (
    Audit,
    Compared,
    Origin,
    OriginKind,
    Standing,
    Validation,
)
from gospablik.store.reminders import CaseReminder
from gospablik.store.retention import Keeping, RetentionWord
from gospablik.store.review import (
    ErrandItem,
    Proof,
    ProofContent,
    Question,
    Reservation,
    Ruling,
    Stage,
    Topic,
    Verdict,
)
from gospablik.store.revisions import (
    GoneItem,
    GoneRuling,
    GoneVerdict,
    HeldPost,
    HeldVerdict,
    Hold,
    PostEdit,
    RawPage,
)
from gospablik.store.rights import ProbedRight
from gospablik.store.seen import Cursor, OutsideReading, SeenPost, Turn
from gospablik.store.troubles import ToldTrouble, TroubleLetter
from gospablik.store.tuning import Tuned, Tuning
from gospablik.store.unblocking import UnblockAnswer, UnblockRequest
from gospablik.store.undoing import Undoing
from gospablik.store.visits import FoundWay, SiteRobots

__all__ = [
    "AccessWord",
    "Action",
    "Alarm",
    "Answer",
    "Attempt",
    "Audit",
    "Author",
    "Base",
    "BlockFault",
    "Came",
    "CaseReminder",
    "Check",
    "Closed",
    "Code",
    "Comment",
    "CommentPicture",
    "CommentVersion",
    "Compared",
    "Cursor",
    "Decision",
    "DecisionVerdict",
    "Document",
    "DocumentScan",
    "Ended",
    "ErrandItem",
    "Examination",
    "Explanation",
    "Extract",
    "Fault",
    "FeedState",
    "Finding",
    "FoundWay",
    "GoneItem",
    "GoneRuling",
    "GoneVerdict",
    "HeldPost",
    "HeldVerdict",
    "Hold",
    "InboxCursor",
    "Keeping",
    "Kind",
    "Lapse",
    "Lease",
    "MediumContent",
    "Origin",
    "OriginKind",
    "OutsideReading",
    "PageCapture",
    "PageSeen",
    "PictureBytes",
    "Post",
    "PostCapture",
    "PostEdit",
    "PostMedium",
    "ProbedRight",
    "Proof",
    "ProofContent",
    "ProofPicture",
    "Proposal",
    "ProposalStage",
    "Question",
    "RawPage",
    "ReceivedLetter",
    "Report",
    "ReportFile",
    "Repost",
    "Reservation",
    "ResidentQuestion",
    "Result",
    "RetentionWord",
    "RevisionFile",
    "Ruling",
    "SeenPost",
    "SiteItem",
    "SiteMedium",
    "SiteRevision",
    "SiteRobots",
    "Stage",
    "Standing",
    "State",
    "ToldTrouble",
    "Topic",
    "TroubleLetter",
    "Tuned",
    "Tuning",
    "Turn",
    "UnblockAnswer",
    "UnblockRequest",
    "Undoing",
    "Validation",
    "Verdict",
    "Way",
    "Wording",
]
