"""Queue numbers (số thứ tự): desk, field, counter, visit; who is next, why, and about when.

Nouns: ServiceField, ServiceCounter, HoursChange, Series, Visit, Period, DeskStamp. Doors: citizens take and follow a
number under /lay-so/ and /so/, officers call at /can-bo/quay/; the room `kiosk` shows the hall display.
"""
