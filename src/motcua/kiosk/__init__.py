"""The hall's door: what stands on a screen in the hall. Untrusted screens read numbers, never names.

Door: the display at /man-hinh/<desk>/, kept fresh by the stream /events/man-hinh/<desk>/.
"""
