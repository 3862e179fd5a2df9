"""Pure decisions of the room: definitions, conditions, the form engine, papers, fees, publication checks, search."""
