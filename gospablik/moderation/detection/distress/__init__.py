"""Trouble that cannot wait for office hours («Беда»)."""
