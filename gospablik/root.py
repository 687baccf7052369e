"""Where the checkout lies: the one place that knows it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
