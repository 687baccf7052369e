"""MAX: a Bot API that answers like the official schema, and channel pages to look at."""
