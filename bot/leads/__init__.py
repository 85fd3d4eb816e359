"""Pure decisions about leads: what may follow what, and who is asked next."""
