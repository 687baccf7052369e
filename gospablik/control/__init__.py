"""Weekly control (clauses 5.1, 5.2): what was checked, what the week came to, who is told."""
