"""Pure rules of the tree: lookups in a snapshot, and reading import files."""
