"""Telegram: a Bot API that answers like the official one, and pages to look at."""
