"""What happens to posts after they went out: the site is edited, people write and edit by hand."""

from office.demo.other_networks import Elsewhere, Ok
from office.demo.outside import Outside
from office.demo.people import People
from office.demo.story import BY_HAND, EDIT, EDITED, HAND_EDITED, NEWS, SLIP
from office.demo.terminal import Terminal


def the_site_is_edited(outside: Outside, people: People, terminal: Terminal, item_id: str) -> None:
    """The site changes a fact; the posts follow."""
    item = NEWS[EDITED]
    outside.edit_news(item_id, **{name: item[name].replace(*EDIT) for name in ("announce", "text")})
    terminal.step(f"Сайт исправил новость: вместо {EDIT[0]} теперь {EDIT[1]}. Посты идут следом")
    terminal.step(str(people.run("Публикация")["name"]))


def people_write_by_hand(outside: Outside, elsewhere: Elsewhere, terminal: Terminal) -> None:
    """A post that the site knows nothing of, and a post with a date that is wrong now."""
    outside.write_by_hand(BY_HAND)
    terminal.step("Сотрудник поставил на стену пост, которого на сайте нет")
    for network in elsewhere:
        if isinstance(network, Ok):
            title = NEWS[HAND_EDITED]["title"]
            (post,) = [one for one in network.posts() if one.text.startswith(title)]
            network.edit_by_hand(post, post.text.replace(*SLIP))
            terminal.step(f"{network.words}: пост исправили вручную и ошиблись днём: {SLIP[1]}")
