"""Pure decisions of the room: weeks, states of a plan, what overlaps, what is published, how iCalendar is written."""
