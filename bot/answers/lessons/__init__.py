"""What content keepers make of questions that were not understood: groups, new examples, what these do to the score."""
