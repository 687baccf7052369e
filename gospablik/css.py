"""CSS selectors of organisation.toml into XPath: the part of CSS that names a place on a page.

Tag, `.class`, `#id`, `[attribute]` with `=`, `^=`, `*=`, `$=`, `~=`, a space and `>` between them,
and a comma between alternatives. lxml needs a package of its own for the rest, and no list of news
has needed it.
"""

import re

_NAME = r"-?[A-Za-z_\u0080-\U0010ffff][\w\u0080-\U0010ffff-]*"
_PART = re.compile(
    rf"(?P<tag>\*|{_NAME})|\.(?P<cls>{_NAME})|\#(?P<id>{_NAME})"
    rf"|\[\s*(?P<attr>[\w:-]+)\s*(?:(?P<op>[~^$*]?=)\s*"
    r"(?P<value>\"[^\"]*\"|'[^']*'|[\w./:-]+)\s*)?\]"
)
_BETWEEN = re.compile(r"\s*(?P<child>>)\s*|\s+")
_COMMA = re.compile(r",(?=(?:[^\"']|\"[^\"]*\"|'[^']*')*$)")


def xpath(selector: str) -> str:
    """The XPath of all descendants that the selector names, for `element.xpath(…)`.

    ValueError (Russian, what was expected) for a selector that is none or that is not understood.
    """
    return " | ".join(_path(one.strip()) for one in _COMMA.split(selector))


def _path(selector: str) -> str:
    at, axis, steps = 0, "descendant::", list[str]()
    while True:
        step, at = _compound(selector, at)
        steps.append(axis + step)
        if at == len(selector):
            return "/".join(steps)
        between = _BETWEEN.match(selector, at)
        if between is None:
            raise _unknown(selector)
        axis, at = "child::" if between["child"] else "descendant::", between.end()


def _compound(selector: str, at: int) -> tuple[str, int]:
    tag, tests = "*", list[str]()
    begins = at
    while found := _PART.match(selector, at):
        if found["tag"]:
            if at != begins:
                raise _unknown(selector)
            tag = found["tag"].lower()
        else:
            tests.append(_test(found))
        at = found.end()
    if at == begins:
        raise _unknown(selector)
    return tag + "".join(f"[{test}]" for test in tests), at


def _test(found: re.Match[str]) -> str:
    if found["cls"]:
        return _word("@class", found["cls"])
    if found["id"]:
        return f"@id={_quoted(found['id'])}"
    name, operator = f"@{found['attr'].lower()}", found["op"]
    if not operator:
        return name
    written = found["value"]
    value = written[1:-1] if written[0] in "\"'" else written
    if operator == "~=":
        return _word(name, value)
    if operator == "$=":
        end = f"string-length({name}) - {len(value) - 1}"
        return f"substring({name}, {end})={_quoted(value)}"
    tests = {"=": "{}={}", "^=": "starts-with({}, {})", "*=": "contains({}, {})"}
    return tests[operator].format(name, _quoted(value))


def _word(attribute: str, word: str) -> str:
    return f"contains(concat(' ', normalize-space({attribute}), ' '), {_quoted(f' {word} ')})"


def _quoted(value: str) -> str:
    # XPath 1.0 knows no escapes, and a value never holds both kinds of quotes (`_PART`).
    return f'"{value}"' if "'" in value else f"'{value}'"


def _unknown(selector: str) -> ValueError:
    return ValueError(
        f"селектор CSS из тегов, .class, #id, [attribute] и >, а «{selector[:80]}» не понятен"
    )
