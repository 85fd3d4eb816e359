"""Everything that waits: rows in, rows out, and the network at the edge."""
