"""Personal data that a resident wrote in a comment, and how to show them masked (152-ФЗ)."""
