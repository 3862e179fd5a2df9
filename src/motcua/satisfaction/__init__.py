"""Satisfaction: three faces and reasons at the desk and by a code on the wall, coverage of every place.

Nouns: Answer (ý kiến đánh giá), Occasion (lượt phục vụ có thể đánh giá), Survey (khảo sát) with its questions. An
answer holds no person, no dossier, no address and no hour: it is anonymous by construction (NĐ 224/2026 Art. 10).
What people rate on their own dossier is heard as a fact and counted per day.
"""
