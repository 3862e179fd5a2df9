"""The door frame: settings, addresses, the servers' entry points and the list of rooms. Holds no rule of the product."""
