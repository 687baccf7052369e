"""The networks, one adapter each. They call out and decide nothing."""
