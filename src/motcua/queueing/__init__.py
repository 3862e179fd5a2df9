"""Queue numbers (số thứ tự) and appointments (lịch hẹn): desk, field, counter, visit; who is next, why, and about when.

Nouns: ServiceField, ServiceCounter, HoursChange, Series, Visit, Period, PaperRange, DeskStamp; SlotPlan, Slot, Appointment, Standby;
Topic, Advice. Doors: citizens take and follow a number under /lay-so/ and /so/, book under /dat-hen/, hold an
appointment under /lich-hen/ and ask under /tu-van/; officers call at /can-bo/quay/, receive appointments at
/can-bo/lich-hen/ and answer at /can-bo/tu-van/; the room `kiosk` shows the hall display.
"""
