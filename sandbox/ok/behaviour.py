"""What nobody knows of the live network, as levers (facts B2, B5, B6 and C)."""

from dataclasses import dataclass

from sandbox.fields import Fields

PLACES = ("both", "attachment", "top")


@dataclass
class Behaviour:
    """How OK behaves where the sources are silent or disagree.

    `missing_methods` answer 3 METHOD; a topic or comment enters the listings so many seconds after
    it was accepted; `options_in`: whether onBehalfOfGroup, disableComments and publishAt are read
    from the attachment, from the parameters or from both; `censor`: words that give 454;
    `date_ms`: whether comments carry it beside `date`.
    """

    missing_methods: tuple[str, ...] = ()
    topics_seen_after: float = 0.0
    comments_seen_after: float = 0.0
    options_in: str = "both"
    censor: tuple[str, ...] = ()
    date_ms: bool = True

    def update(self, body: Fields) -> None:
        """Change the named members, leave the rest."""
        self.missing_methods = body.texts("missing_methods", self.missing_methods)
        self.topics_seen_after = body.number("topics_seen_after", self.topics_seen_after)
        self.comments_seen_after = body.number("comments_seen_after", self.comments_seen_after)
        self.options_in = body.choice("options_in", PLACES, self.options_in)
        self.censor = body.texts("censor", self.censor)
        self.date_ms = body.flag("date_ms", self.date_ms)
