"""Loads what a batch of events needs, in a handful of statements whatever its size."""
