"""The domain of gospablik: what the regulation demands, with no Prefect in it."""
