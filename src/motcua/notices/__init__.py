"""What a unit tells its residents: notices by topic and place to those who subscribed, and the emergency banner.

Nouns: Notice (thông báo đến người dân), Topic, Banner (băng khẩn cấp). Doors: /thong-bao/ for everybody, /can-bo/thong-bao-dan/
for officers. Who wants what is kept by `subscriptions`, messages are carried by `notifications`.
"""
