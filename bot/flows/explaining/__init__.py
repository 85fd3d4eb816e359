"""What the pages of the programmes say, each from the rules in force today."""
