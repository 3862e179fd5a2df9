"""How everything looks: page frames, template tags, components, icons, the installable app. Knows no business noun.

Doors: `templates/ui/{citizen,desk,plain}.html`, `{% load ui %}`, the addresses of the language and text-size switches,
the service worker and the manifest.
"""
