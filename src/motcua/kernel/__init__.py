"""The cellar of the house: clock, actors, refusals, scopes, numbers, limits, Vietnamese text folding, outbox, registries.

Nouns: Actor, Refusal, Scope, Counter, OutboxMessage, ScheduledRun. It knows no unit, no person and no procedure.
Doors: none; every room may import its modules.
"""
