"""How people were served, within the asking officer's scope."""

from motcua.satisfaction.queries.overview import Overview, PlaceLine, overview
from motcua.satisfaction.queries.poster import poster

__all__ = ["Overview", "PlaceLine", "overview", "poster"]
