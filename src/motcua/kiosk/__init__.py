"""The hall's door: the touch screen that gives numbers, the display that calls them. Untrusted machines: numbers, no names.

Nouns: KioskDevice. Doors: the touch screen at /kiosk/<desk>/ for machines that officers registered at /can-bo/may-lay-so/;
the display at /man-hinh/<desk>/, kept fresh by the stream /events/man-hinh/<desk>/, with the sounds of its calls.
"""
