"""«Беда»: a comment that cannot wait for office hours, from its words to the answer under it."""
