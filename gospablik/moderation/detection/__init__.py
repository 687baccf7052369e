"""What in a comment a specialist should see, and why (clause 4.2). No database, no network."""
