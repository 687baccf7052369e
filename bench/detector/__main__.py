"""`python -m bench.detector`: see bench/detector/command.py."""

import sys

from bench.detector.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
