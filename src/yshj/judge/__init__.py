"""Observations against targets: findings. No I/O here, and no clock: the as-of day is given."""
