"""More of `week_recount`: each post of the week, with what it went out, what was kept back."""

from datetime import datetime

from gospablik.organisation import Page
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
        rows = [
            (post["published_at"], page.name, titles[post["revision_id"]], by[str(post["id"])])
            for page in self.house.page
            for post in self.week_posts(page.key)
        ]
        rows += [row for page in self.house.page for row in self.reposts(page)]
        return [
            (f"{self.when(at)}, {page}", f"Пост: {title}", f"Откуда известно: {how}")
            for at, page, title, how in sorted(rows, key=lambda row: row[0])
        ]

    def reposts(self, page: Page) -> list[tuple[datetime, str, str, str]]:
        """When each material was reposted first, the page, the title, how that is known."""
        told = {str(row["id"]): row for row in self.rows("SELECT id, title, source FROM repost")}
        done: dict[str, Row] = {}
        for row in self.rows(
            "SELECT subject, state_since, confirmed_by FROM action WHERE kind = 'repost'"
            f" AND state = 'confirmed' AND page = '{page.key}' ORDER BY state_since, id"
        ):
            done.setdefault(row["subject"], row)
        found = []
        for subject, row in done.items():
            of = told.get(subject)
            title = (of["title"] or self.house.source_name(of["source"])) if of else subject
            how = HOW[row["confirmed_by"]]
            if self.within(row["state_since"]):
                found.append((row["state_since"], page.name, f"Репост: {title}", how))
        return found

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
