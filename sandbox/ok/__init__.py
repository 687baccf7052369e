"""OK (Одноклассники): a REST API that answers as the fact sheet says, and pages to look at."""
