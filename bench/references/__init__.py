"""Bots as one would usually write them, to measure against; each takes TOKEN and API from the environment."""
