"""How each kind of action is looked for and done."""
