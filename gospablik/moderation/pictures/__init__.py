"""Pictures that residents attach: recorded, fetched, shown, sealed, forgotten (clause 4.2)."""
