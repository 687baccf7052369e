"""All addresses of OK."""

from starlette.routing import Route

from sandbox.ok import api, deeds, pages

GROUP = "/ok/group/{group}"
TOPIC = f"{GROUP}/topic/{{topic}}"
ROUTES = [
    Route("/ok/fb.do", api.call, methods=["GET", "POST"]),
    Route("/ok/api/{group}/{method}", api.call, methods=["GET", "POST"]),
    Route("/ok/upload/{kind}", api.upload, methods=["POST"]),
    Route("/ok/photo/{photo}", api.photo),
    Route(GROUP, pages.feed),
    Route(TOPIC, pages.single),
    Route(f"{GROUP}/publish", deeds.page_of(deeds.publish), methods=["POST"]),
    Route(f"{GROUP}/describe", deeds.page_of(deeds.describe), methods=["POST"]),
    Route(f"{GROUP}/block", deeds.page_of(deeds.block), methods=["POST"]),
    Route(f"{GROUP}/unblock", deeds.page_of(deeds.unblock), methods=["POST"]),
    Route(f"{TOPIC}/edit", deeds.page_of(deeds.edit_topic), methods=["POST"]),
    Route(f"{TOPIC}/delete", deeds.page_of(deeds.delete_topic), methods=["POST"]),
    Route(f"{TOPIC}/comment", deeds.page_of(deeds.write), methods=["POST"]),
    Route(f"{TOPIC}/remove", deeds.page_of(deeds.remove), methods=["POST"]),
]
