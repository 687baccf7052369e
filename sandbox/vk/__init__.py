"""VK: an API that answers like the official schema, and pages to look at."""
