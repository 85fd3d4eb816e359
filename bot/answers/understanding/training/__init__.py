"""How the model is made of the examples: offline, with nothing but Python, the same bytes each time."""
