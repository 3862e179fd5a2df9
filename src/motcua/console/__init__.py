"""The operators' door: the command line, health and metrics, backups, the demo city.

Nouns: Backup, SelfCheck. Doors: `motcua …`, /healthz, /readyz, /metrics.
"""
