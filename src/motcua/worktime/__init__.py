"""The one clock: calendars with versions, policies, and due dates with an explanation in words.

Nouns: Calendar, Policy, Deadline, CalendarVersion, CalendarDay, WorkingHours. `rules` is pure arithmetic.
Doors: none of its own; operators use `motcua clock …`.
"""
