"""Names of the checks that the office keeps. The data checks' own rules are named as they are."""

SITE_READ = "site-read"
"""The official site's feed was read. Page: empty; subject: the feed's address."""
HARVEST = "harvest"
"""Comments were collected. Subject: the post's network id, or the page's key for its wall; of a
stream also «gap:» and when it was read last, for what was lost, and the update that was not read;
«outside:» and a kind of place (`networks.outside`) for what residents write outside the posts.
"""
HARVEST_WHOLE = "harvest-whole"
"""Of all that was due on a page, all comments were collected. Subject: the page's key."""
STREAM_TOLD = "stream-told"
"""What a stream said that is nobody's comment. Subject: the update."""
EVENTS = "events"
"""A network's events were heard, which make a harvest quicker and nothing more (VK). Subject: the
page's key. No verdict is made of it.
"""
LIVE_READ = "live-read"
"""The page's posts were read for reconciliation. Subject: the page's key."""
PAGE_READ = "page-read"
"""What the page says of itself was read. Subject: the page's key."""

REACH_READ = "reach-read"
"""The network told how many people the page reaches. Subject: the page's key. No verdict is made of
it: reach is no duty.
"""
BLOCKS_READ = "blocks-read"
"""The page's list of the blocked was compared with the decisions (4.3). Subject: the page's key."""
RIGHTS_READ = "rights-read"
"""The network was asked what our keys may do. Subject: the page's key."""

PAGE_ADMINISTRATORS = "page-administrators"
"""All whom the network lists as the page's administrators are on the department's list (2.2)."""
KEY_HOLDER = "key-holder"
"""The keys hang on an account of the administration (2.2). Subject: the page's key."""
RIGHT = "right"
"""Our keys have a right that they had or should have. Subject: the operation."""
RULES_LINKED = "rules-linked"
"""The page links its rules of commenting, and they stand there (4.1). Subject: the page's key."""
PAGE_OFFICIAL = "page-official"
"""The page states its official status (clause 3.5)."""
LIVE_EXISTS = "live-exists"
LIVE_TEXT = "live-text"
LIVE_LINK = "live-link"
LIVE_MEDIA = "live-media"
LIVE = (LIVE_EXISTS, LIVE_TEXT, LIVE_LINK, LIVE_MEDIA)
"""A published post still stands as it was published (3.2, 3.3). Subject: the post's row id."""
LIVE_MINOR = (LIVE_LINK, LIVE_MEDIA)
"""What a post lacks without saying anything else than the site."""
