"""Outside services of the room: who takes what the national portal must know of a dossier."""
