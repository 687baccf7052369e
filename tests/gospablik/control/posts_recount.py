"""More of `week_recount`: each post of the week, with what it went out, what was kept back."""

from gospablik.templates import plural
from tests.gospablik.control.recount import Row
from tests.gospablik.control.week_recount import Lines, WeekRecount

HOW = {
    "readback": "прочитано обратно",
    "answer": "ответ сети, обратно не прочитано",
    "person": "со слов сотрудника",
}


class PostsRecount(WeekRecount):
    """The posts of the week one by one."""

    def published(self) -> Lines:
        """«Опубликовано за неделю», without the links."""
        known = self.rows("SELECT subject, confirmed_by FROM action WHERE kind = 'publish'")
        by = {row["subject"]: HOW[row["confirmed_by"]] for row in known if row["confirmed_by"]}
        titles = {r["id"]: r["title"] for r in self.rows("SELECT id, title FROM site_revision")}
        rows = [(post, page) for page in self.house.page for post in self.week_posts(page.key)]
        return [
            (
                f"{self.when(post['published_at'])}, {page.name}",
                f"Пост: {titles[post['revision_id']]}",
                f"Откуда известно: {by[str(post['id'])]}",
            )
            for post, page in sorted(rows, key=lambda row: row[0]["published_at"])
        ]

    def media(self) -> Lines:
        """«С чем вышли посты»."""
        media = self.rows("SELECT post_id, kind FROM post_medium WHERE medium_id IS NOT NULL")
        found: Lines = []
        for page in self.house.page:
            posts = self.week_posts(page.key)
            ids = {post["id"] for post in posts}
            photo, video, file = (
                len({m["post_id"] for m in media if m["kind"] == kind} & ids)
                for kind in ("photo", "video", "file")
            )
            links = sum("://" in post["text"] for post in posts)
            with_what = (
                f"с картинками {photo}, с видео {video}, с файлами {file}, со ссылками {links}"
            )
            reposts = self.confirmed("repost", f"page = '{page.key}'").total()
            number = plural(len(posts), "пост", "поста", "постов")
            found.append(
                (page.name, f"Вложения и ссылки: {number}: {with_what}", f"Репостов: {reposts}")
            )
        return found

    def held(self) -> Lines:
        """«Посты, которые задержала проверка»."""
        return [
            (post["title"], f"Страница: {page}", f"Почему: {post['held_because']}")
            for page, post in self._unsent("planned_at")
            if post["held_because"]
        ]

    def dropped(self) -> Lines:
        """«Новости, которые решено не публиковать»."""
        return [
            (
                post["title"],
                f"Страница: {page}",
                f"Кто, когда и почему: {self.when(post['dropped_at'])}, не публикуется по решению:"
                f" {self.house.title_of(post['dropped_by'])}; причина: {post['dropped_because']}",
            )
            for page, post in self._unsent("dropped_at")
        ]

    def _unsent(self, column: str) -> list[tuple[str, Row]]:
        query = (
            "SELECT p.*, r.title FROM post p JOIN site_revision r ON r.id = p.revision_id"
            " WHERE p.network_id IS NULL AND p.page ="
        )
        return [
            (page.name, post)
            for page in self.house.page
            for post in self.in_week(f"{query} '{page.key}'", column)
        ]
