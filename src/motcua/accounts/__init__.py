"""Who somebody is and under which duty they act: citizens, businesses, officers, sign-in, duties, absence, permissions.

Nouns: User, Profile, Business, Representation, Role, Duty, ActingFor, OneTimeCode, ExternalIdentity.
Doors: citizen (sign-in by one-time code, own data) and desk (sign-in with two factors, account, choice of duty).
"""
