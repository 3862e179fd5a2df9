"""The administrative tree: city, districts, communes, departments and one-stop desks, with dates and successors.

Nouns: Unit, Succession, Post. Nothing in the code knows a place, a name or a number of levels; all that is data.
Doors: none of its own; operators use `motcua units …`.
"""
