"""Decisions about reports: values in, values out."""
