"""How what the detector ships with is trained; nothing here runs in an office."""
