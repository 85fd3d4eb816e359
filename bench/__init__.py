"""How fast Jangkau answers, side by side with what one would use instead; `make bench` runs it."""
