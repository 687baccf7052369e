"""Where a comment states a fact of the publication above it otherwise (clause 4.2)."""
