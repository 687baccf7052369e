"""OK's methods that we call: whether a call changes anything, and what it needs.

A method without a remark is in OK's public list (shared facts, parts B2 and B5).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

VALUABLE, GROUP = "VALUABLE_ACCESS", "GROUP_CONTENT"
PHOTO, VIDEO = "PHOTO_CONTENT", "VIDEO_CONTENT"


@dataclass(frozen=True, slots=True)
class Method:
    """`writes`: sent once, whatever comes back. `permissions`: what OK must have granted."""

    writes: bool
    permissions: tuple[str, ...]
    remark: str = ""


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "mediatopic.post": Method(True, (VALUABLE, GROUP)),
        "mediatopic.edit": Method(True, (VALUABLE, GROUP)),
        "mediatopic.deleteTopic": Method(
            True, (VALUABLE, GROUP), "by topic_id and gid, as working clients do"
        ),
        "group.pinGroupFeed": Method(True, (VALUABLE, GROUP)),
        "photosV2.getUploadUrl": Method(True, (VALUABLE, PHOTO)),
        "video.getUploadUrl": Method(True, (VALUABLE, VIDEO)),
        "video.update": Method(True, (VALUABLE, VIDEO)),
        "mediatopic.getTopics": Method(
            False,
            (VALUABLE, GROUP),
            "in no documented list; fields and anchor are taken from a public mobile client",
        ),
        "mediatopic.getByIds": Method(False, (VALUABLE, GROUP)),
        "group.getStatTopics": Method(False, (VALUABLE, GROUP)),
        "group.getInfo": Method(False, (VALUABLE, GROUP)),
        "group.getMembers": Method(False, (VALUABLE, GROUP)),
        "group.getCounters": Method(False, (VALUABLE, GROUP)),
        "group.getUserGroupsByIds": Method(False, (VALUABLE, GROUP)),
        "discussions.getComments": Method(False, (VALUABLE,)),
        "discussions.getDiscussionComments": Method(False, (VALUABLE,)),
        "discussions.getComment": Method(False, (VALUABLE,)),
        "users.getLoggedInUser": Method(False, ()),
        "users.getCurrentUser": Method(False, ()),
        "users.hasAppPermission": Method(False, ()),
        "users.getCallsLeft": Method(False, ()),
    }
)
