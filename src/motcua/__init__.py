"""motcua: one-stop public services (một cửa) for a city and all its units."""
