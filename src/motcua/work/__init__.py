"""The inbox: everything an officer must do, one row each, with holder, due time, frozen verdict and responsible head.

Nouns: WorkItem (việc), HandOver (bàn giao). Other rooms open and close items through `actions`; doors read `queries`.
"""
