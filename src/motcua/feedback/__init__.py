"""Citizens' reports (phản ánh): what is wrong in the street, in whose hands it is, what was answered and when.

Nouns: Category, RoutingRule, Report, Photo. Doors: pages for everybody at /phan-anh/, officers' pages at /can-bo/phan-anh/.
"""
