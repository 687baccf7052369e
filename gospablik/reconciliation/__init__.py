"""The site and the pages side by side, both ways: what is lacking, what has no source, what differs."""
