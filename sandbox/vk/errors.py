"""VK's errors: HTTP 200 with an error object (errors.json; facts A1, A3)."""

from typing import Any

MESSAGES = {
    1: "Unknown error occurred",
    3: "Unknown method passed",
    5: "User authorization failed",
    6: "Too many requests per second",
    7: "Permission to perform this action is denied",
    8: "Invalid request",
    9: "Flood control",
    10: "Internal server error",
    14: "Captcha needed",
    15: "Access denied",
    27: "Group authorization failed",
    28: "Application authorization failed",
    29: "Rate limit reached",
    100: "One of the parameters specified was missing or invalid",
    104: "Not found",
    105: "Couldn't save file",
    113: "Invalid user id",
    118: "Invalid server",
    121: "Invalid hash",
    125: "Invalid group id",
    129: "Invalid photo",
    200: "Access denied",
    210: "Access to wall's post denied",
    211: "Access to wall's comment denied",
    212: "Access to post comments denied",
    213: "Access to status replies denied",
    214: "Access to adding post denied",
    222: "Hyperlinks are forbidden",
    223: "Too many replies",
    243: "Comment has not been deleted",
    1260: "Invalid screen name",
}


class VkError(Exception):
    """A refusal with VK's code; the detail follows the code's own message after a colon."""

    def __init__(self, code: int, detail: str = "", *, subcode: int | None = None) -> None:
        message = MESSAGES[code]
        super().__init__(f"{message}: {detail}" if detail else message)
        self.code = code
        self.subcode = subcode


def missing(name: str) -> VkError:
    """A required parameter was not sent."""
    return VkError(100, f"{name} is undefined")


def invalid(detail: str) -> VkError:
    """A parameter was sent that VK does not take."""
    return VkError(100, detail)


def envelope(error: dict[str, Any], method: str, params: dict[str, str]) -> dict[str, Any]:
    """The answer of a failed call. `params` must not hold the token.

    Code 14 gets the captcha's members (facts A1: `redirect_uri` is current, the picture legacy).
    """
    body = dict(error)
    body.setdefault("error_msg", MESSAGES.get(body["error_code"], "Error"))
    if body["error_code"] == 14:
        page = "https://id.vk.ru/not_robot_captcha?session_token=sandbox"
        picture = "https://api.vk.ru/captcha.php?sid=1"
        for key, value in (
            ("captcha_sid", "1"),
            ("captcha_img", picture),
            ("redirect_uri", page),
            ("captcha_ts", 1.0),
            ("captcha_attempt", 1),
        ):
            body.setdefault(key, value)
    shown = [{"key": "method", "value": method}]
    shown += [{"key": key, "value": value} for key, value in params.items()]
    body["request_params"] = shown
    return {"error": body}


def as_dict(error: VkError) -> dict[str, Any]:
    """The error object without request_params."""
    body: dict[str, Any] = {"error_code": error.code, "error_msg": str(error)}
    if error.subcode is not None:
        body["error_subcode"] = error.subcode
    return body
