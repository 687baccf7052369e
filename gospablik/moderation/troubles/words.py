"""Names of «Беда» that other rooms need: of its letter and its form."""

TOPIC = "trouble"
"""Of the mail action; the row is a TroubleLetter's."""
FORM = "Беда"
"""The form, its flow and its deployment."""
