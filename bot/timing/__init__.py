"""Pure: the calendar people live by, and when something unasked is welcome."""
