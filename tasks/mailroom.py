"""Which composer writes which letter, by the topic of the mail action."""

from collections.abc import Mapping

from gospablik.control.alarms import alarm_letter
from gospablik.control.report_letter import OWN, report_letter
from gospablik.control.week_plan_letter import TOPIC as PLAN
from gospablik.control.week_plan_letter import plan_letter
from gospablik.letters import Composer
from gospablik.moderation.decided_letters import decided_letter, ended_letter
from gospablik.moderation.lapsed_letter import lapsed_letter
from gospablik.moderation.lapsing import TOPIC as LAPSED
from gospablik.moderation.letters import case_letter
from gospablik.moderation.replies.letter import answer_letter
from gospablik.moderation.replies.take import TOPIC as ANSWER
from gospablik.moderation.troubles.letter import trouble_letter
from gospablik.moderation.unblock_letter import unblock_letter
from gospablik.moderation.unblock_requests import LETTER as UNBLOCK
from gospablik.moderation.undoing import LETTER
from gospablik.moderation.undone_letter import undone_letter
from gospablik.moderation.urgent import TOPIC, urgent_letter


def composers() -> Mapping[str, Composer]:
    """All letters the office writes."""
    return {
        "alarm": alarm_letter,
        "case": case_letter,
        "decided": decided_letter,
        "ended": ended_letter,
        "report": report_letter,
        LAPSED: lapsed_letter,
        OWN: report_letter,
        PLAN: plan_letter,
        "trouble": trouble_letter,
        ANSWER: answer_letter,
        LETTER: undone_letter,
        TOPIC: urgent_letter,
        UNBLOCK: unblock_letter,
    }
