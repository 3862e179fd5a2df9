"""What keeps public forms usable for everybody: limits, proof of work, blocks with an end, reports of abuse.

Nouns: SenderBlock (chặn gửi), SenderTrace (dấu vết người gửi), AbuseNotice (báo vi phạm). Doors: /bao-vi-pham/ for everybody,
/can-bo/kiem-duyet/ for officers. Rooms above say which public texts there are and take down what was found to be abuse.
"""
