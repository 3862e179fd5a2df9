"""The weekly work calendar (lịch công tác) of a people's committee: its leaders, its departments, its meeting rooms.

Nouns: WeekPlan, WorkEntry, EntryPerson, MeetingRoom, Edition, FeedKey. Doors: everybody reads what was published under
/lich-cong-tac/, officers work under /can-bo/lich/; other rooms ask `queries.published_week(unit, day)`.
"""
