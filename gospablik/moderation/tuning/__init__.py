"""The detector corrected by its users: own words and thresholds, in force once a person agrees."""
