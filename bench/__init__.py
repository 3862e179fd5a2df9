"""Benchmarks: every figure stands beside its limit, or beside a baseline measured in the same run."""
