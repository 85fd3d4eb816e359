"""What people ask about, topic by topic: the answer to each, and the screens that go on from there."""
