"""What the desk shows: rows of the list, numbers of the frame."""
