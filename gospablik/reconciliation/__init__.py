"""The site and the pages side by side: what is lacking, what has no source, what differs."""
