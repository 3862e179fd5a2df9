"""Pure decisions of the queue: who is next, how long it takes, what is spoken, who may take a number."""
