"""How many people a VK page reaches, by VK's own count."""

from datetime import datetime

from gospablik.networks.reach import PostReach
from gospablik.networks.transport import Deadline
from gospablik.networks.vk import page_objects, page_requests
from gospablik.networks.vk.opened import Opened


class Reach(Opened):
    """The part of VkPage that reads counters. VK tells members to any key, posts as in `posts`."""

    def members(self) -> int | None:
        """How many follow the page; None if VK leaves the number out. Raises CouldNotRead."""
        with self._reading("Число подписчиков"):
            request = page_requests.page_info(self._group)
            answer = self._client.ask(request, Deadline(self.limit))
            return page_objects.page_info(answer, group_id=self._group).members

    def reach(self, since: datetime) -> tuple[PostReach, ...] | None:
        """Views, likes, reposts, comments of the page's own posts. Raises CouldNotRead."""
        with self._reading("Просмотры записей"):
            found = self._wall.posts(since, Deadline(self.harvest_limit))
            return tuple(item.reach for item in found if item.post.by_page)
