"""Decisions of officials as replies to our letters (clause 4.3)."""
