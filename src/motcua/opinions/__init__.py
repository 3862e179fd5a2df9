"""Opinions (góp ý) of people to a unit or on a published draft, looked over before they are public, answered in a thread.

Nouns: Opinion (góp ý), OpinionReply (trả lời, ý kiến thêm), DraftText (dự thảo lấy ý kiến). Doors: /gop-y/ for everybody,
/can-bo/gop-y/ for officers.
"""
