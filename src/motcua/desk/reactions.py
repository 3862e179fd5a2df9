"""What the desk does when work is due soon, late or handed over: it tells the people concerned."""
