"""One file a flow; each reads like the regulation."""
