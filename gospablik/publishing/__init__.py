"""What the office publishes: planned here, carried out by the ledger."""
