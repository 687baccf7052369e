"""Comments, rulings, proof and decisions (clauses 4.1 to 4.3)."""
