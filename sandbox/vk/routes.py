"""VK's addresses over HTTP: the API, the upload hosts, Long Poll, and the pages."""

from starlette.routing import Route

from sandbox.vk import acts, api, longpoll_http, media_pages, pages, upload_http

WALL = "/vk/wall-{group:int}_{post:int}"
TOPIC = "/vk/topic-{group:int}_{topic:int}"
ROUTES = [
    Route("/vk/method/{method}", api.call, methods=["GET", "POST"]),
    Route("/vk/upload/{kind}/{key}", upload_http.receive, methods=["POST"]),
    Route("/vk/longpoll/{group:int}", longpoll_http.poll),
    Route("/vk/media/{name}", media_pages.file),
    Route("/vk/photo{rest}", media_pages.photo),
    Route("/vk/photo{rest}/{act}", media_pages.on_photo, methods=["POST"]),
    Route(TOPIC, media_pages.topic),
    Route(TOPIC + "/{act}", media_pages.on_topic, methods=["POST"]),
    Route("/vk/club{group:int}", pages.wall),
    Route("/vk/club{group:int}/{act}", acts.on_page, methods=["POST"]),
    Route(WALL, pages.single),
    Route(WALL + "/{act}", acts.on_post, methods=["POST"]),
]
