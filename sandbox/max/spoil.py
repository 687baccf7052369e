"""How an ordered fault spoils an answer of MAX."""

import json

from starlette.responses import JSONResponse, Response

from sandbox.faults import Fault
from sandbox.gate import spoiled_page


def spoiled(fault: Fault) -> Response:
    """An «error» in MAX's own shape; «garbage» is JSON that breaks off."""
    if fault.what == "error":
        error = {name: value for name, value in fault.error.items() if name != "status"}
        return JSONResponse({"message": "", **error}, fault.error["status"])
    if fault.what == "garbage":
        cut = json.dumps({"message": {"timestamp": 1}})[:-6]
        return Response(cut, media_type="application/json; charset=utf-8")
    return spoiled_page(fault)
