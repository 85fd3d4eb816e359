"""Tables in which others tell how far regions are covered: read as a person would, doubted aloud. Pure."""
