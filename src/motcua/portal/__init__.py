"""The citizens' door: home page, my page, help, the statements on accessibility and privacy. Knows no business noun.

Other rooms join by `kernel.registry`: menu entries and home tiles, and these sections, each a callable:
- "my-page": `build(request) -> (template, context) | None` – a part of the signed-in person's page, in the order added;
- "home": `build(request) -> (template, context) | None` – a part of the home page below the tiles;
- "home-suggestions": `build(request) -> list[(words, address)]` – examples under the search box.
The unit a person chose is the cookie `don-vi` (its code); `portal` sets it, any room may read it.
"""
