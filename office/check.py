"""`./run test`: the tests, in two processes unless asked otherwise."""

import sys

import pytest

# Which file goes together with which: see check_plugin.
# Not reordered: xdist would put the files with one long test last, and one process would wait.
TWO_PROCESSES = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def main(arguments: list[str]) -> int:
    """Pytest's exit code. Anything given besides `--all` goes to pytest, in one process."""
    spread = [] if [a for a in arguments if a != "--all"] else TWO_PROCESSES
    return int(pytest.main(["-p", "office.check_plugin", *spread, *arguments]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
