"""The domain of gospablik: what the regulation demands, with no Prefect in it."""

import gc

# Whoever imports us has its framework in memory already, a few hundred thousand objects that live
# as long as the process. Out of the collector's sight they do not cost every pass a fifth of a
# second of being walked again and again while the rest is imported.
gc.freeze()
