"""OK's errors: HTTP 200 with a flat object and a header (facts B1, B3)."""

from typing import Any

from starlette.responses import JSONResponse, Response

NAMES = {
    1: "UNKNOWN",
    2: "SERVICE",
    3: "METHOD",
    4: "REQUEST",
    7: "ACTION_BLOCKED",
    8: "FLOOD_BLOCKED",
    9: "IP_BLOCKED",
    10: "PERMISSION_DENIED",
    11: "LIMIT_REACHED",
    24: "NOT_OWNER",
    26: "TOTAL_LIMIT_REACHED",
    50: "NOT_ADMIN",
    100: "PARAM",
    101: "PARAM_API_KEY",
    102: "PARAM_SESSION_EXPIRED",
    103: "PARAM_SESSION_KEY",
    104: "PARAM_SIGNATURE",
    106: "PARAM_ENTITY_ID",
    120: "PARAM_ALBUM_ID",
    121: "PARAM_PHOTO_ID",
    141: "PARAM_COMMENT_ID",
    160: "PARAM_GROUP_ID",
    210: "PARAM_APPLICATION_DISABLED",
    300: "NOT_FOUND",
    324: "EDIT_PHOTO_FILE",
    453: "SESSION_REQUIRED",
    454: "CENSOR_MATCH",
    456: "GROUP_RESTRICTION",
    500: "PHOTO_SIZE_LIMIT_EXCEEDED",
    501: "PHOTO_SIZE_TOO_SMALL",
    502: "PHOTO_SIZE_TOO_BIG",
    503: "PHOTO_INVALID_FORMAT",
    504: "PHOTO_IMAGE_CORRUPTED",
    505: "PHOTO_NO_IMAGE",
    600: "MEDIA_TOPIC_BLOCK_LIMIT",
    601: "MEDIA_TOPIC_TEXT_LIMIT",
    602: "MEDIA_TOPIC_POLL_QUESTION_TEXT_LIMIT",
    603: "MEDIA_TOPIC_POLL_ANSWERS_LIMIT",
    604: "MEDIA_TOPIC_POLL_ANSWER_TEXT_LIMIT",
    607: "MEDIA_TOPIC_LINK_BAD_FORMAT",
    700: "COMMENT_NOT_FOUND",
    9999: "SYSTEM",
}
JSON = "application/json;charset=utf-8"


class OkError(Exception):
    """A refusal with OK's code; the message is «NAME : detail»."""

    def __init__(self, code: int, detail: str = "", *, data: str | None = None) -> None:
        super().__init__(f"{NAMES[code]} : {detail}")
        self.code = code
        self.data = data


def missing(name: str) -> OkError:
    """A required parameter was not sent."""
    return OkError(100, f"Missing required parameter {name}")


def invalid(name: str, value: object) -> OkError:
    """A parameter was sent that OK does not take."""
    return OkError(100, f"Invalid parameter {name} value  : [{value}]")


def refusal(error: dict[str, Any]) -> Response:
    """The answer of a failed call; an error without a code is 1 UNKNOWN."""
    code = error.get("error_code", 1)
    body = {"error_code": code, "error_msg": f"{NAMES.get(code, 'UNKNOWN')} : ", "error_data": None}
    headers = {"invocation-error": str(code)}
    return JSONResponse(body | error, media_type=JSON, headers=headers)


def as_dict(error: OkError) -> dict[str, Any]:
    """The flat error object."""
    return {"error_code": error.code, "error_msg": str(error), "error_data": error.data}
