"""Words of one group may stand for each other; one with «=» only as it is written."""

from gospablik.text.related import groups


def test_a_whole_word_of_a_group_is_of_it_and_a_longer_one_is_not() -> None:
    assert groups("дом") & groups("жилье")
    assert not groups("домой") & groups("жилье")
    assert groups("новостройка") & groups("жилье")
