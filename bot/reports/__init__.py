"""What officials read of their region once a week, as figures; nothing in here waits, stores or sends."""
