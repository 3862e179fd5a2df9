"""Settings: `base` is shared; `embedded` and `city` say what differs between one small server and a city; `test` is for the suite."""
