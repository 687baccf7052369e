"""How well the detector of violating comments finds them, and what it costs."""
